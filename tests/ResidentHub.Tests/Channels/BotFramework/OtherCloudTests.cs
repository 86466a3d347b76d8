using System.Net;

namespace ResidentHub.Tests.Channels.BotFramework;

/// <summary>Other clouds differ by a few names only (A2.34).</summary>
public sealed class OtherCloudTests : IClassFixture<GovernmentHub>
{
    private readonly BotHub _hub;

    public OtherCloudTests(GovernmentHub hub)
    {
        _hub = hub;
        _hub.Empty();
    }

    [Fact]
    public async Task A2_34_Another_cloud_has_its_own_issuer_and_scope()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await _hub.PostAsync(_hub.Activity("typing"))).Status);
        var token = _hub.Token(("iss", "https://api.botframework.us"));
        Assert.Equal(HttpStatusCode.OK, (await _hub.PostAsync(_hub.Message("bonjour").ToJsonString(), $"Bearer {token}")).Status);
        await _hub.Azure.PostsAsync(1);
        Assert.Equal("https://api.botframework.us/.default", _hub.Azure.Logins.First()["scope"]);
    }
}

public sealed class GovernmentHub() : BotHub(TimeSpan.FromSeconds(13), ("Issuer", "https://api.botframework.us"), ("Scope", "https://api.botframework.us/.default"));
