using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace ResidentHub.Tests.Channels.BotFramework;

/// <summary>What a call gets as its answer, whatever it is (A2.30, A2.32, A2.47).</summary>
[Collection(OneBot.Name)]
public sealed class AnsweringTests
{
    private readonly BotHub _hub;

    public AnsweringTests(BotHub hub)
    {
        _hub = hub;
        _hub.Empty();
    }

    [Fact]
    public async Task A2_30_A_message_gets_an_empty_200()
    {
        var (status, body) = await _hub.PostAsync(_hub.Message("bonjour"));
        Assert.Equal((HttpStatusCode.OK, ""), (status, body));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("BREW")]
    public async Task A2_30_Other_methods_are_not_allowed(string method)
    {
        using var response = await _hub.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/api/messages"));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, ""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Contains("POST", response.Content.Headers.Allow);
    }

    [Fact]
    public async Task A2_30_A_client_may_ask_whether_somebody_is_there()
    {
        using var response = await _hub.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/api/messages"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    public static TheoryData<string> NoActivities =>
    [
        "", " ", "null", "1", "\"message\"", "[]", "[{\"type\":\"message\"}]", "{", "{}", "{\"type\":\"message\"", "{\"type\":null}", "{\"type\":\"\"}", "{\"type\":\" \"}", "{\"type\":1}", "{\"type\":[\"message\"]}",
        "{\"type\":\"message\",}", "{'type':'message'}", "type=message", "<activity/>", "{\"text\":\"bonjour\"}", "\u0000",
    ];

    [Theory]
    [MemberData(nameof(NoActivities))]
    public async Task A2_30_What_is_no_activity_is_a_bad_request(string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _hub.PostAsync(body, $"Bearer {_hub.Token()}")).Status);

    public static TheoryData<string, string> WrongTypes => new()
    {
        { "text", "1" }, { "text", "{}" }, { "text", "[\"bonjour\"]" }, { "id", "7" }, { "serviceUrl", "[]" }, { "channelId", "{}" }, { "conversation", "\"abc\"" }, { "conversation", "null" }, { "conversation", "{}" },
        { "conversation", "{\"id\":\"\"}" }, { "conversation", "{\"id\":5}" }, { "from", "\"me\"" }, { "from", "{\"id\":[]}" }, { "recipient", "7" }, { "attachments", "{}" }, { "attachments", "[\"x\"]" },
        { "entities", "\"mention\"" }, { "locale", "{}" }, { "deliveryMode", "7" }, { "membersAdded", "{}" },
    };

