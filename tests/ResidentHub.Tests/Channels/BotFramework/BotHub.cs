using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Requests;
using ResidentHub.Safety;
using ResidentHub.Tests.Support;
using ResidentHub.Tests.Web;
using ResidentHub.Web.Channels.BotFramework;
using ResidentHub.Web.Setup;

namespace ResidentHub.Tests.Channels.BotFramework;

/// <summary>
/// The server itself on a real port, known to a stub of Azure. Its clock stands: what waits for its time leaves when a test moves it. It starts
/// once for many tests; each begins with <see cref="Empty"/>.
/// </summary>
public class BotHub : WebApplicationFactory<HubContent>
{
    public const string AppId = "11111111-2222-3333-4444-555555555555", Password = "s&cret=+", Me = "29:resident", Bot = "28:hub", Place = "a:1;x=y|z@w";

    private readonly string _folder = Directory.CreateTempSubdirectory("residenthub-bot-").FullName;
    private readonly Dictionary<string, string?> _settings;
    private readonly TimeSpan _patience;
    private int _activities;

    public BotHub()
        : this(TimeSpan.FromSeconds(13))
    {
    }

    protected BotHub(TimeSpan patience, params (string Name, string? Value)[] settings)
    {
        _ = Content.Reader;
        Directory.CreateSymbolicLink(Folders.Models(_folder), Content.Models);
        _patience = patience;
        _settings = new()
        {
            ["AppId"] = AppId, ["AppPassword"] = Password, ["TokenUrl"] = $"{Azure.Url}/token", ["OpenIdMetadataUrl"] = $"{Azure.Url}/v1/.well-known/openidconfiguration",
        };
        foreach (var (name, value) in settings)
            _settings[name] = value;
        UseKestrel(0);
        StartServer();
        Client = CreateClient();
    }

    public AzureStub Azure { get; } = new();

    public FakeClock Clock { get; } = FakeClock.MondayMorning();

    public CapturedLog Log { get; } = new();

    public HttpClient Client { get; }

    public HubDb Db() => Services.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContext();

    /// <summary>A hub to which nobody wrote yet, a week later: whatever it kept in mind has passed.</summary>
    public void Empty()
    {
        using var db = Db();
        db.Outbox().ExecuteDelete();
        Azure.WaitUntilQuiet();
        Clock.Advance(TimeSpan.FromDays(7));
        db.Messages().ExecuteDelete();
        db.Photos().ExecuteDelete();
        db.HandOvers().ExecuteDelete();
        db.SafetyAlerts().ExecuteDelete();
        db.Requests().ExecuteDelete();
        db.Conversations().ExecuteDelete();
        Azure.Empty();
        _activities = 0;
    }

    /// <summary>Moves the clock and wakes whoever carries the outbox.</summary>
    public void Wait(double seconds)
    {
        Clock.Advance(TimeSpan.FromSeconds(seconds));
        Services.GetRequiredService<OutboxSignal>().WakeAll();
    }

    /// <summary>A message as a channel sends it; what is given stands in place of what it would say.</summary>
    public JsonObject Message(string? text, params (string Name, JsonNode? Value)[] fields) => Activity("message", [("text", text), ("textFormat", "plain"), ("locale", "fr-FR"), .. fields]);

    public JsonObject Activity(string type, params (string Name, JsonNode? Value)[] fields)
    {
        var activity = new JsonObject
        {
            ["type"] = type, ["id"] = $"act|{Interlocked.Increment(ref _activities):0000}", ["timestamp"] = Clock.GetUtcNow().ToString("O"), ["serviceUrl"] = Azure.Url + "/", ["channelId"] = "webchat",
            ["from"] = new JsonObject { ["id"] = Me, ["name"] = "Inès" }, ["recipient"] = new JsonObject { ["id"] = Bot, ["name"] = "Hub" }, ["conversation"] = new JsonObject { ["id"] = Place },
        };
        foreach (var (name, value) in fields)
            activity[name] = value?.DeepClone();
        return activity;
    }

    /// <summary>The claims of a good token; what is given stands in place of them, null leaves one out.</summary>
    public JsonObject Claims(params (string Name, JsonNode? Value)[] claims)
    {
        var all = ClaimsAt(Clock.GetUtcNow(), Azure.Url + "/");
        foreach (var (name, value) in claims)
        {
            if (value is null)
                all.Remove(name);
            else
                all[name] = value;
        }

        return all;
    }

    public static JsonObject ClaimsAt(DateTimeOffset time, string serviceUrl)
    {
        var now = time.ToUnixTimeSeconds();
        return new JsonObject { ["iss"] = "https://api.botframework.com", ["aud"] = AppId, ["nbf"] = now - 60, ["exp"] = now + 3600, ["serviceurl"] = serviceUrl };
    }

    public string Token(params (string Name, JsonNode? Value)[] claims) => Azure.Keys[0].Sign(Claims(claims));

    /// <summary>Posts an activity with a good token.</summary>
    public Task<(HttpStatusCode Status, string Body)> PostAsync(JsonObject activity) => PostAsync(activity.ToJsonString(), $"Bearer {Token(("serviceurl", activity["serviceUrl"]?.DeepClone()))}");

    public Task<(HttpStatusCode Status, string Body)> PostAsync(string body, string? authorization) => PostAsync(new StringContent(body, Encoding.UTF8, "application/json"), authorization);

    public async Task<(HttpStatusCode Status, string Body)> PostAsync(HttpContent body, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = body };
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Posts and gives what was answered in the same breath.</summary>
    public async Task<IReadOnlyList<JsonObject>> AskAsync(JsonObject activity)
    {
        activity["deliveryMode"] = "expectReplies";
        var (status, body) = await PostAsync(activity);
        Assert.Equal(HttpStatusCode.OK, status);
        return [.. JsonNode.Parse(body)!["activities"]!.AsArray().Select(reply => reply!.AsObject())];
    }

    /// <summary>The texts of <see cref="AskAsync"/>, one under the other.</summary>
    public async Task<string> SayAsync(string text, params (string Name, JsonNode? Value)[] fields) => string.Join('\n', (await AskAsync(Message(text, fields))).Select(reply => (string)reply["text"]!));

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("DataDir", _folder);
        builder.UseSetting("urls", "http://127.0.0.1:0");
        builder.UseSetting("PublicBaseUrl", "https://hub.example");
        foreach (var (name, value) in _settings)
            builder.UseSetting($"BotFramework:{name}", value);
        builder.ConfigureLogging(logging => logging.AddProvider(Log));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            var settings = (BotFrameworkSettings)services.Last(service => service.ServiceType == typeof(BotFrameworkSettings)).ImplementationInstance!;
            services.AddSingleton(settings with { Patience = _patience });
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        Azure.DisposeAsync().AsTask().GetAwaiter().GetResult();
        SqliteConnection.ClearAllPools();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Test classes of this collection share one server, so that it starts once.</summary>
[CollectionDefinition(Name)]
public sealed class OneBot : ICollectionFixture<BotHub>
{
    public const string Name = "bot";
}
