using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ResidentHub.Web.Channels.BotFramework;

/// <summary>The keys that sign channels' tokens: kept for a day; for a key nobody knows they are fetched again once an hour at most.</summary>
public sealed partial class SigningKeys(BotFrameworkSettings settings, HttpClient http, TimeProvider clock, ILogger<SigningKeys> log) : IDocumentRetriever
{
    private static readonly TimeSpan s_kept = TimeSpan.FromHours(24), s_betweenStrangers = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private Task<Kept>? _loading;
    private Kept? _kept;
    private DateTimeOffset _strangerAt = DateTimeOffset.MinValue;

    private sealed record Kept(DateTimeOffset At, IReadOnlyList<JsonWebKey> Keys)
    {
        public JsonWebKey? Find(string id) => Keys.FirstOrDefault(key => key.Kid == id && key.Kty == JsonWebAlgorithmsKeyTypes.RSA);
    }

    /// <summary>The key of this id; null when there is none, or when the keys cannot be had.</summary>
    public async Task<JsonWebKey?> FindAsync(string id, CancellationToken cancellation)
    {
        try
        {
            return await SeekAsync(id, cancellation);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException or InvalidOperationException or ArgumentException or System.Text.Json.JsonException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            LogUnreachable(log, fault.GetType().Name);
            return null;
        }
    }

    private async Task<JsonWebKey?> SeekAsync(string id, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (_kept is not { } kept || now - kept.At >= s_kept)
            return (await LoadOnceAsync(cancellation)).Find(id);
        if (kept.Find(id) is { } known)
            return known;
        if (now - _strangerAt < s_betweenStrangers)
            return null;
        var fresh = await LoadOnceAsync(cancellation);
        _strangerAt = now;
        return fresh.Find(id);
    }

    // Calls that come together wait for one fetch; it ends by the client's own time limit.
    private Task<Kept> LoadOnceAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            _loading = _loading is { IsCompleted: false } running ? running : LoadAsync();
            return _loading.WaitAsync(cancellation);
        }
    }

    private async Task<Kept> LoadAsync()
    {
        var found = await OpenIdConnectConfigurationRetriever.GetAsync(settings.OpenIdMetadataUrl.AbsoluteUri, this, CancellationToken.None);
        return _kept = new Kept(clock.GetUtcNow(), [.. found.JsonWebKeySet?.Keys ?? []]);
    }

    /// <summary>For the reader of the metadata: the keys, too, come from a safe address only.</summary>
    async Task<string> IDocumentRetriever.GetDocumentAsync(string address, CancellationToken cancel) =>
        await http.GetStringAsync(Addresses.Read(address) ?? throw new InvalidOperationException("The keys' address is not safe."), cancel);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of channels cannot be had: {Fault}")]
    private static partial void LogUnreachable(ILogger log, string fault);
}
