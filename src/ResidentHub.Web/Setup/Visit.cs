using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.People;

namespace ResidentHub.Web.Setup;

/// <summary>
/// This request's visitor: their language, and their browser's session once something of theirs is kept. Reading pages makes no session.
/// </summary>
public sealed class Visit(IHttpContextAccessor accessor, IDbContextFactory<HubDb> factory, TimeProvider clock)
{
    public const string SessionCookie = "rh_session", LanguageCookie = "rh_lang";

    private WebSession? _session;
    private bool _isLoaded;

    public string Language => _language ??= ReadLanguage();

    private string? _language;

    /// <summary>The session of this browser, or null when nothing of it is kept.</summary>
    public async Task<WebSession?> FindSessionAsync(CancellationToken cancellation)
    {
        if (_isLoaded || Http.Request.Cookies[SessionCookie] is not { Length: 64 } token)
            return _session;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var hash = WebSession.HashOf(token);
        var session = await db.WebSessions().AsNoTracking().FirstOrDefaultAsync(row => row.TokenHash == hash, cancellation);
        _isLoaded = true;
        return _session = session is not null && session.RetainUntil > clock.GetUtcNow() ? session : null;
    }

    /// <summary>The session of this browser, made now when there is none.</summary>
    public async Task<WebSession> SessionAsync(CancellationToken cancellation)
    {
        if (await FindSessionAsync(cancellation) is { } known)
            return known;
        var token = WebSession.NewToken();
        var now = clock.GetUtcNow();
        var session = new WebSession { TokenHash = WebSession.HashOf(token), Language = Language, CreatedAt = now, RetainUntil = now + WebSession.Lifetime };
        await using var db = await factory.CreateDbContextAsync(cancellation);
        db.Add(session);
        await db.SaveChangesAsync(cancellation);
        Http.Response.Cookies.Append(SessionCookie, token, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Http.Request.IsHttps, IsEssential = true, MaxAge = WebSession.Lifetime, Path = "/" });
        (_isLoaded, _session) = (true, session);
        return session;
    }

    /// <summary>Forgets the session in this browser.</summary>
    public void Forget()
    {
        Http.Response.Cookies.Delete(SessionCookie);
        (_isLoaded, _session) = (true, null);
    }

    public void SetLanguage(string language)
    {
        if (!Dialogs.SpokenWell.Contains(language))
            return;
        _language = language;
        Http.Response.Cookies.Append(LanguageCookie, language, new CookieOptions { SameSite = SameSiteMode.Lax, Secure = Http.Request.IsHttps, HttpOnly = true, IsEssential = true, MaxAge = TimeSpan.FromDays(365), Path = "/" });
    }

    private HttpContext Http => accessor.HttpContext!;

    private string ReadLanguage()
    {
        var asked = Http.Request.Cookies[LanguageCookie];
        if (asked is not null && Dialogs.SpokenWell.Contains(asked))
            return asked;
        foreach (var accepted in Http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(header => header.Quality ?? 1))
        {
            var language = accepted.Value.Value?.Split('-')[0].ToLowerInvariant();
            if (language is not null && Dialogs.SpokenWell.Contains(language))
                return language;
        }

        return Localized.Default;
    }
}
