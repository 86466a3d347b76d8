using Microsoft.Playwright;
using ResidentHub.Browser;

namespace ResidentHub.Protocols;

/// <summary>A hub that lets a landlord's site show its chat, that site, and a browser.</summary>
public sealed class LandlordSite : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private WebChatPage? _site;
    private HubServer? Hub { get; set; }

    public string HubUrl => Hub!.Url;

    public async Task InitializeAsync()
    {
        _site = await WebChatPage.StartAsync(() => HubUrl, TokenAsync);
        Hub = new HubServer(("DirectLine__Secret", DirectLineHub.Secret), ("DirectLine__AllowedOrigins__0", _site.Url));
        await Hub.StartAsync();
        (_playwright, _browser) = await Site.LaunchAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        Hub?.Dispose();
        if (_site is not null)
            await _site.DisposeAsync();
    }

    /// <summary>A page of a new visitor, at a path of the site or nowhere yet.</summary>
    public async Task<IPage> OpenAsync(string? path)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions { Locale = "fr-FR", ViewportSize = new ViewportSize { Width = 500, Height = 900 } });
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        if (path is not null)
            await page.GotoAsync(_site!.Url + path);
        return page;
    }

    private async Task<string> TokenAsync()
    {
        using var http = new HttpClient();
        return await DirectLineHub.TokenAsync(http, $"{HubUrl}/v3/directline");
    }
}
