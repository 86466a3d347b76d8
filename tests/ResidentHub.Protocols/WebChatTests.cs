using Microsoft.Playwright;

namespace ResidentHub.Protocols;

/// <summary>Microsoft's Web Chat control in Chromium, on a page of another origin than the hub's.</summary>
public sealed class WebChatTests(LandlordSite site) : IClassFixture<LandlordSite>
{
    private const string Transcript = "[role='feed'], .webchat__basic-transcript__transcript", Box = "[data-id='webchat-sendbox-input'], .webchat__send-box-text-box__input";

    [Theory]
    [InlineData("/own.html")]
    [InlineData("/embed.html")]
    [InlineData("/embed-token.html")]
    public async Task A_resident_writes_presses_a_choice_and_nothing_stays_unsent(string path)
    {
        var page = await site.OpenAsync(path);
        await SayAsync(page, "l'ascenseur est en panne depuis hier");
        await Assertions.Expect(page.Locator(Transcript)).ToContainTextAsync("Où est-ce");
        await Choice(page, "Je ne sais pas").ClickAsync();
        await Assertions.Expect(Own(page, "Je ne sais pas")).ToHaveCountAsync(1);
        await SayAsync(page, "Le Belvédère");
        for (var i = 0; i < 3 && await Choice(page, "Envoyer").CountAsync() == 0; i++)
        {
            await Choice(page, "Je ne sais pas").ClickAsync();
            await Task.Delay(1000);
        }

        await Assertions.Expect(page.Locator(Transcript)).ToContainTextAsync("Vérifiez");
        await Task.Delay(1500);
        var shown = await page.Locator(Transcript).InnerTextAsync();
        Assert.DoesNotContain("Envoi en cours", shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("échou", shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("**", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_conversation_goes_on_when_the_page_is_left_and_opened_again()
    {
        var page = await site.OpenAsync("/embed.html");
        await SayAsync(page, "l'ascenseur est en panne depuis hier");
        await Assertions.Expect(page.Locator(Transcript)).ToContainTextAsync("Où est-ce");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(Transcript)).ToContainTextAsync("l'ascenseur est en panne depuis hier");
        await SayAsync(page, "Le Belvédère");
        await Assertions.Expect(page.Locator(Transcript)).ToContainTextAsync("Le Belvédère");
        await Assertions.Expect(Own(page, "panne depuis hier")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_danger_shows_numbers_that_a_telephone_dials()
    {
        var page = await site.OpenAsync("/embed.html");
        await SayAsync(page, "mon mari me frappe");
        await Assertions.Expect(page.Locator("a[href='tel:17']").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_page_of_a_site_that_was_not_named_keeps_what_stands_there_instead()
    {
        await using var other = await WebChatPage.StartAsync(() => site.HubUrl, () => Task.FromResult(""));
        var page = await site.OpenAsync(null);
        var failed = page.WaitForConsoleMessageAsync(new() { Predicate = message => message.Text.Contains("could not be opened", StringComparison.Ordinal) });
        await page.GotoAsync($"{other.Url}/embed.html");
        await failed;
        await Assertions.Expect(page.Locator("#chat a")).ToHaveTextAsync("Écrire à l'organisme");
    }

    // The control takes what is typed before it is connected, but sends nothing yet.
    private static async Task SayAsync(IPage page, string text)
    {
        await page.FillAsync(Box, text);
        for (var i = 0; i < 60 && (await page.InputValueAsync(Box)).Length > 0; i++)
        {
            await page.PressAsync(Box, "Enter");
            await Task.Delay(500);
        }

        await Assertions.Expect(Own(page, text)).ToHaveCountAsync(1);
    }

    private static ILocator Own(IPage page, string text) => page.Locator(".webchat__bubble--from-user", new() { HasText = text });

    private static ILocator Choice(IPage page, string words) => page.Locator(".webchat__suggested-action", new() { HasText = words });
}
