using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using ResidentHub.Conversations;
using ResidentHub.Safety;
using ResidentHub.Tests.Support;
using ResidentHub.Web.Channels.Sms;

namespace ResidentHub.Tests.Web;

/// <summary>Every door of the server: tokens, headers, nothing inline, kind limits, odd input.</summary>
[Collection(OneServer.Name)]
public sealed partial class DoorTests(WebHub hub)
{
    private const string Markup = "<script id=\"planted\">alert(1)</script><b id=\"planted\">gras</b>";

    private static readonly string Long = string.Concat(Enumerable.Repeat("la fuite continue ", 6_000));

    public static TheoryData<string> OddTexts => ["", "   ", Long, "😀👩🏽‍🦽🏳️‍🌈", "\u202Egnimmargorp\u202C שלום", "\0\a\b\u001b[31m\u0085", Markup, "'; DROP TABLE ServiceRequest; --", "{{7*7}} ${jndi:ldap://x} %00 ../../etc/passwd"];

    [Fact]
    public async Task Every_post_without_its_token_is_refused()
    {
        var head = await hub.SignInAsync("catherine");
        var doors = (await Doors.OfPagesAsync(hub)).Where(door => door.Method == "POST" && !door.Template.StartsWith("/Error", StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.True(doors.Count > 40, $"only {doors.Count} posts were found");
        var addresses = await AddressesAsync(hub.Open());
        foreach (var door in doors)
        {
            var address = $"{addresses[door.Template]}?handler={door.Handler}";
            foreach (var isHtmx in (bool[])[false, true])
            {
                var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent([new("text", "bonjour")]) };
                if (isHtmx)
                    request.Headers.Add("HX-Request", "true");
                Assert.True((await head.SendAsync(request)).Status == HttpStatusCode.BadRequest, $"{address} took a post without its token");
            }
        }
    }

    [Fact]
    public void What_is_no_page_takes_a_post_only_where_posts_are_signed() => Assert.Equal(["/api/messages", SmsDoor.MessagePath, SmsDoor.StatusPath], Doors.PostsOfOthers(hub).Order());

    [Fact]
    public async Task Every_page_has_its_security_headers_and_is_kept_by_no_browser()
    {
        foreach (var (address, page) in await PagesAsync())
        {
            var policy = page.Headers.GetValueOrDefault("Content-Security-Policy") ?? "";
            Assert.True(policy.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", StringComparison.Ordinal), $"{address}: {policy}");
            Assert.True(policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal) && !policy.Contains("unsafe", StringComparison.Ordinal), $"{address}: {policy}");
            Assert.True(page.Headers.GetValueOrDefault("X-Content-Type-Options") == "nosniff", address);
            Assert.True(page.Headers.GetValueOrDefault("Referrer-Policy") == "same-origin", address);
            Assert.True(page.Headers.GetValueOrDefault("Cache-Control")?.Contains("no-store", StringComparison.Ordinal) == true, address);
            Assert.False(page.Headers.ContainsKey("Server"), address);
        }
    }

    [Fact]
    public async Task No_page_has_anything_inline_or_from_elsewhere()
    {
        foreach (var (address, page) in await PagesAsync())
        {
            var html = page.Html;
            Assert.True(html.QuerySelectorAll("style, script:not([src]), iframe, object, embed, base").Length == 0, address);
            foreach (var attribute in html.All.SelectMany(element => element.Attributes))
            {
                Assert.False(attribute.Name == "style" || attribute.Name.StartsWith("on", StringComparison.Ordinal) || attribute.Name.StartsWith("hx-on", StringComparison.Ordinal), $"{address}: {attribute.Name}");
                Assert.False(attribute.Value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase), $"{address}: {attribute.Value}");
            }

            Assert.All(html.QuerySelectorAll("[src], link[href]"), element => Assert.StartsWith("/", element.GetAttribute("src") ?? element.GetAttribute("href")));
        }
    }

