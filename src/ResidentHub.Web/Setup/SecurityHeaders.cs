using ResidentHub.Catalogue;

namespace ResidentHub.Web.Setup;

/// <summary>Headers of every answer: nothing inline, nothing from elsewhere, nothing kept by the browser but fingerprinted files, nothing shown elsewhere; a door that must be read elsewhere says so first.</summary>
public static class SecurityHeaders
{
    public static void UseSecurityHeaders(this WebApplication app)
    {
        var neutral = new Uri(app.Services.GetRequiredService<Dialogs>().Landlord.NeutralSite).GetLeftPart(UriPartial.Authority);

        // The quick exit posts and is sent on to the neutral site: browsers hold that to form-action.
        var policy = $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; form-action 'self' {neutral}; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'";
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                if (headers.ContentSecurityPolicy.Count == 0)
                    headers.ContentSecurityPolicy = policy;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "same-origin";
                headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=()";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
                if (headers.CacheControl.Count == 0)
                    headers.CacheControl = "no-store";
                return Task.CompletedTask;
            });
            return next(context);
        });
    }
}
