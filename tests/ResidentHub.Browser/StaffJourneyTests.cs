using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ResidentHub.Browser;

/// <summary>What staff do all day, in the browser, beside a resident who waits for them.</summary>
[Collection(nameof(Site))]
public sealed partial class StaffJourneyTests(Site site)
{
    private const string Maintenance = "rachid@trois-rives.example", Agency = "samira@trois-rives.example", Officer = "julien@trois-rives.example", Head = "isabelle@trois-rives.example";
    private const string Adviser = "leila@trois-rives.example", Caretaker = "nadia@trois-rives.example", Administrator = "denis@trois-rives.example";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_of_the_chat_reaches_its_department_and_the_answer_reaches_the_chat(bool javaScript)
    {
        var resident = await site.VisitAsync(javaScript: javaScript);
        var reference = await ReportAsync(resident, "plus de lumière dans le hall depuis hier", "Le Belvédère");

        var staff = await site.SignInAsync(Maintenance);
        await staff.GotoAsync($"/staff?scope=all&q={reference}");
        Assert.Contains("Le Belvédère", await staff.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await staff.GotoAsync($"/staff/requests/{reference}");
        Assert.Contains("plus de lumière", await staff.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await staff.ClickAsync("[data-assign]");
        await Assertions.Expect(staff.Locator("#standing")).ToContainTextAsync("Vous");
        await staff.FillAsync("#text", "Bonjour, le technicien passe demain matin.");
        await staff.ClickAsync("#reply button[type='submit']");
        await Assertions.Expect(staff.Locator("main")).ToContainTextAsync("le technicien passe demain matin");
        Assert.Equal([], await Site.AxeAsync(staff));
        await Site.PictureAsync(staff, $"staff-request-{javaScript}".ToLowerInvariant(), full: false);

        if (!javaScript)
            await resident.GotoAsync("/chat");
        await Assertions.Expect(resident.Locator("#thread")).ToContainTextAsync("le technicien passe demain matin");
        Assert.Equal([], javaScript ? await Site.AxeAsync(resident) : []);
    }

    [Fact]
    public async Task A_danger_is_on_the_officers_page_without_a_reload_and_its_decision_is_kept()
    {
        var officer = await site.SignInAsync(Officer);
        await officer.GotoAsync("/staff/safety");
        var resident = await site.VisitAsync();
        await resident.GotoAsync("/chat");
        await resident.SayAsync("aidez-moi ma voisine du 3e est tombée dans l'escalier elle ne répond plus");
        Assert.Contains("15", await resident.Locator(".danger .call").First.InnerTextAsync(), StringComparison.Ordinal);

        await officer.Locator("a[href^='/staff/safety/']").First.ClickAsync();
        await Assertions.Expect(officer.Locator("main")).ToContainTextAsync("ma voisine du 3e");
        Assert.Equal([], await Site.AxeAsync(officer));
        await Site.PictureAsync(officer, "staff-alert");
        await officer.ClickAsync("form[action*='Acknowledge'] button");
        await Assertions.Expect(officer.Locator("#timer")).ToContainTextAsync("Julien");
        await officer.FillAsync("#what", "Samu appelé, voisin sur place.");
        await officer.FillAsync("#told", "Samu 15, à l'instant");
        await officer.ClickAsync("form[action*='Decide'] button");
        await officer.Locator("a[href^='/staff/safety/']").First.ClickAsync();
        await Assertions.Expect(officer.Locator(".part-decision")).ToContainTextAsync("Samu appelé");
    }

    [Fact]
    public async Task An_entry_at_the_desk_is_a_request_with_a_reference_to_dictate()
    {
        var staff = await site.SignInAsync(Agency);
        await staff.GotoAsync("/staff/desk");
        await staff.FillAsync("#words", "Un locataire dit que trois matelas traînent devant la porte du bâtiment B aux Tilleuls");
        await staff.ClickAsync(".desk-words button[type='submit']");
        Assert.Equal("tilleuls", await staff.InputValueAsync("#residence"));
        Assert.Equal([], await Site.AxeAsync(staff));
        await Site.PictureAsync(staff, "staff-desk");
        await staff.ClickAsync(".desk-form button[type='submit']");
        var shown = staff.Locator(".receipt .reference");
        await Assertions.Expect(shown).ToHaveTextAsync(ReferencePattern());
        Assert.Equal([], await Site.AxeAsync(staff));
    }

    [Theory]
    [InlineData(Agency, "/staff", "/staff?scope=all", "/staff/desk", "/staff/password")]
    [InlineData(Adviser, "/staff?scope=all")]
    [InlineData(Caretaker, "/staff?scope=all", "/staff/desk")]
    [InlineData(Head, "/staff?scope=all", "/staff/safety", "/staff/team", "/staff/rota")]
    [InlineData(Administrator, "/staff", "/staff/accounts", "/staff/rota")]
    public async Task A_page_of_staff_is_accessible_and_fits(string who, params string[] paths)
    {
        foreach (var (width, scheme) in ((int, ColorScheme)[])[(1280, ColorScheme.Light), (390, ColorScheme.Dark)])
        {
            var page = await site.SignInAsync(who, width, scheme);
            foreach (var path in paths)
            {
                var answer = await page.GotoAsync(path);
                Assert.Equal(200, answer!.Status);
                Assert.Equal([], await Site.AxeAsync(page));
                Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{path} is wider than {width} pixels");
                await Site.PictureAsync(page, $"staff-{who.Split('@')[0]}-{path.Trim('/').Replace('/', '-').Replace('?', '-').Replace('=', '-')}-{width}");
            }

            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task The_queue_is_walked_with_the_keyboard_alone()
    {
        var page = await site.SignInAsync(Agency);
        await page.GotoAsync("/staff?scope=all");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("#main", await page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
        for (var i = 0; i < 60 && !await page.EvaluateAsync<bool>("document.activeElement.matches('ol.lines a')"); i++)
            await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(new Regex("/staff/requests/"));
    }

    private static async Task<string> ReportAsync(IPage page, string words, string place)
    {
        await page.GotoAsync("/chat");
        await page.SayAsync(words);
        await page.SayAsync(place);
        for (var i = 0; i < 3 && await page.Locator("button[name='choice'][value='send']").CountAsync() == 0; i++)
            await page.ChooseAsync("unknown");
        await page.ChooseAsync("send");
        return ReferencePattern().Match(await page.LastAsync()).Value;
    }

    [GeneratedRegex("[2-9C-Z]{4}-[2-9C-Z]{4}")]
    private static partial Regex ReferencePattern();
}
