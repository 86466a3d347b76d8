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

    public BotFrameworkKillTests() => Hub = new HubServer(
        ("BotFramework__AppId", "app"), ("BotFramework__AppPassword", "secret"), ("BotFramework__TokenUrl", $"{Azure.Url}/token"), ("BotFramework__OpenIdMetadataUrl", $"{Azure.Url}/v1/.well-known/openidconfiguration"));

    private AzureStub Azure { get; } = new();

    private HttpClient Http { get; } = new();

    private HubServer Hub { get; }

    public Task InitializeAsync() => Hub.StartAsync();

    public async Task DisposeAsync()
    {
        Http.Dispose();
        Hub.Dispose();
        await Azure.DisposeAsync();
    }

    [Theory]
    [InlineData(30)]
    [InlineData(300)]
    public async Task Twenty_conversations_lose_and_double_nothing_when_theHub_is_killed_among_them(int afterMilliseconds)
    {
        await DeliverAsync("quiet", "1", "l'ascenseur est en panne depuis hier");
        await DeliverAsync("quiet", "2", "Le Belvédère");
        var wanted = await HeardAsync("quiet", 0);
        var places = Enumerable.Range(0, Count).Select(i => $"place-{i}").ToList();
        await Task.WhenAll(places.Select(place => DeliverAsync(place, "1", "l'ascenseur est en panne depuis hier")));

        var killed = Task.Delay(afterMilliseconds).ContinueWith(_ => Hub.Kill(), TaskScheduler.Default);
        var delivered = places.Select(place => DeliverAsync(place, "2", "Le Belvédère")).ToList();
        await killed;
        await Hub.StartAsync();
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
            ["type"] = "message", ["id"] = $"{place}|{id}", ["channelId"] = "webchat", ["serviceUrl"] = Azure.Url, ["text"] = text, ["locale"] = "fr-FR",
            ["conversation"] = new JsonObject { ["id"] = place }, ["from"] = new JsonObject { ["id"] = "me" }, ["recipient"] = new JsonObject { ["id"] = "bot" },
        };
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var token = Azure.Keys[0].Sign(new JsonObject { ["iss"] = "https://api.botframework.com", ["aud"] = "app", ["exp"] = now + 3600, ["serviceurl"] = Azure.Url });
        for (var i = 0; i < 300; i++)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, $"{Hub.Url}/api/messages") { Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json"), Headers = { { "Authorization", $"Bearer {token}" } } };
                using var response = await Http.SendAsync(request);
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
        List<string> Heard() => [.. Azure.Posts.Where(post => post.Path.StartsWith($"/v3/conversations/{place}/", StringComparison.Ordinal)).DistinctBy(post => post.Headers["Idempotency-Key"]).Select(post => post.Text)];
        if (atLeast == 0)
            await Task.Delay(TimeSpan.FromSeconds(3));
        for (var i = 0; i < 300 && Heard().Count < atLeast; i++)
            await Task.Delay(100);
        return Heard();
    }
}
