using Microsoft.Playwright;

namespace ResidentHub.Browser;

/// <summary>What a resident does on the chat page.</summary>
internal static class Talking
{
    /// <summary>Writes and sends, and waits for the answer.</summary>
    public static async Task SayAsync(this IPage page, string text)
    {
        var before = await page.Locator(".bubble:not(.typing)").CountAsync();
        await page.FillAsync("#text", text);
        await page.ClickAsync("button.send");
        await AnsweredAsync(page, before);
    }

    public static async Task ChooseAsync(this IPage page, string key)
    {
        var before = await page.Locator(".bubble:not(.typing)").CountAsync();
        await page.ClickAsync($"button[name='choice'][value='{key}']");
        await AnsweredAsync(page, before);
    }

    public static Task<string> LastAsync(this IPage page) => page.Locator(".bubble:not(.typing)").Last.InnerTextAsync();

    private static async Task AnsweredAsync(IPage page, int before)
    {
        for (var i = 0; i < 100 && await page.Locator(".bubble:not(.typing)").CountAsync() <= before; i++)
            await Task.Delay(100);
    }
}
