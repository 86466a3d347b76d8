using Microsoft.Net.Http.Headers;
using ResidentHub.Web.Setup;

namespace ResidentHub.Web.Channels.DirectLine;

/// <summary>The chat on a landlord's own site: a script, and a token for whom the site's pages are open to. No secret reaches a browser.</summary>
public static class Embed
{
    private const int PerMinute = 20;

    /// <summary>A token for a new conversation of a new visitor, for pages of the sites that the operator named.</summary>
    public static IResult Token(HttpContext context, DirectLineSettings settings, Tickets tickets, Limits limits)
    {
        if (context.Request.Headers[HeaderNames.Origin].ToString() is not { Length: > 0 } origin || !settings.IsNamed(origin))
            throw RefusedException.Forbidden("Tokens are given to pages of the sites in DirectLine__AllowedOrigins.");
        if (!limits.Allows("EmbedToken", context.Connection.RemoteIpAddress?.ToString() ?? "", PerMinute))
            throw RefusedException.TooOften();
        var conversation = Tickets.NewId();
        return Results.Json(new { conversationId = conversation, token = tickets.Token(conversation, $"dl_{Tickets.NewId()}", null, [origin]), expires_in = tickets.Lifetime });
    }

    public static IResult Script(HttpContext context)
    {
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        context.Response.Headers.CacheControl = "max-age=3600";
        return Results.Stream(typeof(Embed).Assembly.GetManifestResourceStream("embed.js")!, "text/javascript; charset=utf-8");
    }
}
