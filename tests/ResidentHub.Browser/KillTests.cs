using System.Text.RegularExpressions;

namespace ResidentHub.Browser;

/// <summary>The server dies as in a power cut, and is started again: nothing lost, nothing doubled.</summary>
[Collection(nameof(Site))]
public sealed class KillTests(Site site)
{
    [Fact]
    public async Task A_conversation_goes_on_where_it_was()
    {
        var page = await site.VisitAsync(javaScript: false);
        await page.GotoAsync("/chat");
        await page.SayAsync("l'ascenseur est en panne depuis hier");
        site.Server.Kill();
        await site.Server.StartAsync();
        await page.GotoAsync("/chat");
        await page.SayAsync("Le Belvédère");
        await page.ChooseAsync("no");
        Assert.Contains("Vérifiez", await page.LastAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_half_filled_is_found_again_and_a_form_sent_twice_is_one_request()
    {
        var page = await site.VisitAsync(javaScript: false);
        await page.GotoAsync("/requests/new/noise");
        await page.CheckAsync("input[value='music']");
        await page.ClickAsync("main form button[type='submit']");
        var here = page.Url;
        site.Server.Kill();
        await site.Server.StartAsync();
        await page.GotoAsync(here.Replace("q=when", "q=noise_kind"));
        Assert.True(await page.IsCheckedAsync("input[value='music']"));
        await page.GotoAsync(new Regex("q=.*").Replace(here, "q=place"));
        await page.SelectOptionAsync("#residence", "tilleuls");
        await page.ClickAsync("main form button[name='to_check'], main form button[type='submit']");
        await page.GotoAsync(new Regex("q=.*").Replace(here, "q=check"));
        await page.ClickAsync("main form button[type='submit']");
        var first = page.Url;
        await page.GoBackAsync();
        if (await page.Locator("main form button[type='submit']").CountAsync() > 0)
            await page.ClickAsync("main form button[type='submit']");
        await page.GotoAsync("/me");
        Assert.Contains("/requests/", first, StringComparison.Ordinal);
        Assert.Contains("1 demande(s)", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }
}
