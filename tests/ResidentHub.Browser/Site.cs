using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using ResidentHub.Data;

namespace ResidentHub.Browser;

/// <summary>One server and one Chromium for all tests of the collection; each test has a browser context of its own.</summary>
public sealed class Site : IAsyncLifetime
{
    private static readonly string[] s_browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly string s_pictures = Path.Combine(Folders.Repository!, "artifacts", "screenshots");

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public HubServer Server { get; } = new();

    public string Url => Server.Url;

    public async Task InitializeAsync()
    {
        await Server.StartAsync();
        (_playwright, _browser) = await LaunchAsync();
    }

    /// <summary>The machine's own Chromium.</summary>
    public static async Task<(IPlaywright Playwright, IBrowser Browser)> LaunchAsync()
    {
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = s_browsers.First(File.Exists),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-prefers-reduced-motion"],
        }));
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        Server.Dispose();
    }

    /// <summary>A page of a new visitor.</summary>
    public async Task<IPage> VisitAsync(int width = 360, string language = "fr", ColorScheme scheme = ColorScheme.Light, bool javaScript = true)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            Locale = language == "fr" ? "fr-FR" : "en-GB",
            ColorScheme = scheme,
            JavaScriptEnabled = javaScript,
            BaseURL = Url,
        });
        context.SetDefaultTimeout(20_000);
        return await context.NewPageAsync();
    }

    /// <summary>A page of a member of the demo staff, signed in.</summary>
    public async Task<IPage> SignInAsync(string email, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await VisitAsync(width, scheme: scheme);
        await page.GotoAsync("/staff/sign-in");
        await page.FillAsync("#email", email);
        await page.FillAsync("input[type='password']", "demo-trois-rives");
        await page.ClickAsync("main button[type='submit']");
        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/staff(?!/sign-in)"));
        return page;
    }

    /// <summary>Every rule of WCAG 2.2 A and AA, good practice and RGAA; lists what breaks which.</summary>
    public static async Task<IReadOnlyList<string>> AxeAsync(IPage page)
    {
        var options = new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"] } };
        var result = await page.RunAxe(options);
        return [.. result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{new Uri(page.Url).PathAndQuery}: {violation.Id}: {node.Html}"))];
    }

    /// <summary>A picture for people to look at, in a folder that is not committed.</summary>
    public static async Task PictureAsync(IPage page, string name, bool full = true)
    {
        Directory.CreateDirectory(s_pictures);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(s_pictures, $"{name}.png"), FullPage = full });
    }
}

[CollectionDefinition(nameof(Site))]
public sealed class SiteCollection : ICollectionFixture<Site>;
