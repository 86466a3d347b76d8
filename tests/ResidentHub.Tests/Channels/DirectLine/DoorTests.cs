using System.Net;
using ResidentHub.Tests.Web;

namespace ResidentHub.Tests.Channels.DirectLine;

/// <summary>What every call meets: limits, other sites' pages, the channel switched off. Requirements A1.20, A1.28 and A1.29 of Direct Line.</summary>
[Collection(OneChannelsHub.Name)]
public sealed class DoorTests(ChannelsHub channels)
{
    private const string Secret = ChannelsHub.DirectLineSecret, Site = "https://landlord.example";

    private readonly DirectLineClient _client = new(channels.Hub);

    [Fact]
    public async Task A1_28_A_preflight_allows_what_web_clients_send()
    {
        var answer = await _client.CallAsync(HttpMethod.Options, "/conversations", null, "", ("Origin", Site), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,content-type,x-ms-bot-agent,x-requested-with"));
        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        Assert.Equal(Site, answer.Headers["Access-Control-Allow-Origin"]);
        Assert.Equal(["authorization", "content-type", "x-ms-bot-agent", "x-requested-with"], answer.Headers["Access-Control-Allow-Headers"].Split(", "));
        Assert.Equal("GET, POST, OPTIONS", answer.Headers["Access-Control-Allow-Methods"]);
        Assert.Contains("Origin", answer.Headers["Vary"], StringComparison.Ordinal);
        Assert.DoesNotContain("Access-Control-Allow-Credentials", answer.Headers.Keys);
    }

    [Theory]
    [InlineData("GET", "/conversations/x/activities", null, HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/conversations/x/activities", "wrong", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/conversations/x/activities", Secret, HttpStatusCode.NotFound)]
    [InlineData("GET", "/nothing", Secret, HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/conversations", Secret, HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/tokens/generate", Secret, HttpStatusCode.OK)]
    public async Task A1_29_Errors_too_may_be_read_by_other_sites_pages(string method, string path, string? bearer, HttpStatusCode status)
    {
        var answer = await _client.CallAsync(new HttpMethod(method), path, bearer, "", ("Origin", Site));
        Assert.Equal((status, Site), (answer.Status, answer.Headers["Access-Control-Allow-Origin"]));
    }

    [Fact]
    public async Task A1_28_Only_the_sites_that_were_named_are_let_in_once_some_are()
    {
        using var hub = With(("DirectLine:AllowedOrigins:0", Site), ("DirectLine:AllowedOrigins:1", "https://other.example/"));
        var client = await new DirectLineClient(hub).StartAsync();
        foreach (var (origin, isAllowed) in new[] { (Site, true), ("https://other.example", true), ("https://evil.example", false), ("null", false), ("https://landlord.example.evil.example", false) })
        {
            var answer = await client.CallAsync(HttpMethod.Get, $"/conversations/{client.Conversation}/activities", client.Token, "", ("Origin", origin));
            Assert.Equal(isAllowed, answer.Headers.ContainsKey("Access-Control-Allow-Origin"));
            if (isAllowed)
                (await client.OpenStreamAsync(origin: origin)).Dispose();
            else
                await Assert.ThrowsAsync<InvalidOperationException>(() => client.OpenStreamAsync(origin: origin));
        }
    }

    [Fact]
    public async Task A1_20_Too_many_activities_are_429_with_Retry_After_but_a_danger_is_heard()
    {
        using var hub = With(("RateLimits:DirectLine", "3"));
        var client = await new DirectLineClient(hub).StartAsync();
        hub.Clock.Set(new DateTimeOffset(2026, 11, 23, 9, 0, 10, TimeSpan.Zero));
        for (var i = 0; i < 3; i++)
            await client.SayAsync("bonjour");
        var refused = await client.PostAsync(DirectLineClient.Message("bonjour"));
        Assert.Equal(((HttpStatusCode)429, "TooManyRequests", "46"), (refused.Status, refused.Code, refused.Headers["Retry-After"]));
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(DirectLineClient.Message("mon mari me frappe"))).Status);
        Assert.Contains("17", (string?)(await client.SaidAsync())[^1]["text"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("""{"type":"typing"}""")).Status);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(DirectLineClient.Message("bonjour"))).Status);
    }

    [Theory]
    [InlineData("POST", "/v3/directline/tokens/generate")]
    [InlineData("POST", "/v3/directline/conversations")]
    [InlineData("GET", "/embed.js")]
    public async Task Without_a_secret_there_is_no_Direct_Line(string method, string path)
    {
        using var hub = new WebHub();
        using var client = hub.CreateDefaultClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer ");
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_token_lives_as_long_as_the_operator_says()
    {
        using var hub = With(("DirectLine:TokenLifetimeSeconds", "5"));
        var client = await new DirectLineClient(hub).StartAsync();
        hub.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(5, (int)(await client.CallAsync(HttpMethod.Post, "/tokens/refresh", client.Token)).Body["expires_in"]!);
        hub.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("TokenExpired", (await client.SetAsync()).Code);
    }

    [Fact]
    public async Task A_page_of_a_named_site_gets_a_token_for_a_new_visitor_and_nobody_else_does()
    {
        using var hub = With(("DirectLine:AllowedOrigins:0", Site), ("RateLimits:EmbedToken", "2"));
        var client = new DirectLineClient(hub);
        var given = await client.CallAsync(HttpMethod.Post, "/tokens/embed", null, "", ("Origin", Site));
        Assert.Equal(HttpStatusCode.OK, given.Status);
        Assert.Equal(HttpStatusCode.Created, (await client.CallAsync(HttpMethod.Post, "/conversations", given.Text("token"), "{}", ("Origin", Site))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.CallAsync(HttpMethod.Post, "/tokens/embed", null, "", ("Origin", "https://evil.example"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.CallAsync(HttpMethod.Post, "/tokens/embed", null)).Status);
        Assert.NotEqual(given.Text("conversationId"), (await client.CallAsync(HttpMethod.Post, "/tokens/embed", null, "", ("Origin", Site))).Text("conversationId"));
        Assert.Equal((HttpStatusCode)429, (await client.CallAsync(HttpMethod.Post, "/tokens/embed", null, "", ("Origin", Site))).Status);

        Assert.Equal(HttpStatusCode.Forbidden, (await _client.CallAsync(HttpMethod.Post, "/tokens/embed", null, "", ("Origin", Site))).Status);
    }

    [Fact]
    public async Task The_script_for_other_sites_may_be_loaded_there_and_holds_no_secret()
    {
        var script = await channels.Hub.Open().GetAsync("/embed.js");
        Assert.Equal((HttpStatusCode.OK, "cross-origin"), (script.Status, script.Headers["Cross-Origin-Resource-Policy"]));
        Assert.StartsWith("text/javascript", script.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, script.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("eval(", script.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_a_resident_or_client_sends_is_logged()
    {
        await _client.StartAsync("dl_unloggable");
        await _client.SayAsync("mot-qui-ne-doit-pas-sortir");
        await _client.PostAsync("""{"type":"message","text":"mot-qui-ne-doit-pas-sortir""");
        foreach (var hidden in (string[])["mot-qui-ne-doit-pas-sortir", "dl_unloggable", _client.Token, Secret])
            Assert.DoesNotContain(hidden, channels.Hub.Log.Text, StringComparison.Ordinal);
    }

    private static WebHub With(params (string Name, string Value)[] settings) =>
        new() { Settings = settings.Append(("DirectLine:Secret", Secret)).ToDictionary(pair => pair.Item1, pair => pair.Item2) };
}
