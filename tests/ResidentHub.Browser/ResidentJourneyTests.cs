using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ResidentHub.Browser;

[Collection(nameof(Site))]
public sealed class ResidentJourneyTests(Site site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_clear_message_is_a_request_in_four_turns(bool javaScript)
    {
        var page = await site.VisitAsync(javaScript: javaScript);
        await page.GotoAsync("/chat");
        await page.SayAsync("l'ascenseur ne marche plus depuis ce matin");
        await page.SayAsync("Le Belvédère");
        await page.ChooseAsync("no");
        await page.ChooseAsync("send");
        var receipt = await page.LastAsync();
        Assert.Matches(new Regex("[2-9C-Z]{4}-[2-9C-Z]{4}"), receipt);
        Assert.Contains("Maintenance", receipt, StringComparison.Ordinal);
        Assert.Contains("au plus tard le", receipt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_danger_is_answered_with_its_number_first(bool javaScript)
    {
        var page = await site.VisitAsync(javaScript: javaScript);
        await page.GotoAsync("/chat");
        await page.SayAsync("ça sent très fort le gaz dans la cuisine");
        var first = page.Locator(".danger .call").First;
        Assert.Equal("tel:0800473333", await first.GetAttributeAsync("href"));
    }

    [Fact]
    public async Task What_is_typed_at_home_opens_the_conversation()
    {
        var page = await site.VisitAsync();
        await page.GotoAsync("/");
        await page.FillAsync("#text", "il y a des cafards dans ma cuisine");
        await page.ClickAsync(".hero button[type='submit']");
        await page.WaitForURLAsync("**/chat**");
        Assert.Contains("nuisibles", await page.Locator("#thread").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_form_goes_question_by_question_to_a_request_that_can_be_followed(bool javaScript)
    {
        var page = await site.VisitAsync(javaScript: javaScript);
        await page.GotoAsync("/requests/new/dumping");
        for (var step = 0; step < 25 && !page.Url.Contains("q=check", StringComparison.Ordinal); step++)
        {
            if (await page.Locator("#residence").CountAsync() > 0)
                await page.SelectOptionAsync("#residence", "bateliers");
            else if (await page.Locator("fieldset input[type='radio']").CountAsync() > 0)
                await page.Locator("fieldset input[type='radio']").First.CheckAsync();
            else if (await page.Locator("textarea#description").CountAsync() > 0)
                await page.FillAsync("textarea#description", "Trois matelas devant la porte du hall.");
            await page.ClickAsync("main form button[type='submit']:not([name='to_check'])");
        }

        Assert.Contains("Cité des Bateliers", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.ClickAsync("main form button[type='submit']");
        await page.WaitForURLAsync(new Regex("/requests/[2-9C-Z]{4}-[2-9C-Z]{4}"));
        await page.FillAsync("#text", "Il y a un autre matelas depuis ce matin.");
        await page.ClickAsync("form[action*='Reply'] button[type='submit']");
        await page.WaitForSelectorAsync("blockquote:has-text('un autre matelas')");
    }

    [Fact]
    public async Task A_form_says_what_is_missing_at_the_top_and_at_the_field()
    {
        var page = await site.VisitAsync();
        await page.GotoAsync("/requests/new/noise?all=true");
        await page.ClickAsync("main form button[type='submit']");
        await page.WaitForSelectorAsync(".errors");
        Assert.Equal("#residence", await page.Locator(".errors a").First.GetAttributeAsync("href"));
        Assert.Equal("true", await page.GetAttributeAsync("#residence", "aria-invalid"));
        Assert.Equal([], await Site.AxeAsync(page));
    }

    [Fact]
    public async Task A_picture_is_shown_and_a_file_that_is_none_is_refused_kindly()
    {
        var page = await site.VisitAsync();
        await page.GotoAsync("/chat");
        await page.SetInputFilesAsync("input[name='photos']", new FilePayload { Name = "fuite.png", MimeType = "image/png", Buffer = Pictures.Png() });
        await page.SayAsync("fuite sous l'évier aux Tilleuls");
        await Assertions.Expect(page.Locator(".bubble.resident img")).ToHaveCountAsync(1);
        await page.SetInputFilesAsync("input[name='photos']", new FilePayload { Name = "photo.png", MimeType = "image/png", Buffer = "no picture"u8.ToArray() });
        await page.ClickAsync("button.send");
        await page.WaitForSelectorAsync(".composer .fault:has-text('pas une photo')");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_quick_exit_leaves_nothing_behind(bool javaScript)
    {
        var page = await site.VisitAsync(javaScript: javaScript);
        await page.Context.RouteAsync("https://www.meteo.example/**", route => route.FulfillAsync(new RouteFulfillOptions { Body = "<title>Météo</title>", ContentType = "text/html" }));
        await page.GotoAsync("/chat");
        await page.SayAsync("mon mari me frappe");
        await page.ClickAsync("button.exit");
        await page.WaitForURLAsync("https://www.meteo.example/**");

        // The page is left at once, its last word to the hub goes on behind.
        for (var i = 0; i < 20 && (i == 0 || (await page.ContentAsync()).Contains("frappe", StringComparison.Ordinal)); i++)
        {
            await Task.Delay(100);
            await page.GotoAsync(site.Url + "/chat");
        }

        Assert.DoesNotContain("frappe", await page.ContentAsync(), StringComparison.Ordinal);
        await Assertions.Expect(page.Locator(".bubble.resident")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Escape_three_times_leaves_too()
    {
        var page = await site.VisitAsync();
        await page.Context.RouteAsync("https://www.meteo.example/**", route => route.FulfillAsync(new RouteFulfillOptions { Body = "<title>Météo</title>", ContentType = "text/html" }));
        await page.GotoAsync("/privacy");
        for (var i = 0; i < 3; i++)
            await page.Keyboard.PressAsync("Escape");
        await page.WaitForURLAsync("https://www.meteo.example/**");
    }

    [Fact]
    public async Task The_whole_conversation_can_be_had_by_keyboard()
    {
        var page = await site.VisitAsync(1280);
        await page.GotoAsync("/chat");
        await page.FocusAsync("#text");
        await page.Keyboard.TypeAsync("la lumière du hall est en panne aux Tilleuls");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".bubble.resident");
        await page.WaitForFunctionAsync("document.activeElement?.id === 'text'");
        await page.Keyboard.PressAsync("Shift+Tab");
        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.matches('button, a, [tabindex]')"));
    }

    [Fact]
    public async Task A_code_opens_a_request_on_another_device()
    {
        var page = await site.VisitAsync();
        await page.GotoAsync("/chat");
        await page.SayAsync("fuite au robinet de la cuisine, ça goutte, Les Tilleuls, 06 39 98 55 66");
        for (var i = 0; i < 3 && await page.Locator(".reference").CountAsync() == 0; i++)
            await page.ChooseAsync(await page.Locator("button[value='send']").CountAsync() > 0 ? "send" : "nothing");
        var reference = Regex.Match(await page.Locator(".reference").First.InnerTextAsync(), "[2-9C-Z]{4}-[2-9C-Z]{4}").Value;

        var other = await site.VisitAsync();
        await other.GotoAsync($"/requests/{reference}");
        Assert.DoesNotContain("robinet", await other.ContentAsync(), StringComparison.Ordinal);
        await other.ClickAsync("form[action*='Look'] button");
        await other.WaitForSelectorAsync("[role='status']");
        Assert.DoesNotContain("robinet", await other.ContentAsync(), StringComparison.Ordinal);
        await other.ClickAsync("form[action*='SendCode'] button");
        var code = Regex.Match(await other.Locator(".promise").InnerTextAsync(), "[0-9]{6}").Value;
        await other.FillAsync("#code", "000000");
        await other.ClickAsync("form:has(#code) button");
        await other.WaitForSelectorAsync("#code-fault");
        await other.FillAsync("#code", code);
        await other.ClickAsync("form:has(#code) button");
        await other.WaitForSelectorAsync("blockquote:has-text('robinet')");
    }

    [Fact]
    public async Task Existing_and_absent_references_give_the_same_page()
    {
        var page = await site.VisitAsync();
        await page.GotoAsync("/chat");
        await page.SayAsync("bruit de perceuse tous les soirs, Les Tilleuls");
        await page.ChooseAsync("send");
        var reference = Regex.Match(await page.Locator(".reference").First.InnerTextAsync(), "[2-9C-Z]{4}-[2-9C-Z]{4}").Value;
        var other = await site.VisitAsync();
        var pages = new List<string>();
        foreach (var wanted in (string[])[reference, "K7M4-9PQX"])
        {
            await other.GotoAsync($"/requests/{wanted}");
            pages.Add((await other.Locator("main").InnerTextAsync()).Replace(wanted, ""));
        }

        Assert.Equal(pages[0], pages[1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Text_messages_are_tried_on_the_simulated_phone(bool javaScript)
    {
        var number = javaScript ? "06 39 98 00 41" : "06 39 98 00 40";
        var page = await site.VisitAsync(javaScript: javaScript);
        await page.GotoAsync("/dev/phone");
        await page.FillAsync("#number", number);
        await page.FillAsync("#text", "l'ascenseur est en panne depuis hier au Belvédère");
        await page.ClickAsync("button.send");
        for (var i = 0; i < 100 && !await LeftAsync(page); i++)
        {
            await Task.Delay(100);
            if (!javaScript)
                await page.ClickAsync(".composer-tools a");
        }

        Assert.Contains("1. ", await page.Locator(".bubble.assistant").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(number, await page.InputValueAsync("#number"));

        // Axe itself is a script.
        if (javaScript)
            Assert.Equal([], await Site.AxeAsync(page));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await Site.PictureAsync(page, $"phone-{(javaScript ? "script" : "plain")}");
    }

    private static async Task<bool> LeftAsync(IPage page) => await page.Locator(".bubble.assistant").CountAsync() == 1 && (await page.Locator(".bubble.assistant .status").InnerTextAsync()).EndsWith("parti", StringComparison.Ordinal);
}
