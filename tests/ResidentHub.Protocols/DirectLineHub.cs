using System.Net.Http.Json;
using System.Text.Json;
using ResidentHub.Browser;

namespace ResidentHub.Protocols;

/// <summary>A hub with Direct Line switched on.</summary>
public sealed class DirectLineHub : IAsyncLifetime
{
    public const string Secret = "the secret of these tests";

    private HttpClient Http { get; } = new();

    public HubServer Server { get; } = new(("DirectLine__Secret", Secret));

    public string Domain => $"{Server.Url}/v3/directline";

    public Task InitializeAsync() => Server.StartAsync();

    public Task DisposeAsync()
    {
        Http.Dispose();
        Server.Dispose();
        return Task.CompletedTask;
    }

    public Task<string> TokenAsync() => TokenAsync(Http, Domain);

    /// <summary>A token as a site's server fetches one.</summary>
    public static async Task<string> TokenAsync(HttpClient http, string domain)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{domain}/tokens/generate") { Headers = { { "Authorization", $"Bearer {Secret}" } }, Content = JsonContent.Create(new { user = new { id = $"dl_{Guid.CreateVersion7():N}" } }) };
        using var response = await http.SendAsync(request);
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }

    /// <summary>All activities of a conversation, as whoever holds the secret reads them.</summary>
    public async Task<IReadOnlyList<JsonElement>> ActivitiesAsync(string conversation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Domain}/conversations/{conversation}/activities") { Headers = { { "Authorization", $"Bearer {Secret}" } } };
        using var response = await Http.SendAsync(request);
        return [.. (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("activities").EnumerateArray()];
    }
}

[CollectionDefinition(nameof(DirectLineHub))]
public sealed class DirectLineCollection : ICollectionFixture<DirectLineHub>;
