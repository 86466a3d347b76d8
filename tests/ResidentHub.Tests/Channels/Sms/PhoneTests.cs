using Microsoft.EntityFrameworkCore;
using ResidentHub.Data;
using ResidentHub.Tests.Web;

namespace ResidentHub.Tests.Channels.Sms;

/// <summary>The simulated handset: text messages with no account, while developing.</summary>
public sealed class PhoneTests : IDisposable
{
    private readonly WebHub _hub = new();

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task What_is_written_on_it_goes_through_the_door_and_what_the_hub_answers_is_shown()
    {
        var browser = _hub.Open();
        var sent = await browser.PostAsync("/dev/phone", ("number", "06 39 98 00 07"), ("text", "l'ascenseur du Belvédère est en panne"));
        Assert.Equal("/dev/phone?number=06%2039%2098%2000%2007#last", sent.Location);
        var page = await EventuallyAsync(browser, sent.Location!.Split('#')[0]);
        var bubbles = page.Html.QuerySelectorAll(".bubble").Select(bubble => bubble.ClassName).ToList();
        Assert.Contains("l'ascenseur du Belvédère est en panne", page.Words, StringComparison.Ordinal);
        Assert.Contains("Je suis l'assistant automatique", page.Words, StringComparison.Ordinal);
        Assert.Matches("[0-9]+ signes, [23] SMS · parti$", page.Html.QuerySelector(".bubble.assistant .status")!.TextContent.Replace('\u00a0', ' '));
        Assert.Equal(["bubble resident", "bubble assistant"], bubbles.Select(name => name!.Trim()));
        Assert.DoesNotContain("assistant automatique", (await browser.GetAsync("/dev/phone?number=06%2039%2098%2000%2008")).Html.QuerySelector("#thread")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("06 12 34 56 78", "bonjour")]
    [InlineData("01 99 00 12 34", "bonjour")]
    [InlineData("", "bonjour")]
    [InlineData("06 39 98 00 01", "  ")]
    public async Task No_real_number_is_played_and_nothing_empty_is_sent(string number, string text)
    {
        var answer = await _hub.Open().PostAsync("/dev/phone", ("number", number), ("text", text));
        Assert.NotNull(answer.Html.QuerySelector("[role=alert]"));
        await using var db = _hub.Db();
        Assert.False(await db.Inbox().AnyAsync());
    }

    private static async Task<WebAnswer> EventuallyAsync(Browser browser, string address)
    {
        for (var i = 0; ; i++)
        {
            var page = await browser.GetAsync(address);
            if (page.Html.QuerySelector(".bubble.assistant .status")?.TextContent.EndsWith("parti", StringComparison.Ordinal) == true)
                return page;
            Assert.True(i < 200, page.Words);
            await Task.Delay(50);
        }
    }
}
