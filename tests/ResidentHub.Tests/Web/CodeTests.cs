using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using ResidentHub.Conversations;
using ResidentHub.Language.Facts;
using ResidentHub.Messaging;
using ResidentHub.Notifications;
using ResidentHub.People;
using ResidentHub.Requests;
using ResidentHub.Safety;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Web;

/// <summary>A reference is an address, not a key: one-time codes, 'my requests', erasing a conversation, the quick exit.</summary>
[Collection(OneServer.Name)]
public sealed partial class CodeTests(WebHub hub)
{
    private const string Story = "Karvonelle";

    private static int s_numbers;

    [Fact]
    public async Task A_reference_alone_shows_state_and_date_and_no_words()
    {
        var (_, reference) = await NoiseAsync();
        var looked = await hub.Open().PostAsync($"/requests/{reference}?handler=Look");
        Assert.Contains(Content.Dialogs.Replies.Say("fr", "state.new"), looked.Words, StringComparison.Ordinal);
        Assert.Matches(@"\b\d{1,2} (novembre|décembre)\b", looked.Words);
        Assert.DoesNotContain(Story, looked.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bruit", looked.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reference_that_exists_and_one_that_does_not_give_the_same_page()
    {
        var (_, reference) = await NoiseAsync();
        var unknown = References.Show(ReferenceMaker.Next());
        var stranger = hub.Open();
        foreach (var form in (string[])["", "?handler=SendCode"])
        {
            var one = form.Length == 0 ? await stranger.GetAsync($"/requests/{reference}") : await InProductionAsync(() => stranger.PostAsync($"/requests/{reference}{form}"));
            var other = form.Length == 0 ? await stranger.GetAsync($"/requests/{unknown}") : await InProductionAsync(() => stranger.PostAsync($"/requests/{unknown}{form}"));
            Assert.Equal(one.Status, other.Status);
            Assert.Equal(MainOf(one).Replace(reference, "", StringComparison.Ordinal), MainOf(other).Replace(unknown, "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_code_opens_the_texts_on_another_device()
    {
        var (_, reference) = await NoiseAsync();
        var other = hub.Open();
        await OpenAsync(other, reference, await CodeAsync(other, $"/requests/{reference}"));
        Assert.Contains(Story, (await other.GetAsync($"/requests/{reference}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_hour_after_the_code_the_texts_are_closed_again()
    {
        var (_, reference) = await NoiseAsync();
        var other = hub.Open();
        await OpenAsync(other, reference, await CodeAsync(other, $"/requests/{reference}"));
        hub.Clock.Advance(SessionGrant.Lifetime + TimeSpan.FromSeconds(1));
        Assert.DoesNotContain(Story, (await other.GetAsync($"/requests/{reference}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_stands_hashed_in_the_database()
    {
        var (_, reference) = await NoiseAsync();
        var other = hub.Open();
        var code = await CodeAsync(other, $"/requests/{reference}");
        using var db = hub.Db();
        var row = db.OneTimeCodes().Single(row => row.RequestId == IdOf(reference));
        Assert.DoesNotContain(code, row.CodeHash, StringComparison.Ordinal);
        Assert.NotEqual(OneTimeCode.HashOf(Guid.Empty, code), row.CodeHash);
        Assert.True(row.Matches(code));
    }

    [Fact]
    public async Task A_code_is_over_after_ten_minutes()
    {
        var (_, reference) = await NoiseAsync();
        var other = hub.Open();
        var code = await CodeAsync(other, $"/requests/{reference}");
        hub.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.False(await IsOpenedAsync(other, reference, code));
    }

    [Fact]
    public async Task After_five_wrong_tries_the_right_code_opens_nothing()
    {
        var (_, reference) = await NoiseAsync();
        var other = hub.Open();
        var code = await CodeAsync(other, $"/requests/{reference}");
        for (var i = 0; i < OneTimeCode.Tries; i++)
            Assert.False(await IsOpenedAsync(other, reference, Wrong(code)));
        Assert.False(await IsOpenedAsync(other, reference, code));
    }

    [Fact]
    public async Task A_code_opens_once()
    {
        var (_, reference) = await NoiseAsync();
        var other = hub.Open();
        var code = await CodeAsync(other, $"/requests/{reference}");
        Assert.True(await IsOpenedAsync(other, reference, code));
        Assert.False(await IsOpenedAsync(other, reference, code));
    }

    [Fact]
    public async Task A_code_is_good_for_its_own_request_alone()
    {
        var (_, one) = await NoiseAsync();
        var (_, two) = await NoiseAsync();
        var other = hub.Open();
        await CodeAsync(other, $"/requests/{two}");
        Assert.False(await IsOpenedAsync(other, two, await CodeAsync(other, $"/requests/{one}")));
    }

    [Fact]
    public async Task A_code_is_good_in_the_browser_that_asked_for_it_alone()
    {
        var (_, reference) = await NoiseAsync();
        var code = await CodeAsync(hub.Open(), $"/requests/{reference}");
        var thief = hub.Open();
        await CodeAsync(thief, $"/requests/{reference}");
        Assert.False(await IsOpenedAsync(thief, reference, code));
    }

    [Fact]
    public async Task The_code_is_on_screen_in_development_only()
    {
        var (_, reference) = await NoiseAsync();
        var other = hub.Open();
        var asked = await InProductionAsync(() => other.PostAsync($"/requests/{reference}?handler=SendCode"));
        Assert.Equal(HttpStatusCode.OK, asked.Status);
        Assert.DoesNotMatch(SixFigures(), MainOf(asked).Replace(reference, "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_a_channel_is_set_up_the_code_goes_to_the_contact_of_that_very_request_and_is_not_shown()
    {
        using var mailed = new TestHub(ways: new WaysOut(Email: true, Sms: false));
        await mailed.Forms.SubmitAsync(SubmissionOf("ines@exemple.fr"), CancellationToken.None);
        await mailed.Forms.SubmitAsync(SubmissionOf("paul@exemple.fr"), CancellationToken.None);
        using var db = mailed.CreateDbContext();
        var reference = db.Requests().First(request => db.Reporters().Any(reporter => reporter.RequestId == request.Id && reporter.Email == "ines@exemple.fr")).Reference;
        Assert.Null(await mailed.Codes.SendAsync(Guid.CreateVersion7(), reference, mayShow: true, CancellationToken.None));
        Assert.Equal("ines@exemple.fr", db.Set<ResidentHub.Data.OutboxRow>().Single(row => row.Purpose == "code").Address);
    }

    [Fact]
    public async Task A_code_that_staff_read_out_opens_the_texts_in_any_browser_once_and_is_logged()
    {
        var (_, reference) = await NoiseAsync();
        var code = await ReadOutAsync("thomas", reference);
        var caller = hub.Open();
        await OpenAsync(caller, reference, code);
        Assert.Contains(Story, (await caller.GetAsync($"/requests/{reference}")).Text, StringComparison.Ordinal);
        Assert.False(await IsOpenedAsync(hub.Open(), reference, code));
        Assert.Contains("Thomas a dicté un code à un appelant", (await (await hub.SignInAsync("thomas")).GetAsync($"/staff/requests/{reference}")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_staff_read_out_dies_after_five_wrong_tries_by_whomever()
    {
        var (_, reference) = await NoiseAsync();
        var code = await ReadOutAsync("thomas", reference);
        for (var i = 0; i < OneTimeCode.Tries; i++)
            Assert.False(await IsOpenedAsync(await VisitorAsync(), reference, Wrong(code)));
        Assert.False(await IsOpenedAsync(await VisitorAsync(), reference, code));
    }

    [Fact]
    public async Task Staff_who_may_not_act_on_a_request_get_no_code_for_it()
    {
        var (_, reference) = await NoiseAsync();
        var answer = await (await hub.SignInAsync("denis")).PostAsync($"/staff/requests/{reference}?handler=Code");
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        using var db = hub.Db();
        var id = IdOf(reference);
        Assert.False(db.OneTimeCodes().Any(row => row.RequestId == id));
    }

    [Fact]
    public async Task My_requests_hide_a_confidential_one_until_a_fresh_code_is_given()
    {
        var (resident, reference) = await NoiseAsync();
        Assert.DoesNotContain(reference, (await resident.GetAsync("/me")).Text, StringComparison.Ordinal);
        var code = await CodeAsync(resident, "/me");
        Assert.Equal("/me", (await resident.PostAsync("/me?handler=Code", ("code", code))).Location);
        Assert.Contains(reference, (await resident.GetAsync("/me")).Text, StringComparison.Ordinal);
        hub.Clock.Advance(SessionGrant.Lifetime + TimeSpan.FromSeconds(1));
        Assert.DoesNotContain(reference, (await resident.GetAsync("/me")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chat_says_no_more_of_a_confidential_request_than_my_requests_do()
    {
        var resident = hub.Open();
        var reference = await WebHub.SubmitAsync(resident, "noise", Noise("06 39 98 78 01"));
        var title = Content.Dialogs.Type("noise")!.Title.In("fr");
        await resident.PostAsync("/chat", ("text", "où en est ma demande ?"));
        var hidden = await resident.GetAsync("/chat");
        Assert.Contains(reference, hidden.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(title, MainOf(hidden), StringComparison.Ordinal);
        await resident.PostAsync("/chat", ("text", $"où en est ma demande {reference} ?"));
        Assert.DoesNotContain(title, MainOf(await resident.GetAsync("/chat")), StringComparison.Ordinal);
        await resident.PostAsync("/me?handler=Code", ("code", await CodeAsync(resident, "/me")));
        await resident.PostAsync("/chat", ("text", "où en est ma demande ?"));
        Assert.Contains(title, MainOf(await resident.GetAsync("/chat")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task My_requests_show_an_open_one_at_once()
    {
        var resident = hub.Open();
        var reference = await WebHub.SubmitAsync(resident, "repair-home", ("residence", "tilleuls"), ("part", "other"), ("description", "robinet"));
        Assert.Contains(reference, (await resident.GetAsync("/me")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_shared_browser_a_code_to_ones_own_number_does_not_list_the_confidential_requests_of_another_number()
    {
        var (shared, hers) = await NoiseAsync();
        var his = await WebHub.SubmitAsync(shared, "noise", Noise("06 39 98 77 01"));
        await shared.PostAsync("/me?handler=Code", ("code", await CodeAsync(shared, "/me")));
        var listed = await shared.GetAsync("/me");
        Assert.Contains(his, listed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(hers, listed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erased_conversation_is_gone_from_the_chat_and_from_the_database()
    {
        var resident = hub.Open();
        await resident.PostAsync("/chat", ("text", "bonjour, je m'appelle Zolindre"));
        Assert.Contains("Zolindre", (await resident.GetAsync("/chat")).Text, StringComparison.Ordinal);
        Assert.Equal("/me?erased=true", (await resident.PostAsync("/me?handler=Erase")).Location);
        Assert.DoesNotContain("Zolindre", (await resident.GetAsync("/chat")).Text, StringComparison.Ordinal);
        using var db = hub.Db();
        Assert.DoesNotContain(db.Messages(), message => message.Text.Contains("Zolindre", StringComparison.Ordinal));
        Assert.DoesNotContain(db.Conversations(), conversation => conversation.State.Contains("Zolindre", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Erasing_a_conversation_leaves_another_browsers_alone()
    {
        var (one, two) = (hub.Open(), hub.Open());
        await one.PostAsync("/chat", ("text", "bonjour"));
        await two.PostAsync("/chat", ("text", "bonjour, ici Wexandra"));
        await one.PostAsync("/me?handler=Erase");
        Assert.Contains("Wexandra", (await two.GetAsync("/chat")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasing_a_conversation_leaves_words_of_danger_with_the_duty_officer()
    {
        var resident = hub.Open();
        await resident.PostAsync("/chat", ("text", "mon mari m'a frappée, Tifardin"));
        await resident.PostAsync("/me?handler=Erase");
        using var db = hub.Db();
        var alert = db.SafetyAlerts().AsEnumerable().Single(alert => alert.Text?.Contains("Tifardin", StringComparison.Ordinal) == true);
        Assert.Contains("Tifardin", (await (await hub.SignInAsync("julien")).GetAsync($"/staff/safety/{alert.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_quick_exit_is_a_plain_form_that_leads_to_the_neutral_site_and_keeps_nothing()
    {
        var resident = hub.Open();
        await resident.PostAsync("/chat", ("text", "bonjour"));
        var form = (await resident.GetAsync("/chat")).Html.QuerySelector("form[action='/leave']");
        Assert.NotNull(form?.QuerySelector("button:not([type=button])"));
        var left = await resident.PostAsync("/leave");
        Assert.Equal(HttpStatusCode.SeeOther, left.Status);
        Assert.Equal(Content.Dialogs.Landlord.NeutralSite, left.Location);
        Assert.Contains("no-store", left.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.Contains("\"storage\"", left.Headers["Clear-Site-Data"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_quick_exit_the_chat_is_empty_on_return()
    {
        var resident = hub.Open();
        await resident.PostAsync("/chat", ("text", "bonjour, ici Falgonde"));
        await resident.PostAsync("/leave");
        Assert.DoesNotContain("Falgonde", (await resident.GetAsync("/chat")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_quick_exit_revokes_the_session_itself_so_that_its_cookie_put_back_opens_nothing()
    {
        var (resident, reference) = await NoiseAsync();
        var cookie = resident.Cookie("rh_session");
        Assert.NotNull(cookie);
        Assert.Contains(Story, (await resident.GetAsync($"/requests/{reference}")).Text, StringComparison.Ordinal);
        await resident.PostAsync("/leave");
        resident.SetCookie("rh_session", cookie);
        Assert.DoesNotContain(Story, (await resident.GetAsync($"/requests/{reference}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_session_cookie_stands_hashed_in_the_database()
    {
        var (resident, _) = await NoiseAsync();
        var cookie = resident.Cookie("rh_session")!;
        using var db = hub.Db();
        Assert.False(db.WebSessions().Any(session => session.TokenHash == cookie));
        Assert.True(db.WebSessions().Any(session => session.TokenHash == WebSession.HashOf(cookie)));
    }

    private async Task<(Browser Resident, string Reference)> NoiseAsync()
    {
        var resident = hub.Open();
        var reference = await WebHub.SubmitAsync(resident, "noise", Noise($"06 39 98 31 {Interlocked.Increment(ref s_numbers):00}"));
        await resident.PostAsync($"/requests/{reference}?handler=Reply", ("text", Story));
        return (resident, reference);
    }

    private static (string, string)[] Noise(string phone) => [("noise_kind", "music"), ("residence", "tilleuls"), ("phone", phone)];

    private static Submission SubmissionOf(string email) => new(
        Draft.New(Guid.CreateVersion7(), "noise", DateTimeOffset.UnixEpoch, "") with { Place = new SaidPlace("tilleuls"), Contact = new SaidContact(null, email, null) }, Origin.Form, "fr");

    private Guid IdOf(string reference)
    {
        var read = References.Read(reference);
        using var db = hub.Db();
        return db.Requests().Where(request => request.Reference == read).Select(request => request.Id).Single();
    }

    private static async Task<string> CodeAsync(Browser browser, string page) =>
        SixFigures().Match((await browser.PostAsync($"{page}?handler=SendCode")).Html.QuerySelector("p.promise")!.TextContent).Value;

    private async Task<string> ReadOutAsync(string staff, string reference) =>
        SixFigures().Match((await (await hub.SignInAsync(staff)).PostAsync($"/staff/requests/{reference}?handler=Code")).Html.QuerySelector("#reporter p.promise")!.TextContent).Value;

    // A browser that has its session already.
    private async Task<Browser> VisitorAsync()
    {
        var visitor = hub.Open();
        await visitor.PostAsync("/chat", ("text", "bonjour"));
        return visitor;
    }

    private static async Task<bool> IsOpenedAsync(Browser browser, string reference, string code) => (await browser.PostAsync($"/requests/{reference}?handler=Code", ("code", code))).Status == HttpStatusCode.Redirect;

    private static async Task OpenAsync(Browser browser, string reference, string code) => Assert.True(await IsOpenedAsync(browser, reference, code));

    private static string Wrong(string code) => code[..^1] + (code[^1] == '0' ? '1' : '0');

    private async Task<WebAnswer> InProductionAsync(Func<Task<WebAnswer>> act)
    {
        var environment = hub.Get<IWebHostEnvironment>();
        environment.EnvironmentName = Environments.Production;
        try
        {
            return await act();
        }
        finally
        {
            environment.EnvironmentName = Environments.Development;
        }
    }

    private static string MainOf(WebAnswer answer) => string.Join(' ', answer.Html.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixFigures();
}