    [Theory]
    [MemberData(nameof(WrongTypes))]
    public async Task A2_30_A_field_that_is_not_what_the_schema_says_is_a_bad_request(string field, string json) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _hub.PostAsync(_hub.Message("bonjour", (field, JsonNode.Parse(json))).ToJsonString(), $"Bearer {_hub.Token()}")).Status);

    public static TheoryData<string, string> OddFields => new()
    {
        { "value", "[1,2]" }, { "value", "7" }, { "value", "null" }, { "channelData", "\"x\"" }, { "channelData", "[[[[]]]]" }, { "entities", "[7,null,\"x\",{\"type\":\"mention\"},{\"type\":\"mention\",\"mentioned\":7,\"text\":7}]" },
        { "attachments", "[null,{},{\"contentType\":\"image/png\"},{\"contentUrl\":\"nowhere\"},{\"contentType\":\"application/vnd.microsoft.teams.file.download.info\",\"content\":7}]" }, { "textFormat", "\"hologram\"" },
        { "locale", "\"xx-XX-xxxx\"" }, { "locale", "\"\"" }, { "locale", "null" }, { "from", "null" }, { "from", "{}" }, { "recipient", "null" }, { "id", "null" }, { "id", "\"\"" }, { "timestamp", "\"yesterday\"" }, { "new", "{\"kind\":\"of field\"}" },
        { "importance", "7" }, { "deliveryMode", "\"telepathy\"" }, { "text", "null" }, { "text", "\"\"" }, { "membersAdded", "[null]" }, { "channelId", "\"a channel of tomorrow\"" }, { "text", "\"<at>\"" }, { "text", "\"<at></at></at><at>\"" },
    };

    [Theory]
    [MemberData(nameof(OddFields))]
    public async Task A2_47_What_the_hub_does_not_know_does_not_stop_it(string field, string json) =>
        Assert.Equal(HttpStatusCode.OK, (await _hub.PostAsync(_hub.Message("bonjour", ("conversation", new JsonObject { ["id"] = $"odd {field} {json}" }), (field, JsonNode.Parse(json))))).Status);

    [Fact]
    public async Task A2_30_A_mark_before_the_body_and_half_a_sign_in_it_are_no_fault()
    {
        var body = "\uFEFF" + _hub.Message("bonjour").ToJsonString().Replace("bonjour", "bonjour \\ud83d", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _hub.PostAsync(body, $"Bearer {_hub.Token()}")).Status);
    }

    [Fact]
    public async Task A2_30_Bytes_that_are_no_UTF8_are_a_bad_request()
    {
        var body = Encoding.UTF8.GetBytes(_hub.Message("bonjour").ToJsonString());
        body[body.AsSpan().IndexOf("bonjour"u8)] = 0xFF;
        Assert.Equal(HttpStatusCode.BadRequest, (await _hub.PostAsync(new ByteArrayContent(body), $"Bearer {_hub.Token()}")).Status);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(50)]
    public async Task A2_30_A_huge_body_is_too_large_told_or_not(int megabytes)
    {
        var body = Encoding.UTF8.GetBytes($"{{\"type\":\"message\",\"text\":\"{new string('a', megabytes << 20)}\"}}");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await TrySendAsync(new ByteArrayContent(body)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await TrySendAsync(new StreamContent(new Unmeasured(body))));
    }

    [Fact]
    public async Task A2_30_A_deep_body_is_answered()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000);
        var body = _hub.Message("bonjour").ToJsonString().TrimEnd('}') + $"}},\"value\":{deep}}}";
        Assert.Equal(HttpStatusCode.BadRequest, (await _hub.PostAsync(body, $"Bearer {_hub.Token()}")).Status);
    }

    [Fact]
    public async Task A2_47_A_long_message_is_taken()
    {
        var text = string.Concat(Enumerable.Repeat("la musique est trop forte ", 4_000));
        Assert.NotEmpty(await _hub.AskAsync(_hub.Message(text, ("conversation", new JsonObject { ["id"] = "long" }))));
    }

    [Fact]
    public void Whatever_is_posted_the_answer_blames_nobody_but_the_caller()
    {
        var fields = _hub.Message("").Select(field => field.Key).Concat(["attachments", "entities", "value", "membersAdded", "deliveryMode", "type"]).ToArray();
        var values = Gen.Elements("null", "true", "0", "-1e999", "\"\"", "\"<at>x</at>\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "[null]", "[[]]", "[{}]", "{}", "{\"id\":\"x\"}", "{\"id\":null}", "{\"type\":\"mention\"}", "\"message\"", "\"conversationUpdate\"", "\"endOfConversation\"", "\"expectReplies\"", "[{\"id\":\"x\"}]", "[{\"contentType\":\"image/png\",\"contentUrl\":\"data:image/png;base64,AAAA\"}]");
        var changes = Gen.Zip(Gen.Elements(fields), values).ListOf();
        Prop.ForAll(changes.ToArbitrary(), changed =>
        {
            var body = _hub.Message("bonjour").ToJsonString();
            foreach (var (field, value) in changed)
                body = $"{body[..^1]},\"{field}\":{value}}}";
            var status = (int)_hub.PostAsync(body, $"Bearer {_hub.Token()}").GetAwaiter().GetResult().Status;
            return status is 200 or 400 or 403 or 429;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    [Fact]
    public void Whatever_bytes_are_posted_the_answer_blames_nobody_but_the_caller() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
    {
        var good = Encoding.UTF8.GetBytes(_hub.Message("bonjour").ToJsonString());
        for (var i = 0; i < bytes.Length; i++)
            good[bytes[i] * 7919 * (i + 1) % good.Length] = bytes[i];
        return (int)_hub.PostAsync(new ByteArrayContent(good), $"Bearer {_hub.Token()}").GetAwaiter().GetResult().Status is 200 or 400 or 403 or 429;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void Whatever_token_is_shown_the_answer_is_no() => Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyString>(), ArbMap.Default.ArbFor<byte[]>(), (word, bytes) =>
    {
        var good = _hub.Token().Split('.');
        var odd = Convert.ToBase64String(Encoding.UTF8.GetBytes(word.Get)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        string[] tokens = [$"{odd}.{good[1]}.{good[2]}", $"{good[0]}.{odd}.{good[2]}", $"{good[0]}.{good[1]}.{Convert.ToHexString(bytes)}", Convert.ToBase64String(bytes)];
        return tokens.All(token => (int)_hub.PostAsync("{}", $"Bearer {token}").GetAwaiter().GetResult().Status is 401 or 403);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));

    // A client that is still sending when it is refused may find the connection closed before it reads why.
    private async Task<HttpStatusCode> TrySendAsync(HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {_hub.Token()}");
        request.Headers.ExpectContinue = true;
        using var response = await _hub.Client.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>A stream that does not tell how long it is: it is sent in chunks.</summary>
    private sealed class Unmeasured(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
