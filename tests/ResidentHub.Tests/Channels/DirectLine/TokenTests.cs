using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ResidentHub.Web.Channels.DirectLine;

namespace ResidentHub.Tests.Channels.DirectLine;

/// <summary>Secrets and tokens: requirements A1.1 to A1.9 of Direct Line.</summary>
[Collection(OneChannelsHub.Name)]
public sealed class TokenTests(ChannelsHub channels)
{
    private const string Secret = ChannelsHub.DirectLineSecret;

    private readonly DirectLineClient _client = new(channels.Hub);

    [Fact]
    public async Task A1_1_The_secret_opens_any_conversation_and_a_token_its_own()
    {
        var one = await new DirectLineClient(channels.Hub).StartAsync();
        var other = await new DirectLineClient(channels.Hub).StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await _client.CallAsync(HttpMethod.Get, $"/conversations/{one.Conversation}/activities", Secret)).Status);
        Assert.Equal(HttpStatusCode.OK, (await _client.CallAsync(HttpMethod.Get, $"/conversations/{other.Conversation}/activities", Secret)).Status);
        Assert.Equal(HttpStatusCode.OK, (await _client.CallAsync(HttpMethod.Get, $"/conversations/{one.Conversation}/activities", one.Token)).Status);
    }

    [Theory]
    [InlineData("GET", "/conversations/x/activities")]
    [InlineData("GET", "/conversations/x")]
    [InlineData("POST", "/conversations/x/activities")]
    [InlineData("POST", "/conversations/x/upload")]
    [InlineData("POST", "/conversations")]
    [InlineData("POST", "/tokens/generate")]
    [InlineData("POST", "/tokens/refresh")]
    public async Task A1_2_No_credentials_are_401_and_wrong_ones_403(string method, string path)
    {
        var none = await _client.CallAsync(new HttpMethod(method), path, null);
        Assert.Equal((HttpStatusCode.Unauthorized, "Unauthorized"), (none.Status, none.Code));
        foreach (var header in (string[])["Basic dXNlcjpwYXNz", "Bearer", "Bearer ", Secret])
            Assert.Equal(HttpStatusCode.Unauthorized, (await _client.CallAsync(new HttpMethod(method), path, null, "", ("Authorization", header))).Status);
        foreach (var wrong in (string[])["wrong", "a.b.c", Secret + "x", "eyJhbGciOiJub25lIn0.eyJjb252IjoieCJ9."])
        {
            var refused = await _client.CallAsync(new HttpMethod(method), path, wrong);
            Assert.Equal((HttpStatusCode.Forbidden, "Forbidden"), (refused.Status, refused.Code));
        }
    }

    [Fact]
    public async Task A1_2_An_expired_token_is_403_TokenExpired_everywhere()
    {
        var client = await _client.StartAsync();
        channels.Hub.Clock.Advance(TimeSpan.FromSeconds(1801));
        foreach (var (method, path) in new[] { (HttpMethod.Get, $"/conversations/{client.Conversation}/activities"), (HttpMethod.Get, $"/conversations/{client.Conversation}"), (HttpMethod.Post, "/tokens/refresh"), (HttpMethod.Post, "/conversations") })
        {
            var refused = await client.CallAsync(method, path, client.Token);
            Assert.Equal((HttpStatusCode.Forbidden, "TokenExpired"), (refused.Status, refused.Code));
        }
    }

    [Theory]
    [InlineData("GET", "/nothing", HttpStatusCode.NotFound)]
    [InlineData("PUT", "/conversations", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/tokens/generate", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/session/getsessionid", HttpStatusCode.NotFound)]
    [InlineData("GET", "/conversations/unknown", HttpStatusCode.NotFound)]
    [InlineData("GET", "/conversations/unknown/activities", HttpStatusCode.NotFound)]
    [InlineData("POST", "/conversations/unknown/activities", HttpStatusCode.NotFound)]
    public async Task A1_3_Every_error_has_a_body_with_a_code_and_a_message(string method, string path, HttpStatusCode status)
    {
        var answer = await _client.CallAsync(new HttpMethod(method), path, Secret, "{}");
        Assert.Equal(status, answer.Status);
        Assert.False(string.IsNullOrEmpty(answer.Code));
        Assert.False(string.IsNullOrEmpty((string?)answer.Body["error"]!["message"]));
        Assert.StartsWith("application/json", answer.Headers["Content-Type"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A1_5_A_token_is_generated_with_the_secret_and_begins_nothing()
    {
        var answer = await _client.CallAsync(HttpMethod.Post, "/tokens/generate", Secret, """{"user":{"id":"dl_a","name":"Ana"},"trustedOrigins":["https://site.example"]}""");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["conversationId", "expires_in", "token"], answer.Body.Select(property => property.Key).Order());
        Assert.Equal(1800, (int)answer.Body["expires_in"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.CallAsync(HttpMethod.Get, $"/conversations/{answer.Text("conversationId")}/activities", Secret)).Status);
        Assert.Equal(HttpStatusCode.OK, (await _client.CallAsync(HttpMethod.Post, "/tokens/generate", Secret)).Status);
        var second = await _client.CallAsync(HttpMethod.Post, "/tokens/generate", answer.Text("token"));
        Assert.Equal(HttpStatusCode.Forbidden, second.Status);
    }

    [Theory]
    [InlineData("""{"user":{"id":"ana"}}""")]
    [InlineData("""{"user":"dl_ana"}""")]
    [InlineData("""{"user":{"id":5}}""")]
    [InlineData("""{"trustedOrigins":"https://site.example"}""")]
    [InlineData("""{"trustedOrigins":[5]}""")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"user":{"id":"\ud800"}}""")]
    public async Task A1_6_An_id_without_dl_and_anything_of_the_wrong_shape_is_400(string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _client.CallAsync(HttpMethod.Post, "/tokens/generate", Secret, body)).Status);

    [Fact]
    public async Task A1_7_Messages_are_from_whom_the_token_says()
    {
        var client = await _client.StartAsync("dl_ana");
        await client.PostAsync(DirectLineClient.Message("bonjour", from: "dl_someone_else"));
        await client.PostAsync("""{"type":"message","text":"merci"}""");
        Assert.All((await client.ReadAsync()).Where(activity => (string?)activity["from"]!["role"] == "user"), activity => Assert.Equal("dl_ana", (string?)activity["from"]!["id"]));
    }

    [Fact]
    public async Task A1_7_An_id_with_dl_that_no_token_gave_is_not_believed()
    {
        var client = await _client.StartAsync();
        await client.PostAsync(DirectLineClient.Message("bonjour", from: "dl_victim"));
        await client.PostAsync(DirectLineClient.Message("merci", from: "visitor"));
        var own = (await client.ReadAsync()).Where(activity => (string?)activity["from"]!["role"] == "user").Select(activity => (string?)activity["from"]!["id"]);
        Assert.Equal(["user", "visitor"], own);
    }

    [Fact]
    public async Task A1_8_A_token_is_refreshed_again_and_again_while_it_lives()
    {
        var client = await _client.StartAsync("dl_ana");
        var token = client.Token;
        for (var i = 0; i < 3; i++)
        {
            channels.Hub.Clock.Advance(TimeSpan.FromMinutes(15));
            var refreshed = await client.CallAsync(HttpMethod.Post, "/tokens/refresh", token);
            Assert.Equal((HttpStatusCode.OK, client.Conversation, 1800), (refreshed.Status, refreshed.Text("conversationId"), (int)refreshed.Body["expires_in"]!));
            Assert.NotEqual(token, refreshed.Text("token"));
            token = refreshed.Text("token");
        }

        Assert.Equal(HttpStatusCode.OK, (await client.CallAsync(HttpMethod.Get, $"/conversations/{client.Conversation}/activities", token)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.CallAsync(HttpMethod.Get, $"/conversations/{client.Conversation}/activities", client.Token)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.CallAsync(HttpMethod.Post, "/tokens/refresh", Secret)).Status);
    }

    [Fact]
    public async Task A1_9_A_token_is_a_JWT_that_tells_a_web_client_its_user()
    {
        var client = await _client.StartAsync("dl_ana");
        var parts = client.Token.Split('.');
        Assert.Equal("""{"alg":"HS256","typ":"JWT"}""", Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0])));
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        Assert.Equal(["conv", "exp", "iss", "user"], claims.Select(claim => claim.Key).Order());
        Assert.Equal(("dl_ana", client.Conversation), ((string?)claims["user"], (string?)claims["conv"]));
    }

    [Fact]
    public async Task A_token_that_was_changed_or_made_for_something_else_opens_nothing()
    {
        var client = await _client.StartAsync("dl_ana");
        var parts = client.Token.Split('.');
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        claims["exp"] = 9999999999;
        var later = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()));
        var none = Base64Url.EncodeToString("""{"alg":"none","typ":"JWT"}"""u8);
        var stream = client.StreamUrl.Split("?t=")[1];
        foreach (var forged in (string[])[$"{parts[0]}.{later}.{parts[2]}", $"{none}.{parts[1]}.", $"{none}.{parts[1]}.{parts[2]}", $"{parts[0]}.{parts[1]}.", $"{parts[0]}.{parts[1]}.{parts[2][..^2]}AA", stream])
            Assert.Equal(HttpStatusCode.Forbidden, (await client.CallAsync(HttpMethod.Get, $"/conversations/{client.Conversation}/activities", forged)).Status);
    }

    [Fact]
    public async Task A_token_for_pages_of_one_site_is_refused_to_pages_of_another()
    {
        var token = (await _client.CallAsync(HttpMethod.Post, "/tokens/generate", Secret, """{"trustedOrigins":["https://site.example"]}""")).Text("token");
        Assert.Equal(HttpStatusCode.Forbidden, (await _client.CallAsync(HttpMethod.Post, "/conversations", token, "{}", ("Origin", "https://other.example"))).Status);
        var started = await _client.CallAsync(HttpMethod.Post, "/conversations", token, "{}", ("Origin", "https://site.example"));
        Assert.Equal(HttpStatusCode.Created, started.Status);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _client.OpenStreamAsync(started.Text("streamUrl"), "https://other.example"));
        (await _client.OpenStreamAsync(started.Text("streamUrl"), "https://site.example")).Dispose();
    }

    [Fact]
    public void Tickets_of_two_secrets_or_purposes_are_strangers()
    {
        var claims = new StreamClaims("c", 1, 2);
        var ticket = new Ticket<StreamClaims>("secret", "stream");
        Assert.Equal(claims, ticket.Read(ticket.Write(claims)));
        Assert.Null(new Ticket<StreamClaims>("secret", "token").Read(ticket.Write(claims)));
        Assert.Null(new Ticket<StreamClaims>("other", "stream").Read(ticket.Write(claims)));
        foreach (var broken in (string?[])[null, "", ".", "..", "a.b.c", ticket.Write(claims) + ".x", ticket.Write(claims)[..^1]])
            Assert.Null(ticket.Read(broken));
    }
}
