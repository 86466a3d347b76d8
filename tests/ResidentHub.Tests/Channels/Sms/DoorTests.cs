using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using ResidentHub.Data;
using ResidentHub.Tests.Web;
using ResidentHub.Web.Channels.Sms;

namespace ResidentHub.Tests.Channels.Sms;

/// <summary>The two doors of the provider, as its documentation says it calls them (C.48–C.56, C.61).</summary>
[Collection(OneNetwork.Name)]
public sealed class DoorTests(Texting texting)
{
    private const string Path = SmsDoor.MessagePath;

    [Fact]
    public async Task C48_a_message_with_fields_of_today_and_of_tomorrow_is_taken()
    {
        var number = texting.NewNumber();
        var said = await texting.SayAsync(number, "bonjour", ("MessagingServiceSid", "MG1"), ("Tomorrow", "yes"), ("Empty", ""));
        Assert.NotEmpty(said);
        Assert.Equal("bonjour", Assert.Single(texting.Written(number)).Text);
    }

    [Fact]
    public async Task C48_a_message_may_come_by_GET_with_all_its_fields_in_the_address()
    {
        var number = texting.NewNumber();
        var query = $"{Path}?{await new FormUrlEncodedContent(texting.Message(number, "c'est l'été à Rivemont")).ReadAsStringAsync()}";
        Assert.Equal(HttpStatusCode.OK, (await texting.SendAsync(new HttpRequestMessage(HttpMethod.Get, query), TwilioSignature.Of(Texting.Token, Texting.Site + query, []))).Status);
        await texting.SettleAsync();
        Assert.Equal("c'est l'été à Rivemont", Assert.Single(texting.Written(number)).Text);
    }

    [Fact]
    public async Task C49_the_answer_is_TwiML_that_says_nothing_and_waits_for_nobody()
    {
        var (number, hangs) = (texting.NewNumber(), new TaskCompletionSource());
        texting.Twilio.Answer = async sending =>
        {
            await hangs.Task;
            return null;
        };
        try
        {
            var answer = await texting.PostAsync(texting.Message(number, "bonjour")).WaitAsync(TimeSpan.FromSeconds(5));
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.StartsWith("text/xml", answer.Headers["Content-Type"], StringComparison.Ordinal);
            Assert.Equal("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response></Response>", answer.Text);
        }
        finally
        {
            texting.Twilio.Answer = _ => Task.FromResult<Microsoft.AspNetCore.Http.IResult?>(null);
            hangs.SetResult();
            await texting.SettleAsync();
        }
    }

