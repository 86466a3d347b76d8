using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using ResidentHub.Tests.Web;

namespace ResidentHub.Tests.Channels.DirectLine;

/// <summary>What Direct Line answered.</summary>
public sealed record DirectLineAnswer(HttpStatusCode Status, JsonObject Body, IReadOnlyDictionary<string, string> Headers)
{
    public string? Code => (string?)Body["error"]?["code"];

    public string Text(string name) => (string?)Body[name] ?? throw new InvalidOperationException($"No {name} in {Body}");
}

/// <summary>A client of Direct Line as its documentation describes one, for a conversation of its own.</summary>
public sealed class DirectLineClient(WebHub hub)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = hub.CreateDefaultClient();

    public string Conversation { get; private set; } = "";

    public string Token { get; private set; } = "";

    public string StreamUrl { get; private set; } = "";

    public static JsonObject Message(string text, string? clientId = null, string from = "user1")
    {
        var message = new JsonObject { ["type"] = "message", ["from"] = new JsonObject { ["id"] = from }, ["text"] = text };
        if (clientId is not null)
            message["channelData"] = new JsonObject { ["clientActivityID"] = clientId };
        return message;
    }

    /// <summary>Any call.</summary>
    /// <param name="bearer">What follows "Bearer ", or null for no header.</param>
    public async Task<DirectLineAnswer> CallAsync(HttpMethod method, string path, string? bearer, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, $"/v3/directline{path}") { Content = content };
        if (bearer is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {bearer}");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request);
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var text = await response.Content.ReadAsStringAsync();
        return new DirectLineAnswer(response.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : [], all);
    }

    public Task<DirectLineAnswer> CallAsync(HttpMethod method, string path, string? bearer, string json, params (string Name, string Value)[] headers) =>
        CallAsync(method, path, bearer, new StringContent(json, Encoding.UTF8, "application/json"), headers);

    /// <summary>A token from the secret, and the conversation begun with it, as a site's server and its page do together.</summary>
    public async Task<DirectLineClient> StartAsync(string? user = null, string body = "{}")
    {
        var wanted = user is null ? "" : new JsonObject { ["user"] = new JsonObject { ["id"] = user } }.ToJsonString();
        Token = (await CallAsync(HttpMethod.Post, "/tokens/generate", ChannelsHub.DirectLineSecret, wanted)).Text("token");
        var started = await CallAsync(HttpMethod.Post, "/conversations", Token, body);
        Assert.Equal(HttpStatusCode.Created, started.Status);
        (Conversation, Token, StreamUrl) = (started.Text("conversationId"), started.Text("token"), started.Text("streamUrl"));
        return this;
    }

    public Task<DirectLineAnswer> PostAsync(JsonObject activity) => PostAsync(activity.ToJsonString());

    public Task<DirectLineAnswer> PostAsync(string body)
    {
        hub.Clock.Advance(TimeSpan.FromSeconds(1));
        return CallAsync(HttpMethod.Post, $"/conversations/{Conversation}/activities", Token, body);
    }

    /// <summary>Posts a text; gives the id of the activity.</summary>
    public async Task<string> SayAsync(string text) => (await PostAsync(Message(text))).Text("id");

    public Task<DirectLineAnswer> SetAsync(string watermark = "") => CallAsync(HttpMethod.Get, $"/conversations/{Conversation}/activities?watermark={watermark}", Token);

    public async Task<IReadOnlyList<JsonObject>> ReadAsync(string watermark = "") => Activities((await SetAsync(watermark)).Body);

    /// <summary>What the bot said, oldest first.</summary>
    public async Task<IReadOnlyList<JsonObject>> SaidAsync() => [.. (await ReadAsync()).Where(activity => (string?)activity["from"]!["role"] == "bot")];

    public Task<WebSocket> OpenStreamAsync(string? url = null, string? origin = null)
    {
        var sockets = hub.Server.CreateWebSocketClient();
        if (origin is not null)
            sockets.ConfigureRequest = request => request.Headers.Origin = origin;
        return sockets.ConnectAsync(new Uri(url ?? StreamUrl), CancellationToken.None);
    }

    /// <summary>The next set of a stream that is not empty.</summary>
    public static async Task<JsonObject> NextAsync(WebSocket stream)
    {
        using var limit = new CancellationTokenSource(s_patience);
        while (true)
        {
            var text = await FrameAsync(stream, limit.Token);
            if (text.Length > 0)
                return JsonNode.Parse(text)!.AsObject();
        }
    }

    /// <summary>Activities of a stream until there are so many.</summary>
    public static async Task<IReadOnlyList<JsonObject>> NextAsync(WebSocket stream, int count)
    {
        var activities = new List<JsonObject>();
        while (activities.Count < count)
            activities.AddRange(Activities(await NextAsync(stream)));
        return activities;
    }

    public static IReadOnlyList<JsonObject> Activities(JsonObject set) => [.. set["activities"]!.AsArray().Select(activity => activity!.AsObject())];

    private static async Task<string> FrameAsync(WebSocket stream, CancellationToken cancellation)
    {
        var buffer = new byte[512 * 1024];
        var length = 0;
        while (true)
        {
            var part = await stream.ReceiveAsync(buffer.AsMemory(length), cancellation);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new InvalidOperationException($"The stream was closed: {stream.CloseStatusDescription}");
            length += part.Count;
            if (part.EndOfMessage)
                return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }
}
