using System.Collections.Concurrent;

namespace ResidentHub.Web.Setup;

/// <summary>
/// How often one conversation or address may do a thing; kept per process. Never asked before a danger was looked for: safety knows no limit.
/// </summary>
public sealed class Limits(IConfiguration configuration, TimeProvider clock)
{
    private const int Forgotten = 20_000;

    private readonly ConcurrentDictionary<string, (long Window, int Count)> _counts = [];

    /// <summary>Until the next minute begins.</summary>
    public int SecondsLeft => 60 - (int)(clock.GetUtcNow().ToUnixTimeSeconds() % 60);

    /// <summary>True while the key is within its limit a minute (setting <c>RateLimits__{what}</c>).</summary>
    public bool Allows(string what, string key, int perMinute)
    {
        var limit = configuration.GetValue($"RateLimits:{what}", perMinute);
        var window = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        if (_counts.Count > Forgotten)
        {
            foreach (var (old, _) in _counts.Where(pair => pair.Value.Window != window))
                _counts.TryRemove(old, out _);
        }

        var (_, count) = _counts.AddOrUpdate($"{what}|{key}", (window, 1), (_, old) => old.Window == window ? (window, old.Count + 1) : (window, 1));
        return count <= limit;
    }
}