    [Fact]
    public async Task C51_a_message_that_comes_six_times_at_once_and_again_a_day_later_is_one_message()
    {
        var number = texting.NewNumber();
        var message = texting.Message(number, "bonjour");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => texting.PostAsync(message))));
        await texting.SettleAsync();
        await texting.WaitAsync(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.OK, (await texting.PostAsync(message)).Status);
        message["Body"] = "autre chose";
        Assert.Equal(HttpStatusCode.OK, (await texting.PostAsync(message)).Status);
        await texting.SettleAsync();
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal("bonjour", Assert.Single(texting.Written(number)).Text);
        Assert.Single(texting.Outbox(number));
    }

    [Fact]
    public async Task C51_what_a_crash_left_is_worked_on_at_the_next_start()
    {
        var number = texting.NewNumber();
        await using (var db = texting.Hub.Db())
        {
            var now = texting.Hub.Clock.GetUtcNow();
            db.Add(new InboxRow { Kind = SmsInbox.Message, ProviderId = "SMcrash", Address = number, Content = """{"Body":"bonjour","OptOutType":null,"Media":[]}""", ReceivedAt = now, NotBefore = now, RetainUntil = now.AddDays(7) });
            await db.SaveChangesAsync();
        }

        await texting.WaitAsync(TimeSpan.FromSeconds(2));
        Assert.Single(texting.Written(number));
        await using var after = texting.Hub.Db();
        Assert.Equal("", (await after.Inbox().SingleAsync(row => row.ProviderId == "SMcrash")).Content);
    }

    [Fact]
    public async Task C52_several_values_and_names_that_differ_by_case_are_read_as_they_were_signed()
    {
        var number = texting.NewNumber();
        KeyValuePair<string, string>[] fields = [.. texting.Message(number, "bonjour"), new("tag", "b"), new("tag", "a"), new("tag", "b"), new("FROM", "+33639989999"), new("from", "")];
        var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new FormUrlEncodedContent(fields) };
        Assert.Equal(HttpStatusCode.OK, (await texting.SendAsync(request, TwilioSignature.Of(Texting.Token, Texting.Site + Path, fields))).Status);
        await texting.SettleAsync();
        Assert.Single(texting.Written(number));
    }

    [Fact]
    public async Task C53_a_JSON_body_is_believed_by_its_hash_in_the_address()
    {
        var number = texting.NewNumber();
        var body = $$$"""{"MessageSid":"SMjson{{{number}}}","From":"{{{number}}}","Body":"bonjour","NumMedia":0,"Nested":{"a":1}}""";
        Assert.Equal(HttpStatusCode.Forbidden, (await JsonAsync(body, body + " ")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await JsonAsync(body, null)).Status);
        Assert.Equal(HttpStatusCode.OK, (await JsonAsync(body, body)).Status);
        await texting.SettleAsync();
        Assert.Single(texting.Written(number));
        Assert.Equal(HttpStatusCode.BadRequest, (await JsonAsync("{\"MessageSid\":", "{\"MessageSid\":")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await JsonAsync("[1,2]", "[1,2]")).Status);
    }

    [Fact]
    public async Task C53_the_fields_of_a_form_are_never_believed_by_the_address_alone()
    {
        var fields = texting.Message(texting.NewNumber(), "bonjour");
        var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new FormUrlEncodedContent(fields) };
        Assert.Equal(HttpStatusCode.Forbidden, (await texting.SendAsync(request, TwilioSignature.Of(Texting.Token, Texting.Site + Path, []))).Status);
    }

    [Fact]
    public async Task C55_the_address_is_the_configured_one_whatever_the_headers_say()
    {
        var fields = texting.Message(texting.NewNumber(), "bonjour");
        foreach (var header in (string[])["X-Forwarded-Host", "X-Forwarded-Proto", "Host", "X-Original-Host"])
        {
            var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new FormUrlEncodedContent(fields) };
            request.Headers.TryAddWithoutValidation(header, "evil.example");
            Assert.Equal(HttpStatusCode.Forbidden, (await texting.SendAsync(request, TwilioSignature.Of(Texting.Token, $"https://evil.example{Path}", fields))).Status);
        }
    }

    [Fact]
    public async Task C55_query_and_escapes_are_taken_as_they_were_sent()
    {
        var (number, path) = (texting.NewNumber(), $"{Path}?tenant=a%20b&x=%C3%A9&&y=1+2");
        Assert.Equal(HttpStatusCode.OK, (await texting.PostAsync(texting.Message(number, "bonjour"), path)).Status);
    }

    [Fact]
    public async Task C56_unsigned_calls_are_refused_and_leave_nothing()
    {
        var number = texting.NewNumber();
        var message = texting.Message(number, "bonjour");
        foreach (var path in (string[])[Path, SmsDoor.StatusPath])
        {
            foreach (var signature in (string?[])[null, "", "x", TwilioSignature.Of("wrong", Texting.Site + path, message), TwilioSignature.Of(Texting.Token, Texting.Site + path, texting.Message(number, "autre"))])
            {
                var answer = await texting.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(message) }, signature);
                Assert.Equal((HttpStatusCode.Forbidden, ""), (answer.Status, answer.Text));
            }
        }

        await using var db = texting.Hub.Db();
        Assert.False(await db.Inbox().AnyAsync(row => row.Address == number));
    }

    [Theory]
    [InlineData(Texting.Token)]
    [InlineData(Texting.OldToken)]
    public async Task C56_both_tokens_sign_while_one_is_replaced(string token) => Assert.Equal(HttpStatusCode.OK, (await texting.PostAsync(texting.Message(texting.NewNumber(), "bonjour"), token: token)).Status);

    [Fact]
    public async Task C56_where_nothing_is_configured_there_is_no_door()
    {
        await using var hub = new WebHub();
        using var client = hub.CreateDefaultClient();
        foreach (var path in (string[])[Path, SmsDoor.StatusPath])
        {
            using var post = await client.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(texting.Message("+33639980001", "bonjour")));
            using var get = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], new[] { post.StatusCode, get.StatusCode });
        }
    }

    [Fact]
    public async Task Hostile_bodies_are_answered_without_a_fault()
    {
        foreach (var body in (byte[][])[[], "=&=&&="u8.ToArray(), "Body=%"u8.ToArray(), "Body=%FF%FE&From=%"u8.ToArray(), [0, 1, 2, 0xFF, 0xFE], Encoding.UTF8.GetBytes(new string('&', 10_000))])
        {
            foreach (var type in (string?[])["application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x", "text/plain", null])
            {
                var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(body) };
                request.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
                Assert.Equal(HttpStatusCode.Forbidden, (await texting.SendAsync(request, "x")).Status);
            }
        }

        var huge = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(new byte[1_000_000]) };
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await texting.SendAsync(huge, "x")).Status);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await texting.SendAsync(new HttpRequestMessage(HttpMethod.Put, Path), null)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await texting.PostAsync(new() { ["Body"] = "bonjour" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await texting.PostAsync(new() { ["MessageSid"] = "SM1", ["From"] = new string('9', 500) })).Status);
    }

    [Fact]
    public async Task What_comes_from_the_hubs_own_number_is_answered_by_nobody()
    {
        Assert.Empty(await texting.SayAsync(Texting.HubNumber, "bonjour"));
        Assert.Empty(texting.Written(Texting.HubNumber));
    }

    [Fact]
    public async Task Messages_of_one_number_are_answered_in_the_order_in_which_they_came()
    {
        var number = texting.NewNumber();
        foreach (var text in (string[])["un", "deux", "trois", "quatre"])
            await texting.PostAsync(texting.Message(number, text));
        await texting.SettleAsync();
        Assert.Equal(["un", "deux", "trois", "quatre"], texting.Written(number).Select(message => message.Text));
    }

    [Fact]
    public async Task A_number_that_writes_without_end_is_kept_but_not_answered_and_its_danger_is()
    {
        var (number, configuration) = (texting.NewNumber(), texting.Hub.Get<IConfiguration>());
        configuration["RateLimits:Sms"] = "3";
        try
        {
            for (var i = 0; i < 12; i++)
                await texting.PostAsync(texting.Message(number, $"bonjour {i}"));
            await texting.SettleAsync();

            // The twelve seconds lie in one minute or in two.
            Assert.InRange(texting.Outbox(number).Count, 3, 6);
            Assert.Equal(12, texting.Written(number).Count);
            Assert.Contains("3919", Assert.Single(await texting.SayAsync(number, "mon mari me frappe")), StringComparison.Ordinal);
            Assert.Single(await texting.SayAsync(texting.NewNumber(), "bonjour"));
        }
        finally
        {
            configuration["RateLimits:Sms"] = null;
        }
    }

    private async Task<WebAnswer> JsonAsync(string body, string? hashed)
    {
        var path = hashed is null ? Path : $"{Path}?bodySHA256={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hashed)))}";
        return await texting.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") }, TwilioSignature.Of(Texting.Token, Texting.Site + path, []));
    }
}
