using System.Net;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Data;
using ResidentHub.Tests.Web;
using ResidentHub.Web.Channels.Sms;

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
        Assert.Contains("SMS · parti", page.Words, StringComparison.Ordinal);
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

    [Fact]
    public async Task Elsewhere_there_is_none()
    {
        await using var production = new WebHub(("environment", "Production"));
        var browser = production.Open();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/dev/phone")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("/dev/phone", ("number", "06 39 98 00 01"), ("text", "bonjour"))).Status);
        Assert.Null(production.Services.GetService(typeof(SmsDoor)));
    }

    private static async Task<WebAnswer> EventuallyAsync(Browser browser, string address)
    {
        for (var i = 0; ; i++)
        {
            var page = await browser.GetAsync(address);
            if (page.Html.QuerySelectorAll(".bubble").Length > 1 && page.Words.Contains("parti", StringComparison.Ordinal) && !page.Words.Contains("va partir", StringComparison.Ordinal))
                return page;
            Assert.True(i < 200, page.Words);
            await Task.Delay(50);
        }
    }
}
