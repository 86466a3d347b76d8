using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ResidentHub.Browser;
using ResidentHub.Tests.Channels.BotFramework;

namespace ResidentHub.Protocols;

/// <summary>A channel that delivers again what was not taken, and its Connector, around a hub that is killed among twenty conversations (A2.46).</summary>
public sealed class BotFrameworkKillTests : IAsyncLifetime
{
    private const int Count = 20;

    private readonly AzureStub _azure = new();
    private readonly HttpClient _http = new();
    private readonly HubServer _hub;

    public BotFrameworkKillTests() => _hub = new HubServer(
        ("BotFramework__AppId", "app"), ("BotFramework__AppPassword", "secret"), ("BotFramework__TokenUrl", $"{_azure.Url}/token"), ("BotFramework__OpenIdMetadataUrl", $"{_azure.Url}/v1/.well-known/openidconfiguration"));

    public Task InitializeAsync() => _hub.StartAsync();

    public async Task DisposeAsync()
    {
        _http.Dispose();
        _hub.Dispose();
        await _azure.DisposeAsync();
    }

    [Theory]
    [InlineData(30)]
    [InlineData(300)]
    public async Task Twenty_conversations_lose_and_double_nothing_when_the_hub_is_killed_among_them(int afterMilliseconds)
    {
        await DeliverAsync("quiet", "1", "l'ascenseur est en panne depuis hier");
        await DeliverAsync("quiet", "2", "Le Belvédère");
        var wanted = await HeardAsync("quiet", 0);
        var places = Enumerable.Range(0, Count).Select(i => $"place-{i}").ToList();
        await Task.WhenAll(places.Select(place => DeliverAsync(place, "1", "l'ascenseur est en panne depuis hier")));

        var killed = Task.Delay(afterMilliseconds).ContinueWith(_ => _hub.Kill(), TaskScheduler.Default);
        var delivered = places.Select(place => DeliverAsync(place, "2", "Le Belvédère")).ToList();
        await killed;
        await _hub.StartAsync();
        await Task.WhenAll(delivered);

        foreach (var place in places)
            Assert.Equal(wanted, await HeardAsync(place, wanted.Count));
        await Task.WhenAll(places.Select(place => DeliverAsync(place, "2", "Le Belvédère")));
        await Task.Delay(TimeSpan.FromSeconds(3));
        foreach (var place in places)
            Assert.Equal(wanted, await HeardAsync(place, wanted.Count));
    }

    // As channels do: until it is taken.
    private async Task DeliverAsync(string place, string id, string text)
    {
        var activity = new JsonObject
        {
            ["type"] = "message", ["id"] = $"{place}|{id}", ["channelId"] = "webchat", ["serviceUrl"] = _azure.Url, ["text"] = text, ["locale"] = "fr-FR",
            ["conversation"] = new JsonObject { ["id"] = place }, ["from"] = new JsonObject { ["id"] = "me" }, ["recipient"] = new JsonObject { ["id"] = "bot" },
        };
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var token = _azure.Keys[0].Sign(new JsonObject { ["iss"] = "https://api.botframework.com", ["aud"] = "app", ["exp"] = now + 3600, ["serviceurl"] = _azure.Url });
        for (var i = 0; i < 300; i++)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, $"{_hub.Url}/api/messages") { Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json"), Headers = { { "Authorization", $"Bearer {token}" } } };
                using var response = await _http.SendAsync(request);
                if (response.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // Killed, or not there yet.
            }

            await Task.Delay(200);
        }

        throw new TimeoutException("It was not taken.");
    }

    // What came to the Connector, each once by its key: what was under way when the hub was killed may come again under the same one.
    private async Task<IReadOnlyList<string>> HeardAsync(string place, int atLeast)
    {
        List<string> Heard() => [.. _azure.Posts.Where(post => post.Path.StartsWith($"/v3/conversations/{place}/", StringComparison.Ordinal)).DistinctBy(post => post.Headers["Idempotency-Key"]).Select(post => post.Text)];
        if (atLeast == 0)
            await Task.Delay(TimeSpan.FromSeconds(3));
        for (var i = 0; i < 300 && Heard().Count < atLeast; i++)
            await Task.Delay(100);
        return Heard();
    }
}
