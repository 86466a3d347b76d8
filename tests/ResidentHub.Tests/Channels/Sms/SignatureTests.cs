using ResidentHub.Web.Channels.Sms;

namespace ResidentHub.Tests.Channels.Sms;

/// <summary>Signatures as Twilio's documentation and its own code compute them (C.52–C.54, C.56).</summary>
public sealed class SignatureTests
{
    private const string Token = "12345", Url = "https://mycompany.com/myapp.php?foo=1&bar=2", Documented = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";

    private static readonly KeyValuePair<string, string>[] s_call =
        [new("CallSid", "CA1234567890ABCDE"), new("Caller", "+14158675309"), new("Digits", "1234"), new("From", "+14158675309"), new("To", "+18005551212")];

    [Fact]
    public void C52_the_documented_call_has_the_documented_signature() => Assert.Equal(Documented, TwilioSignature.Of(Token, Url, s_call));

    [Fact]
    public void C52_names_are_sorted_by_code_unit_and_values_of_one_name_made_unique_and_sorted() => Assert.Equal(
        "NE5afktK+iZLp2YNuJJ+rK7QtAY=",
        TwilioSignature.Of(Token, "https://hub.example/api/twilio/sms", [new("MessageSid", "SM1"), new("Body", "b"), new("Body", "a"), new("Body", "b"), new("From", "+33639980001"), new("body", "é ç 😀")]));

    [Fact]
    public void C56_either_of_two_tokens_will_do_while_one_is_replaced()
    {
        Assert.True(TwilioSignature.IsRight(Documented, ["new", Token], Url, s_call));
        Assert.True(TwilioSignature.IsRight(Documented, [Token, "new"], Url, s_call));
        Assert.False(TwilioSignature.IsRight(Documented, ["new", "newer"], Url, s_call));
    }

    [Theory]
    [InlineData("https://hub.example/a?b=c", "https://hub.example/a?b=c", true)]
    [InlineData("https://hub.example/a?b=c", "https://hub.example:443/a?b=c", true)]
    [InlineData("https://hub.example:443/a?b=c", "https://hub.example/a?b=c", true)]
    [InlineData("http://hub.example/a", "http://hub.example:80/a", true)]
    [InlineData("https://hub.example:8443/a", "https://hub.example:8443/a", true)]
    [InlineData("https://hub.example:8443/a", "https://hub.example/a", true)]
    [InlineData("https://hub.example", "https://hub.example:443", true)]
    [InlineData("https://[2001:db8::1]/a", "https://[2001:db8::1]:443/a", true)]
    [InlineData("https://hub.example/a", "https://hub.example:8443/a", false)]
    [InlineData("https://hub.example/a", "http://hub.example/a", false)]
    [InlineData("https://hub.example/a?b=%27", "https://hub.example/a?b='", false)]
    public void C54_the_address_is_signed_with_its_port_or_without_and_nothing_else_of_it_is_changed(string configured, string signed, bool isRight) =>
        Assert.Equal(isRight, TwilioSignature.IsRight(TwilioSignature.Of(Token, signed, []), [Token], configured, []));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no base64 at all")]
    [InlineData("RSOYDt4T1cUTdK1PDd93/VVr8B8")]
    [InlineData("rsoydt4t1cutdk1pdd93/vvr8b8=")]
    public void C56_what_is_no_signature_is_refused(string? signature) => Assert.False(TwilioSignature.IsRight(signature, [Token], Url, s_call));
}
