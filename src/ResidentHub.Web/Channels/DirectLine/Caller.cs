using Microsoft.Net.Http.Headers;

namespace ResidentHub.Web.Channels.DirectLine;

/// <summary>Who calls: the holder of the secret, who may do all, or of a token, who has one conversation.</summary>
/// <param name="Token">Null for the secret.</param>
public sealed record Caller(TokenClaims? Token)
{
    private const string Scheme = "Bearer ";

    /// <summary>Read by the framework wherever an endpoint asks for a caller.</summary>
    /// <exception cref="RefusedException">No secret or token, a wrong one, or one of another site.</exception>
    public static ValueTask<Caller> BindAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || header[Scheme.Length..].Trim() is not { Length: > 0 } text)
            throw RefusedException.Unauthorized();
        var tickets = context.RequestServices.GetRequiredService<Tickets>();
        if (tickets.IsSecret(text))
            return ValueTask.FromResult(new Caller(Token: null));
        var token = tickets.ReadToken(text);
        RefuseOtherSites(context.Request, token.Origins);
        return ValueTask.FromResult(new Caller(token));
    }

    /// <exception cref="RefusedException">A page of another site than the ticket is for.</exception>
    public static void RefuseOtherSites(HttpRequest request, IReadOnlyList<string>? origins)
    {
        if (origins is not null && request.Headers[HeaderNames.Origin].ToString() is { Length: > 0 } origin && !origins.Contains(origin, StringComparer.OrdinalIgnoreCase))
            throw RefusedException.Forbidden("The token is for pages of another site.");
    }

    /// <exception cref="RefusedException">The caller has a token, not the secret.</exception>
    public void MustHoldSecret()
    {
        if (Token is not null)
            throw RefusedException.Forbidden("This takes the secret.");
    }

    /// <exception cref="RefusedException">The caller's token is for another conversation.</exception>
    public void MustEnter(string conversation)
    {
        if (Token is not null && Token.Conv != conversation)
            throw RefusedException.Forbidden("The token is for another conversation.");
    }
}
