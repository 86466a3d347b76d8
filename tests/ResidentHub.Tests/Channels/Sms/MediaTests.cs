using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Messaging;
using ResidentHub.Tests.Web;

namespace ResidentHub.Tests.Channels.Sms;

/// <summary>Pictures that come with a message (C.69, C.70).</summary>
[Collection(OneNetwork.Name)]
public sealed class MediaTests(Texting texting) : IDisposable
{
    private static readonly string s_api = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Texting.Account}:{Texting.Token}"))}";

    public void Dispose() => texting.Twilio.OnGet = _ => null;

    [Fact]
    public async Task C70_a_picture_is_fetched_with_the_accounts_token_and_kept_with_its_message()
    {
        texting.Twilio.OnGet = _ => Results.Bytes(Pictures.Png, "image/png");
        var number = texting.NewNumber();
        var said = await SayAsync(number, "", $"{texting.Twilio.Url}/2010-04-01/Accounts/{Texting.Account}/Messages/MM1/Media/ME1");
        Assert.Contains("bien recu votre photo", said, StringComparison.Ordinal);
        Assert.Equal(s_api, texting.Twilio.Gets.Last().Authorization);
        Assert.Single(Photos(number));
    }

    [Fact]
    public async Task C70_redirects_are_followed_a_few_times_and_without_the_token()
    {
        texting.Twilio.OnGet = context => context.Request.Path.Value switch
        {
            "/one" => Results.Redirect("/two"),
            "/two" => Results.Redirect($"{texting.Twilio.Url}/three?X-Amz-Signature=1"),
            _ => Results.Bytes(Pictures.Png, "image/png"),
        };
        var number = texting.NewNumber();
        var before = texting.Twilio.Gets.Count;
        await SayAsync(number, "voilà", $"{texting.Twilio.Url}/one");
        Assert.Equal([s_api, null, null], texting.Twilio.Gets.Skip(before).Select(get => get.Authorization));
        Assert.Single(Photos(number));
        texting.Twilio.OnGet = _ => Results.Redirect("/round");
        before = texting.Twilio.Gets.Count;
        var other = texting.NewNumber();
        await SayAsync(other, "voilà", $"{texting.Twilio.Url}/round");
        Assert.InRange(texting.Twilio.Gets.Count - before, 1, 5);
        Assert.Empty(Photos(other));
    }

    [Fact]
    public async Task C70_the_token_goes_to_no_other_host()
    {
        await using var other = await TwilioStub.StartAsync();
        other.OnGet = _ => Results.Bytes(Pictures.Png, "image/png");
        var number = texting.NewNumber();
        await SayAsync(number, "voilà", $"{other.Url}/picture");
        Assert.Null(Assert.Single(other.Gets).Authorization);
        Assert.Single(Photos(number));
    }

    [Theory]
    [InlineData("http://media.example/picture")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://media.example/picture")]
    [InlineData("//media.example")]
    [InlineData("no address")]
    public async Task C70_what_is_no_https_address_is_not_fetched_and_the_message_goes_on(string address)
    {
        var number = texting.NewNumber();
        var said = await SayAsync(number, "bonjour", address);
        Assert.Contains("La photo n'est pas arrivée", said, StringComparison.Ordinal);
        Assert.Equal("bonjour", Assert.Single(texting.Written(number)).Text);
    }

    [Fact]
    public async Task C70_what_is_too_large_no_picture_or_not_there_loses_nothing_but_itself()
    {
        var number = texting.NewNumber();
        foreach (var answer in (Func<IResult>[])
        [
            () => Results.Bytes(new byte[11 * 1024 * 1024], "image/png"),
            () => Results.Bytes("<svg onload=alert(1)>"u8.ToArray(), "image/png"),
            () => Results.Bytes("%PDF-1.4"u8.ToArray(), "application/pdf"),
            () => Results.NotFound(),
            () => Results.StatusCode(500),
        ])
        {
            texting.Twilio.OnGet = _ => answer();
            Assert.Contains("La photo n'est pas arrivée", await SayAsync(number, "encore là", $"{texting.Twilio.Url}/picture"), StringComparison.Ordinal);
        }

        Assert.Equal(5, texting.Written(number).Count);
        Assert.Empty(Photos(number));
    }

    [Fact]
    public async Task C70_a_host_that_never_answers_is_waited_for_ten_seconds_and_a_danger_is_answered_after_them()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var number = texting.NewNumber();
        Assert.Contains("3919", await SayAsync(number, "mon mari me frappe", $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/picture"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_photos_of_a_message_are_kept_at_most()
    {
        texting.Twilio.OnGet = _ => Results.Bytes(Pictures.Png, "image/png");
        var number = texting.NewNumber();
        await SayAsync(number, "voilà", [.. Enumerable.Range(0, 5).Select(i => $"{texting.Twilio.Url}/picture{i}")]);
        Assert.Equal(PhotoStore.MaxPhotos, Photos(number).Count);
    }

    private async Task<string> SayAsync(string number, string body, params string[] addresses)
    {
        var media = addresses.SelectMany((address, i) => ((string, string)[])[($"MediaUrl{i}", address), ($"MediaContentType{i}", "image/png")]);
        return string.Join('\n', await texting.SayAsync(number, body, [("NumMedia", addresses.Length.ToString()), .. media]));
    }

    private List<Photo> Photos(string number)
    {
        var messages = texting.Written(number).Select(message => (Guid?)message.Id).ToList();
        using var db = texting.Hub.Db();
        return [.. db.Photos().AsNoTracking().Where(photo => messages.Contains(photo.MessageId))];
    }
}