    [Fact]
    public async Task What_could_not_be_found_has_its_headers_too()
    {
        var missing = await hub.Open().GetAsync("/nowhere");
        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
        Assert.StartsWith("default-src 'none'", missing.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal("Cette page n’existe pas", missing.Title);
    }

    [Fact]
    public async Task A_fault_of_the_program_is_told_kindly_with_a_code_and_logged_without_its_message()
    {
        await using var db = hub.Db();
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE Initiative RENAME TO Kolapsandre");
        WebAnswer page;
        try
        {
            page = await hub.Open().GetAsync("/initiatives");
        }
        finally
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE Kolapsandre RENAME TO Initiative");
        }

        Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
        Assert.DoesNotContain("Exception", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("no such table", page.Text, StringComparison.Ordinal);
        var code = Code().Match(page.Words).Value;
        Assert.Matches(Code(), page.Words);
        Assert.Contains($"Fault {code}", hub.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_messages_are_answered_kindly_and_the_words_stay_in_the_field()
    {
        var resident = hub.Open();
        await resident.PostAsync("/chat", ("text", "bonjour"));
        var answer = await LimitedAsync("Chat", () => resident.PostAsync("/chat", ("text", "et encore Gardouille")));
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
        Assert.Equal("et encore Gardouille", answer.Html.QuerySelector("textarea")!.TextContent);
        Assert.Contains("Attendez une minute", answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_danger_passes_the_limit_of_the_chat()
    {
        var resident = hub.Open();
        await resident.PostAsync("/chat", ("text", "bonjour"));
        Assert.Equal("/chat#last", (await LimitedAsync("Chat", () => resident.PostAsync("/chat", ("text", "mon mari m'a frappée")))).Location);
        Assert.NotNull((await resident.GetAsync("/chat")).Html.QuerySelector(".danger a[href='tel:17']"));
    }

    [Fact]
    public async Task One_address_at_its_limit_leaves_another_alone()
    {
        var (one, two) = (hub.Open(), hub.Open());
        var (first, second, other) = await LimitedAsync("ChatAddress", async () => (await one.PostAsync("/chat", ("text", "bonjour")), await one.PostAsync("/chat", ("text", "bonjour")), await two.PostAsync("/chat", ("text", "bonjour"))), limit: 1);
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.TooManyRequests, HttpStatusCode.Redirect], new[] { first.Status, second.Status, other.Status });
    }

    [Fact]
    public async Task A_form_at_its_limit_keeps_what_was_filled_in()
    {
        var answer = await LimitedAsync("Form", () => hub.Open().PostAsync("/requests/new/noise?all=true", ("noise_kind", "music"), ("residence", "tilleuls"), ("description", "Gardouille")));
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
        Assert.Equal("Gardouille", answer.Html.QuerySelector("#description")!.TextContent);
        Assert.Equal("tilleuls", answer.Html.QuerySelector("#residence option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_danger_passes_the_limit_of_a_form_and_is_told_once()
    {
        var resident = hub.Open();
        var answer = await LimitedAsync("Form", () => resident.PostAsync("/requests/new/noise?all=true", ("noise_kind", "music"), ("residence", "tilleuls"), ("description", "mon mari m'a frappée, Sorbanette")));
        Assert.NotNull(answer.Html.QuerySelector(".danger a[href='tel:17']"));
        await using var db = hub.Db();
        Assert.Single(db.SafetyAlerts().AsEnumerable(), alert => alert.Text?.Contains("Sorbanette", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("description", "avec ces dettes j'ai envie de mourir", "3114")]
    [InlineData("building", "je vais me suicider", "3114")]
    [InlineData("source", "le mari tape sa femme, elle hurle au secours", "17")]
    public async Task A_danger_in_any_field_of_a_form_is_answered_before_anything_is_sent(string field, string words, string number)
    {
        var answer = await hub.Open().PostAsync("/requests/new/noise?all=true", ("noise_kind", "music"), ("residence", "tilleuls"), (field, words));
        Assert.NotNull(answer.Html.QuerySelector($".danger a[href='tel:{number}']"));
        Assert.DoesNotContain(words, answer.Html.QuerySelector("main form")!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_sent_twice_leads_to_its_one_request()
    {
        var resident = hub.Open();
        var check = (await resident.PostAsync("/requests/new/noise?all=true", ("noise_kind", "music"), ("residence", "tilleuls"), ("description", "des pas la nuit"))).Location!;
        var first = (await resident.PostAsync(check)).Location;
        Assert.StartsWith("/requests/", first, StringComparison.Ordinal);
        Assert.Equal(first, (await resident.PostAsync(check)).Location);
    }

    [Fact]
    public async Task A_reply_at_its_limit_stays_in_the_field_and_a_danger_passes()
    {
        var resident = hub.Open();
        var reference = await RepairAsync(resident);
        var (refused, danger) = await LimitedAsync("Reply", async () =>
            (await resident.PostAsync($"/requests/{reference}?handler=Reply", ("text", "Gardouille")), await resident.PostAsync($"/requests/{reference}?handler=Reply", ("text", "mon mari m'a frappée"))));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal("Gardouille", refused.Html.QuerySelector("#text")!.TextContent);
        Assert.NotNull(danger.Html.QuerySelector(".danger a[href='tel:17']"));
    }

    [Theory]
    [InlineData("Look")]
    [InlineData("Code")]
    [InlineData("CodeTry")]
    public async Task Looking_and_codes_have_a_limit_told_kindly(string what)
    {
        var reference = await RepairAsync(hub.Open());
        var handler = what switch { "Code" => "SendCode", "CodeTry" => "Code", _ => what };
        var answer = await LimitedAsync(what, () => hub.Open().PostAsync($"/requests/{reference}?handler={handler}", ("code", "123456")));
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
        Assert.Equal(Content.Dialogs.Replies.Say("fr", "error.too_often"), answer.Title);
    }

    [Fact]
    public async Task Guessing_a_code_from_many_addresses_meets_the_limit_of_the_request()
    {
        var reference = await RepairAsync(hub.Open());
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 14; i++)
            statuses.Add((await hub.Open().PostAsync($"/requests/{reference}?handler=Code", ("code", "123456"))).Status);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    [Theory]
    [MemberData(nameof(OddTexts))]
    public async Task Odd_words_in_the_chat_are_taken_or_kindly_refused(string text)
    {
        var resident = hub.Open();
        AssertKind(await resident.PostAsync("/chat", ("text", text)));
        AssertKind(await resident.GetAsync("/chat"));
    }

    [Theory]
    [MemberData(nameof(OddTexts))]
    public async Task Odd_words_in_a_form_are_taken_or_kindly_refused(string text) =>
        AssertKind(await hub.Open().PostAsync("/requests/new/noise?all=true", ("noise_kind", text), ("source", text), ("description", text), ("name", text), ("phone", text), ("email", text), ("building", text), ("residence", text)));

    [Theory]
    [MemberData(nameof(OddTexts))]
    public async Task Odd_words_in_a_reply_are_taken_or_kindly_refused(string text)
    {
        var resident = hub.Open();
        var reference = await RepairAsync(resident);
        AssertKind(await resident.PostAsync($"/requests/{reference}?handler=Reply", ("text", text), ("mid", text)));
        AssertKind(await resident.PostAsync($"/requests/{reference}?handler=Code", ("code", text)));
        AssertKind(await resident.GetAsync($"/requests/{reference}"));
    }

    [Theory]
    [MemberData(nameof(OddTexts))]
    public async Task Odd_words_from_staff_are_taken_or_kindly_refused(string text)
    {
        var agent = await hub.SignInAsync("rachid");
        var reference = await RepairAsync(hub.Open());
        AssertKind(await agent.PostAsync("/staff/desk?handler=Read", ("words", text)));
        AssertKind(await agent.PostAsync("/staff/desk?handler=Send", ("label", "repair-home"), ("words", text), ("mandate", text), ("who", text), ("spoken", text), ("residence", "tilleuls"), ("phone", text)));
        foreach (var handler in (string[])["Reply", "Note", "Person", "Reporter", "HandOver", "Join", "Leave", "State", "Date", "Type", "Resolve", "End", "Count"])
            AssertKind(await agent.PostAsync($"/staff/requests/{reference}?handler={handler}", ("text", text), ("why", text), ("department", text), ("state", text), ("date", text), ("label", text), ("outcome", text), ("reason", text), ("version", "0"), ("minted", text)));
        AssertKind(await agent.GetAsync($"/staff/requests/{reference}"));
        AssertKind(await agent.GetAsync($"/staff?q={Uri.EscapeDataString(text.Length > 200 ? text[..200] : text)}&after={Uri.EscapeDataString(text.Length > 200 ? text[..200] : text)}"));
    }

    [Fact]
    public async Task Markup_is_shown_as_the_words_it_is()
    {
        var resident = hub.Open();
        var reference = await RepairAsync(resident);
        await resident.PostAsync($"/requests/{reference}?handler=Reply", ("text", Markup));
        await resident.PostAsync("/chat", ("text", Markup));
        var pages = new[] { await resident.GetAsync("/chat"), await resident.GetAsync($"/requests/{reference}"), await (await hub.SignInAsync("rachid")).GetAsync($"/staff/requests/{reference}") };
        Assert.All(pages, page => Assert.Contains(Markup, page.Words, StringComparison.Ordinal));
        Assert.All(pages, page => Assert.Empty(page.Html.QuerySelectorAll("#planted")));
    }

    [Fact]
    public async Task A_hundred_thousand_signs_are_sent_back_kindly_with_nothing_lost()
    {
        var answer = await hub.Open().PostAsync("/chat", ("text", Long));
        Assert.Equal(Long.Trim(), answer.Html.QuerySelector("textarea")!.TextContent.Trim());
        Assert.Contains("trop long", answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_danger_in_a_hundred_thousand_signs_is_answered()
    {
        var resident = hub.Open();
        await resident.PostAsync("/chat", ("text", "mon mari me frappe. " + Long));
        Assert.NotNull((await resident.GetAsync("/chat")).Html.QuerySelector(".danger a[href='tel:3919'], .danger a[href='tel:17']"));
    }

    [Fact]
    public async Task What_a_form_could_not_read_stands_in_its_field_again()
    {
        var answer = await hub.Open().PostAsync("/requests/new/noise?all=true", ("noise_kind", "music"), ("residence", "tilleuls"), ("description", Long), ("phone", "06 12"), ("email", "ines@"));
        Assert.Equal(Long.Trim(), answer.Html.QuerySelector("#description")!.TextContent.Trim());
        Assert.Equal("06 12", answer.Html.QuerySelector("#phone")!.GetAttribute("value"));
        Assert.Equal("ines@", answer.Html.QuerySelector("#email")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_file_that_is_no_picture_is_refused_kindly_and_the_reply_stays_in_the_field()
    {
        var resident = hub.Open();
        var reference = await RepairAsync(resident);
        var answer = await resident.PostFileAsync($"/requests/{reference}?handler=Reply", "x.png", "<svg onload=alert(1)>"u8.ToArray(), ("text", "Gardouille"));
        Assert.Equal("Gardouille", answer.Html.QuerySelector("#text")!.TextContent);
        Assert.NotNull(answer.Html.QuerySelector("[role=alert]"));
    }

    [Fact]
    public async Task A_picture_beyond_ten_megabytes_is_refused_kindly()
    {
        var resident = hub.Open();
        var answer = await resident.PostFileAsync("/chat", "x.png", [.. Pictures.Png, .. new byte[10 * 1024 * 1024]], ("text", ""));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("10 Mo", answer.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    public async Task No_address_of_elsewhere_is_gone_back_to(string elsewhere)
    {
        var browser = hub.Open();
        Assert.Equal("/", (await browser.PostAsync("/language", ("to", "fr"), ("back", elsewhere))).Location);
        var email = Content.Dialogs.Demo.Staff[0].Email;
        Assert.Equal("/staff", (await browser.PostAsync("/staff/sign-in", ("email", email), ("password", ResidentHub.Web.Setup.HubStart.DemoPassword), ("from", elsewhere))).Location);
    }

    private static void AssertKind(WebAnswer answer)
    {
        Assert.True((int)answer.Status < 500, $"{answer.Status}: {answer.Words}");
        Assert.DoesNotContain("   at ResidentHub", answer.Text, StringComparison.Ordinal);
        Assert.Empty(answer.Html.QuerySelectorAll("#planted"));
    }

    private static Task<string> RepairAsync(Browser resident) => WebHub.SubmitAsync(resident, "repair-home", ("residence", "tilleuls"), ("trade", "leak"), ("description", "robinet"), ("phone", "06 39 98 40 40"));

    private async Task<T> LimitedAsync<T>(string what, Func<Task<T>> act, int limit = 0)
    {
        var configuration = hub.Get<IConfiguration>();
        configuration[$"RateLimits:{what}"] = limit.ToString();
        try
        {
            return await act();
        }
        finally
        {
            configuration[$"RateLimits:{what}"] = null;
        }
    }

    // Every template the server has, with an address that leads to it. A new page without one fails here.
    private async Task<Dictionary<string, string>> AddressesAsync(Browser resident)
    {
        var reference = await RepairAsync(resident);
        await resident.PostAsync("/chat", ("text", "je veux parler à une personne"));
        await resident.PostAsync("/chat", ("text", "mon mari m'a frappée"));
        await using var db = hub.Db();
        var (handOver, alert, slug) = (db.HandOvers().First(row => row.ReturnedAt == null && row.Department == "agency").Id, db.SafetyAlerts().First().Id, db.Set<Initiatives.Initiative>().First().Slug);
        return (await Doors.OfPagesAsync(hub)).Select(door => door.Template).Distinct().ToDictionary(template => template, template => template.ToLowerInvariant() switch
        {
            _ when !template.Contains('{', StringComparison.Ordinal) => template,
            "/requests/{reference}" or "/requests/{reference}/receipt" or "/staff/requests/{reference}" => template.Replace("{reference}", reference, StringComparison.Ordinal),
            "/requests/new/{label}" => "/requests/new/noise",
            "/initiatives/{slug}" => $"/initiatives/{slug}",
            "/staff/conversations/{id:guid}" => $"/staff/conversations/{handOver}",
            "/staff/safety/{id:guid}" => $"/staff/safety/{alert}",
            _ => throw new InvalidOperationException($"No test knows an address of {template}"),
        });
    }

    private async Task<IReadOnlyList<(string Address, WebAnswer Page)>> PagesAsync()
    {
        var resident = hub.Open();
        var addresses = (await AddressesAsync(resident)).Values;
        var pages = new List<(string, WebAnswer)>();
        foreach (var key in (string?[])[null, "catherine", "julien", "denis"])
        {
            var browser = key is null ? resident : await hub.SignInAsync(key);
            foreach (var address in addresses.Where(address => key is null || address.StartsWith("/staff", StringComparison.OrdinalIgnoreCase)))
                pages.Add((address, await browser.GetAsync(address)));
        }

        Assert.Equal(["/staff/sign-out", "/track"], addresses.Except(pages.Where(page => page.Item2.Status == HttpStatusCode.OK).Select(page => page.Item1)).Order());
        return [.. pages.Where(page => page.Item2.IsHtml)];
    }

    [GeneratedRegex(@"\b[0-9a-f]{8}\b")]
    private static partial Regex Code();
}
