using Microsoft.Playwright;

namespace ResidentHub.Browser;

/// <summary>Every page: no axe violation, no request to elsewhere, no script fault, nothing wider than the screen; and pictures to look at.</summary>
[Collection(nameof(Site))]
public sealed class PageTests(Site site)
{
    private static readonly string[] s_pages =
    [
        "/", "/chat", "/requests/new", "/requests/new/noise", "/requests/new/noise?all=true", "/requests/new/social-support?all=true", "/requests/new/event?all=true", "/requests/K7M4-9PQX", "/me", "/residences",
        "/initiatives", "/help", "/privacy", "/accessibility", "/leave", "/language", "/nowhere", "/staff/sign-in", "/dev/phone",
    ];

    public static TheoryData<string> Pages() => new(s_pages);

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_accessible_and_keeps_to_itself(string path)
    {
        foreach (var (width, language, scheme) in ((int, string, ColorScheme)[])[(360, "fr", ColorScheme.Light), (768, "en", ColorScheme.Dark), (1280, "fr", ColorScheme.Dark)])
        {
            var page = await site.VisitAsync(width, language, scheme);
            var (elsewhere, faults) = (new List<string>(), new List<string>());
            page.Request += (_, request) =>
            {
                if (!request.Url.StartsWith(site.Url, StringComparison.Ordinal))
                    elsewhere.Add(request.Url);
            };
            page.Console += (_, message) =>
            {
                if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal))
                    faults.Add(message.Text);
            };
            page.PageError += (_, fault) => faults.Add(fault);
            await page.GotoAsync(path);
            Assert.Equal([], await Site.AxeAsync(page));
            Assert.Equal([], elsewhere);
            Assert.Equal([], faults);
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{path} is wider than {width} pixels");
            Assert.Equal(1, await page.Locator("h1").CountAsync());
            Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
            await Site.PictureAsync(page, $"{Name(path)}-{width}-{language}-{scheme}".ToLowerInvariant());
            await page.Context.CloseAsync();
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/chat")]
    [InlineData("/requests/new/noise?all=true")]
    public async Task A_page_enlarged_four_times_still_fits(string path)
    {
        var page = await site.VisitAsync(320);
        await page.GotoAsync(path);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{path} does not reflow");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_state_of_the_conversation_is_accessible(ColorScheme scheme)
    {
        var page = await site.VisitAsync(scheme: scheme);
        await page.GotoAsync("/chat");
        await StateAsync("bla bli blou", "rephrase");
        await StateAsync("je voudrais organiser un repas de quartier", "question");
        await StateAsync("la filature", "date");
        await StateAsync("samedi prochain", "summary");
        await page.ChooseAsync("send");
        await CheckAsync("receipt");
        await StateAsync("mon mari me frappe", "danger");
        await StateAsync("je veux parler à quelqu'un", "hand-over");

        async Task StateAsync(string text, string name)
        {
            await page.SayAsync(text);
            await CheckAsync(name);
        }

        async Task CheckAsync(string name)
        {
            Assert.Equal([], await Site.AxeAsync(page));
            await Site.PictureAsync(page, $"chat-{name}-360-{scheme}".ToLowerInvariant(), full: false);
        }
    }

    [Fact]
    public async Task A_conversation_in_arabic_reads_from_right_to_left()
    {
        var page = await site.VisitAsync();
        await page.GotoAsync("/chat");
        await page.SayAsync("المصعد معطل منذ يومين ولا أستطيع الصعود");
        Assert.Equal("ar", await page.Locator(".bubble.assistant:not(.typing)").Last.GetAttributeAsync("lang"));
        Assert.Equal([], await Site.AxeAsync(page));
        await Site.PictureAsync(page, "chat-arabic-360-light", full: false);
    }

    [Fact]
    public async Task The_first_visit_weighs_less_than_a_hundred_kilobytes()
    {
        foreach (var path in (string[])["/", "/chat"])
        {
            var page = await site.VisitAsync();
            var session = await page.Context.NewCDPSessionAsync(page);
            await session.SendAsync("Network.enable");
            var bytes = 0.0;
            session.Event("Network.loadingFinished").OnEvent += (_, data) => bytes += data!.Value.GetProperty("encodedDataLength").GetDouble();
            await page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
            Assert.InRange(bytes, 1_000, 100_000);
        }
    }

    // Its picture stands in the README: copied from artifacts/screenshots/readme.png when the page changes.
    [Fact]
    public async Task One_sentence_fills_the_summary()
    {
        var page = await site.VisitAsync(420);
        await page.SetViewportSizeAsync(420, 1120);
        await page.GotoAsync("/chat");
        await page.SayAsync("Bonsoir, mon voisin du dessus met la musique à fond toutes les nuits. Les Tilleuls, bâtiment B");
        var summary = await page.LastAsync();
        Assert.All((string[])["Les Tilleuls, bâtiment B", "musique", "nuit", "chaque jour", "Médiation et tranquillité"], row => Assert.Contains(row, summary, StringComparison.Ordinal));
        await page.EvaluateAsync("scrollTo(0, 0)");
        await Site.PictureAsync(page, "readme", full: false);
    }

    private static string Name(string path) => path == "/" ? "home" : path.Trim('/').Replace('/', '-').Replace('?', '-').Replace('=', '-');
}
