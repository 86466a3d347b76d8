using System.Text.Json;
using System.Text.Json.Serialization;

namespace ResidentHub.Web.Channels.BotFramework;

/// <summary>The hub's own token for the Connector (OAuth client credentials), kept until shortly before it ends.</summary>
public sealed class ConnectorToken(BotFrameworkSettings settings, HttpClient http, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _one = new(1, 1);
    private (string Token, DateTimeOffset Until)? _kept;

    /// <summary>The token, fetched now when none is kept.</summary>
    /// <exception cref="HttpRequestException">It cannot be had now.</exception>
    public async Task<string> GetAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (_kept is { } kept && clock.GetUtcNow() < kept.Until)
                return kept.Token;
            var answer = await FetchAsync(cancellation);
            var lasts = TimeSpan.FromSeconds(Math.Clamp(answer.ExpiresIn, 0, 86_400));
            _kept = (answer.AccessToken!, clock.GetUtcNow() + lasts - (s_margin < lasts / 10 ? s_margin : lasts / 10));
            return answer.AccessToken!;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Forgets a token that was refused; one fetched since stays.</summary>
    public async Task DropAsync(string token, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        _kept = _kept?.Token == token ? null : _kept;
        _one.Release();
    }

    public void Dispose() => _one.Dispose();

    private async Task<Answer> FetchAsync(CancellationToken cancellation)
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", settings.AppId), new("client_secret", settings.AppPassword), new("scope", settings.Scope)]);
        using var response = await http.PostAsync(settings.TokenUrl, form, cancellation);
        response.EnsureSuccessStatusCode();
        try
        {
            return await response.Content.ReadFromJsonAsync<Answer>(cancellation) is { AccessToken.Length: > 0 } answer ? answer : throw new HttpRequestException("The answer holds no token.");
        }
        catch (JsonException fault)
        {
            throw new HttpRequestException("The answer is no token.", fault);
        }
    }

    private sealed record Answer([property: JsonPropertyName("access_token")] string? AccessToken, [property: JsonPropertyName("expires_in"), JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] double ExpiresIn);
}
