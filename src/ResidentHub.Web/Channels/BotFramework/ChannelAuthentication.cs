using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ResidentHub.Web.Channels.BotFramework;

/// <summary>
/// Believes a channel by its token (rest-api/bot-framework-rest-connector-authentication). No token: 401; a bad one: 403. What the token says
/// of the activity itself is compared once that is read (<see cref="Caller.VouchesFor"/>).
/// </summary>
public sealed class ChannelAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, BotFrameworkSettings settings, SigningKeys keys, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "BotFramework";

    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(5);
    private static readonly string[] s_algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];
    private static readonly JsonWebTokenHandler s_tokens = new() { MapInboundClaims = false };

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization;
        if (header.Count == 0 && settings.IsAnonymous && IsOnThisMachine && !IsFromPage)
            return Believed(Caller.Anonymous);
        if (settings.AppId is not { } appId || header.Count != 1 || header.ToString().Split(' ') is not ["Bearer", { Length: > 0 } token])
            return AuthenticateResult.NoResult();
        return await ReadAsync(token, appId) is { } caller ? Believed(caller) : AuthenticateResult.Fail("The token is not believed.");
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = (await HandleAuthenticateOnceSafeAsync()).Failure is null ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden;
        Response.Headers.WWWAuthenticate = "Bearer";
    }

    private static AuthenticateResult Believed(Caller caller) => AuthenticateResult.Success(new AuthenticationTicket(caller.ToPrincipal(Name), Name));

    private bool IsOnThisMachine => Context.Connection is { RemoteIpAddress: { } from, LocalIpAddress: { } here } && IPAddress.IsLoopback(from) && IPAddress.IsLoopback(here);

    // A page open in a browser of this machine could post without being asked to.
    private bool IsFromPage => Request.Headers.Origin.Count > 0;

    private async Task<Caller?> ReadAsync(string written, string appId)
    {
        try
        {
            // No key is sought for a token that is not meant for the hub.
            var token = s_tokens.ReadJsonWebToken(written);
            if (token.Kid is not { Length: > 0 } id || !s_algorithms.Contains(token.Alg) || token.Issuer != settings.Issuer || !token.Audiences.Contains(appId))
                return null;
            if (await keys.FindAsync(id, Context.RequestAborted) is not { } key)
                return null;
            var result = await s_tokens.ValidateTokenAsync(token, Rules(appId, key));
            return result.IsValid ? new Caller(true, ServiceUrls(token), Endorsements(key)) : null;
        }
#pragma warning disable CA1031 // A token may hold anything at all: what cannot be read is not believed.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private TokenValidationParameters Rules(string appId, JsonWebKey key) => new()
    {
        ValidIssuer = settings.Issuer,
        ValidAudience = appId,
        ValidAlgorithms = s_algorithms,
        IssuerSigningKey = key,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (from, until, _, _) => until is { } end && IsNow(from, end),
    };

    private bool IsNow(DateTime? from, DateTime until)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return now < until + s_skew && (from is null || now >= from - s_skew);
    }

    // Written in small letters on the wire, serviceUrl in the documents.
    private static string[] ServiceUrls(JsonWebToken token) => [.. token.Claims.Where(claim => claim.Type.Equals("serviceurl", StringComparison.OrdinalIgnoreCase)).Select(claim => claim.Value)];

    private static string[] Endorsements(JsonWebKey key) =>
        key.AdditionalData.TryGetValue("endorsements", out var found) && found is JsonElement { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(channel => channel.ToString())]
            : [];
}
