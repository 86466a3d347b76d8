using ResidentHub.Catalogue;

namespace ResidentHub.Web.Setup;

/// <summary>The landlord's two colours as custom properties.</summary>
public static class Theme
{
    public static void MapTheme(this WebApplication app)
    {
        var landlord = app.Services.GetRequiredService<Dialogs>().Landlord;
        var css = $"@media (prefers-color-scheme: light) {{ :root {{ --river: {landlord.River}; --brick: {landlord.Brick}; }} }}\n";
        app.MapGet("/theme.css", (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "max-age=3600";
            return Results.Text(css, "text/css");
        });
    }
}
