using System.Net;

namespace ResidentHub.Protocols;

/// <summary>Text messages against Twilio's own code (npm twilio), and a hub that is killed among them.</summary>
[Collection(nameof(SmsHub))]
public sealed class SmsTests(SmsHub hub)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("/api/twilio/sms")]
    [InlineData("/api/twilio/sms?tenant=a%20b&x=%C3%A9&y=1+2&&z='")]
    [InlineData("/api/twilio/status")]
    public async Task C52_what_Twilios_own_code_signs_is_believed_and_what_was_altered_is_not(string path)
    {
        var fields = SmsHub.Message(NewSid(), "+33639981001", "c'est l'été à Rivemont 🌻 100 % & + = ; é");
        fields["MessageStatus"] = "sent";
        fields["Tag"] = (string[])["b", "a", "b", ""];
        fields["tag"] = "lower";
        fields["Ünï"] = "cödé";
        Assert.Equal(path.Contains("status", StringComparison.Ordinal) ? HttpStatusCode.NoContent : HttpStatusCode.OK, await hub.PostAsync(fields, path));
        Assert.Equal(HttpStatusCode.Forbidden, await hub.PostAsync(fields, path, altered: body => body + "&More=1"));
        Assert.Equal(HttpStatusCode.Forbidden, await hub.PostAsync(fields, path, altered: body => body.Replace("Rivemont", "Rivemond", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task C53_a_body_of_JSON_is_believed_by_Twilios_own_hash()
    {
        var body = $$"""{"MessageSid":"{{NewSid()}}","From":"+33639981002","Body":"bonjour à tous"}""";
        Assert.Equal(HttpStatusCode.OK, await hub.PostJsonAsync(body));
        Assert.Equal(HttpStatusCode.OK, await hub.PostJsonAsync(body, SmsHub.MessagePath + "?tenant=1"));
        Assert.Equal(HttpStatusCode.Forbidden, await hub.PostJsonAsync(body, altered: text => text + " "));
    }

    [Fact]
    public async Task C48_a_call_by_GET_is_believed_with_all_its_fields_in_the_address() =>
        Assert.Equal(HttpStatusCode.OK, await hub.GetAsync($"{SmsHub.MessagePath}?MessageSid={NewSid()}&From=%2B33639981003&Body=bonjour%20%C3%A0%20tous"));

    [Fact]
    public async Task C56_both_tokens_sign_and_no_other()
    {
        Assert.Equal(HttpStatusCode.OK, await hub.PostAsync(SmsHub.Message(NewSid(), "+33639981004", "bonjour"), token: SmsHub.OldToken));
        Assert.Equal(HttpStatusCode.Forbidden, await hub.PostAsync(SmsHub.Message(NewSid(), "+33639981004", "bonjour"), token: "another"));
    }

    [Fact]
    public async Task C59_twenty_conversations_lose_nothing_and_send_nothing_twice_when_the_hub_is_killed_among_them()
    {
        const int count = 20;
        var phones = Enumerable.Range(0, count).Select(i => $"+3363998{2100 + i}").ToList();
        await Task.WhenAll(phones.Select((phone, i) => hub.PostAsync(SmsHub.Message($"SMfirst{i}", phone, "l'ascenseur est en panne depuis hier"))));
        await UntilAsync(() => phones.TrueForAll(phone => To(phone).Count == 1));

        // What is not answered the network hands in again; what is, it may too.
        var calls = phones.Select((phone, i) => TryAsync(() => hub.PostAsync(SmsHub.Message($"SMsecond{i}", phone, "Le Belvédère")))).ToList();
        await UntilAsync(() => hub.Network.Messages.Count(message => phones.Contains(message.To)) >= count + 3);
        hub.Server.Kill();
        await Task.WhenAll(calls);
        await hub.Server.StartAsync();
        foreach (var (i, phone) in phones.Index())
            Assert.Equal(HttpStatusCode.OK, await hub.PostAsync(SmsHub.Message($"SMsecond{i}", phone, "Le Belvédère")));

        // One at most was marked as leaving and had not arrived at the network: nobody can tell, so it is not sent again.
        await UntilAsync(() => phones.Count(phone => To(phone).Count >= 2) >= count - 1);
        await Task.Delay(TimeSpan.FromSeconds(5));
        Assert.All(phones, phone => Assert.Equal(To(phone).Distinct(), To(phone)));
        Assert.True(phones.Count(phone => To(phone).Count == 2) >= count - 1, string.Join('\n', phones.Select(phone => $"{phone}: {To(phone).Count}")));

        // The conversations go on where they were.
        await Task.WhenAll(phones.Select((phone, i) => hub.PostAsync(SmsHub.Message($"SMthird{i}", phone, "SUIVI"))));
        await UntilAsync(() => phones.Count(phone => To(phone).Count >= 3) >= count - 1);
    }

    private List<string> To(string phone) => [.. hub.Network.Messages.Where(message => message.To == phone).Select(message => message.Body)];

    private static string NewSid() => $"SM{Guid.CreateVersion7():N}";

    private static async Task TryAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (HttpRequestException)
        {
            // Killed meanwhile.
        }
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var until = TimeProvider.System.GetUtcNow() + s_patience; !isSo(); await Task.Delay(10))
            Assert.True(TimeProvider.System.GetUtcNow() < until, "It does not come about.");
    }
}
