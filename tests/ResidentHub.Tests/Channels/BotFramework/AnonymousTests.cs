using System.Net;
using System.Text.Json.Nodes;
using ResidentHub.Conversations;

namespace ResidentHub.Tests.Channels.BotFramework;

/// <summary>Calls without a token: in Development only, from this machine to this machine (A2.35).</summary>
public sealed class AnonymousTests : IClassFixture<AnonymousHub>
{
    private readonly BotHub _hub;

    public AnonymousTests(AnonymousHub hub)
    {
        _hub = hub;
        _hub.Empty();
    }

    [Fact]
    public async Task A2_35_An_emulator_on_this_machine_talks_without_a_token_and_is_answered_without_one()
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(_hub.Message("bonjour")));
        Assert.Null((await _hub.Azure.PostsAsync(1))[0].Bearer);
        Assert.Empty(_hub.Azure.Logins);
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/")]
    [InlineData("http://192.168.1.2/")]
    [InlineData("")]
    public async Task A2_35_It_is_answered_on_this_machine_only(string url) => Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(_hub.Message("bonjour", ("serviceUrl", url))));

    [Fact]
    public async Task A2_35_A_token_that_is_shown_is_looked_at_all_the_same() =>
        Assert.Equal(HttpStatusCode.Forbidden, (await _hub.PostAsync(_hub.Message("bonjour").ToJsonString(), $"Bearer {_hub.Token(("aud", "another"))}")).Status);

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("Origin", "https://evil.example")]
    public async Task A2_35_Who_comes_from_elsewhere_through_this_machine_is_not_on_it(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(_hub.Message("bonjour").ToJsonString()) };
        request.Headers.Add(header, value);
        using var response = await _hub.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A2_40_What_came_without_a_token_never_meets_a_conversation_that_a_token_vouched_for()
    {
        Assert.Equal(HttpStatusCode.OK, (await _hub.PostAsync(_hub.Message("bonjour"))).Status);
        var before = (await _hub.Azure.PostsAsync(2)).Count;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(_hub.Message("bonjour", ("serviceUrl", _hub.Azure.Url + "/elsewhere"))));
        await _hub.Azure.PostsAsync(before + 1);
        await using var db = _hub.Db();
        Assert.Equal(2, db.Conversations().Count());
        Assert.All(_hub.Azure.Posts, post => Assert.Equal(post.Path.StartsWith("/elsewhere", StringComparison.Ordinal), post.Bearer is null));
    }

    private async Task<HttpStatusCode> StatusAsync(JsonObject activity) => (await _hub.PostAsync(activity.ToJsonString(), null)).Status;
}

/// <summary>Takes calls without a token too.</summary>
public sealed class AnonymousHub() : BotHub(TimeSpan.FromSeconds(13), ("AllowAnonymous", "true"));
