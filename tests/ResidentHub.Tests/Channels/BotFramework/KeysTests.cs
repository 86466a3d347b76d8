using System.Net;

namespace ResidentHub.Tests.Channels.BotFramework;

/// <summary>Where the keys come from, and how long they are kept (A2.33, A2.34), and whose they may be (A2.31).</summary>
[Collection(OneBot.Name)]
public sealed class KeysTests
{
    private readonly BotHub _hub;

    public KeysTests(BotHub hub)
    {
        _hub = hub;
        _hub.Empty();
    }

    [Fact]
    public async Task A2_33_Keys_are_fetched_once_for_many_calls_however_they_come()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => StatusAsync(_hub.Azure.Keys[0])));
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(_hub.Azure.Keys[0]));
        Assert.Equal((1, 1), (_hub.Azure.MetadataReads, _hub.Azure.KeyReads));
    }

    [Fact]
    public async Task A2_33_After_a_day_they_are_fetched_again_and_a_key_that_is_gone_counts_no_more()
    {
        await StatusAsync(_hub.Azure.Keys[0]);
        var old = _hub.Azure.Keys[0];
        _hub.Azure.Keys[0] = new SigningKey("key-2");
        _hub.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(old));
        _hub.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(old));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(_hub.Azure.Keys[0]));
        Assert.Equal(2, _hub.Azure.KeyReads);
    }

    [Fact]
    public async Task A2_33_A_new_key_is_found_at_once_but_strangers_are_looked_for_once_an_hour_at_most()
    {
        await StatusAsync(_hub.Azure.Keys[0]);
        var added = new SigningKey("key-2");
        _hub.Azure.Keys.Add(added);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(added));
        using var stranger = new SigningKey("key-of-nobody");
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(stranger));
        Assert.Equal(2, _hub.Azure.KeyReads);
        _hub.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(stranger));
        Assert.Equal(3, _hub.Azure.KeyReads);
    }

    [Fact]
    public async Task A2_33_Keys_that_cannot_be_had_let_nobody_in_until_they_can()
    {
        _hub.Azure.IsDown = true;
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(_hub.Azure.Keys[0]));
        _hub.Azure.IsDown = false;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(_hub.Azure.Keys[0]));
        _hub.Azure.IsDown = true;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(_hub.Azure.Keys[0]));
        _hub.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(_hub.Azure.Keys[0]));
    }

    [Fact]
    public async Task A2_33_No_key_is_sought_for_a_token_that_is_not_meant_for_the_hub()
    {
        foreach (var (name, value) in ((string, string)[])[("iss", "https://elsewhere.example"), ("aud", "another")])
            Assert.Equal(HttpStatusCode.Forbidden, (await _hub.PostAsync(_hub.Activity("typing").ToJsonString(), $"Bearer {_hub.Token((name, value))}")).Status);
        Assert.Equal(0, _hub.Azure.MetadataReads);
    }

    [Theory]
    [InlineData("webchat", HttpStatusCode.OK)]
    [InlineData("msteams", HttpStatusCode.OK)]
    [InlineData("slack", HttpStatusCode.Forbidden)]
    [InlineData("WebChat", HttpStatusCode.Forbidden)]
    [InlineData("", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Forbidden)]
    public async Task A2_31_A_key_speaks_for_the_channels_it_is_endorsed_for_only(string? channel, HttpStatusCode expected)
    {
        _hub.Azure.Keys[0] = new SigningKey("endorsed", "msteams", "webchat");
        Assert.Equal(expected, (await _hub.PostAsync(_hub.Activity("typing", ("channelId", channel)))).Status);
    }

    private async Task<HttpStatusCode> StatusAsync(SigningKey key) => (await _hub.PostAsync(_hub.Activity("typing").ToJsonString(), $"Bearer {key.Sign(_hub.Claims())}")).Status;
}
