using System.Net;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Language.Facts;
using ResidentHub.Messaging;
using ResidentHub.People;
using ResidentHub.Requests;
using ResidentHub.Safety;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Web;

/// <summary>Rights are looked up through the person, whatever address or form is tried.</summary>
[Collection(OneServer.Name)]
public sealed class RightsTests(WebHub hub)
{
    [Theory]
    [InlineData("nadia", "noise")]
    [InlineData("nadia", "repair-home")]
    [InlineData("karim", "repair-common")]
    [InlineData("claire", "noise")]
    [InlineData("claire", "repair-common")]
    [InlineData("patrick", "repair-home")]
    [InlineData("helene", "social-support")]
    [InlineData("helene", "noise")]
    [InlineData("julien", "payment-difficulty")]
    [InlineData("rachid", "payment-difficulty")]
    [InlineData("denis", "repair-home")]
    public async Task Whoever_may_not_see_a_request_can_neither_read_it_nor_change_it(string key, string label)
    {
        var reference = await RequestAsync(label);
        var browser = await hub.SignInAsync(key);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/staff/requests/{reference}")).Status);
        await AssertRefusedAsync(browser, reference, except: "Count");
    }

    [Fact]
    public async Task A_caretaker_can_note_what_they_found_and_change_nothing_else()
    {
        var reference = await RequestAsync("repair-common");
        var caretaker = await hub.SignInAsync("nadia");
        await AssertRefusedAsync(caretaker, reference, "Count", "Note");
        Assert.Equal(HttpStatusCode.Redirect, (await caretaker.PostAsync($"/staff/requests/{reference}?handler=Note", ("text", "La cabine est au 3"), ("readers", "lead"))).Status);
        await using var db = hub.Db();
        Assert.Single(db.Notes().Where(note => note.RequestId == IdOf(reference)));
    }

    [Fact]
    public async Task A_caretaker_sees_common_parts_and_dumping_and_no_other_type()
    {
        var nadia = hub.Staff("nadia");
        await using var db = hub.Db();
        Assert.Equal(["dumping", "repair-common"], Content.Dialogs.RequestTypes.Where(type => ResidentHub.Triage.RequestAccess.IsShownTo(nadia, type)).Select(type => type.Label).Order());
    }

    [Fact]
    public async Task A_caretaker_sees_what_they_entered_themselves_unless_it_is_for_advisers()
    {
        var caretaker = await hub.SignInAsync("nadia");
        await caretaker.PostAsync("/staff/desk?handler=Send", ("label", "noise"), ("noise_kind", "music"), ("residence", "tilleuls"), ("who", "present"), ("words", "Basses toute la nuit"));
        await caretaker.PostAsync("/staff/desk?handler=Send", ("label", "payment-difficulty"), ("residence", "tilleuls"), ("who", "present"), ("words", "Deux mois"), ("phone", "06 39 98 60 60"));
        var (id, seen) = (hub.Staff("nadia").Id, new List<string>());
        await using var db = hub.Db();
        foreach (var entered in db.Requests().Where(request => request.EnteredBy == id).ToList())
        {
            if ((await caretaker.GetAsync($"/staff/requests/{References.Show(entered.Reference)}")).Status == HttpStatusCode.OK)
                seen.Add(entered.Type);
        }

        Assert.Equal(["noise"], seen);
    }

    [Fact]
    public async Task An_account_closed_meanwhile_reads_and_changes_nothing_more()
    {
        var reference = await RequestAsync("rent-billing");
        var browser = await hub.SignInAsync("patrick");
        await browser.PostAsync("/language", ("to", "fr"));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/staff/requests/{reference}")).Status);
        await SetDisabledAsync("patrick", true);
        try
        {
            var before = Standing(reference);
            Assert.Equal("/staff/sign-in", (await browser.PostAsync($"/staff/requests/{reference}?handler=Assign", ("version", "0"))).Location);
            Assert.Equal(before, Standing(reference));
            Assert.NotEqual(HttpStatusCode.OK, (await browser.GetAsync($"/staff/requests/{reference}")).Status);
        }
        finally
        {
            await SetDisabledAsync("patrick", false);
        }
    }

    [Fact]
    public async Task Without_signing_in_every_page_of_staff_leads_to_the_sign_in()
    {
        var stranger = hub.Open();
        foreach (var door in (await Doors.OfPagesAsync(hub)).Where(door => door.Template.StartsWith("/staff", StringComparison.OrdinalIgnoreCase) && !door.Template.EndsWith("sign-in", StringComparison.Ordinal)))
        {
            var address = door.Template.Replace("{id:guid}", Guid.CreateVersion7().ToString(), StringComparison.Ordinal).Replace("{reference}", "K7M4-9PQX", StringComparison.Ordinal);
            var answer = door.Method == "GET" ? await stranger.GetAsync(address) : await stranger.PostAsync($"{address}?handler={door.Handler}");
            Assert.True(answer.Location?.Contains("/staff/sign-in", StringComparison.Ordinal) == true, $"{door.Method} {address}: {answer.Status}");
        }

        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync("/staff/live")).Status);
    }

    [Theory]
    [InlineData("/staff/accounts", "leila")]
    [InlineData("/staff/accounts", "catherine")]
    [InlineData("/staff/rota", "leila")]
    [InlineData("/staff/team", "leila")]
    [InlineData("/staff/safety", "catherine")]
    [InlineData("/staff/safety", "denis")]
    public async Task A_page_for_others_does_not_exist(string address, string key) => Assert.Equal(HttpStatusCode.NotFound, (await (await hub.SignInAsync(key)).GetAsync(address)).Status);

    [Fact]
    public async Task Only_an_administrator_makes_or_closes_accounts_and_only_heads_keep_the_rota()
    {
        var adviser = await hub.SignInAsync("leila");
        await using var db = hub.Db();
        var (members, rota, victim) = (db.Staff().Count(), Rota(), hub.Staff("samira"));
        var forms = new (string, (string, string)[])[]
        {
            ("/staff/accounts?handler=Add", [("email", "x@y.example"), ("name", "Xavier Y"), ("roles", "administrator")]), ("/staff/accounts?handler=Reset", [("id", victim.Id.ToString())]),
            ("/staff/accounts?handler=Disable", [("id", victim.Id.ToString()), ("disabled", "true")]), ("/staff/rota?handler=Add", [("officer", victim.Id.ToString())]),
            ("/staff/rota?handler=Remove", [("id", db.Rota().First().Id.ToString())]), ("/staff/rota?handler=Up", [("id", db.Rota().OrderBy(entry => entry.Order).Last().Id.ToString())]),
            ("/staff/team", [("from", victim.Id.ToString())]),
        };
        foreach (var (address, fields) in forms)
            Assert.Equal(HttpStatusCode.NotFound, (await adviser.PostAsync(address, fields)).Status);
        var after = hub.Staff("samira");
        Assert.Equal((members, rota, victim.PasswordHash, victim.IsDisabled), (db.Staff().Count(), Rota(), after.PasswordHash, after.IsDisabled));
    }

    [Theory]
    [InlineData("samira")]
    [InlineData("catherine")]
    [InlineData("helene")]
    [InlineData("denis")]
    public async Task A_conversation_with_an_adviser_is_neither_read_answered_nor_given_back_by_others(string key)
    {
        var id = await TalkAsync();
        var browser = await hub.SignInAsync(key);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/staff/conversations/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"/staff/conversations/{id}?handler=Reply", ("text", "Bonjour"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"/staff/conversations/{id}?handler=GiveBack")).Status);
        Assert.DoesNotContain("séparation Marmolette", (await browser.GetAsync($"/staff/desk?talk={id}")).Text, StringComparison.Ordinal);
        await using var db = hub.Db();
        var handOver = db.HandOvers().Single(row => row.Id == id);
        Assert.Equal((null, null, null), (handOver.AnsweredAt, handOver.OwnerId, handOver.ReturnedAt));
    }

    [Theory]
    [InlineData("leila")]
    [InlineData("catherine")]
    [InlineData("denis")]
    public async Task An_alert_is_neither_read_taken_nor_decided_by_others_than_duty_officers(string key)
    {
        await hub.Open().PostAsync("/chat", ("text", "mon mari m'a frappée"));
        await using var db = hub.Db();
        var id = db.SafetyAlerts().OrderByDescending(alert => alert.Id).First().Id;
        var browser = await hub.SignInAsync(key);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/staff/safety/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"/staff/safety/{id}?handler=Acknowledge")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"/staff/safety/{id}?handler=Decide", ("decision", "rien"), ("told", "personne"))).Status);
        var alert = db.SafetyAlerts().Single(row => row.Id == id);
        Assert.Equal((null, null), (alert.AcknowledgedAt, alert.DecidedAt));
    }

    [Fact]
    public async Task A_residents_request_is_not_changed_from_another_browser()
    {
        var reference = await RequestAsync("repair-home");
        var before = Standing(reference);
        foreach (var handler in (string[])["Reply", "Withdraw", "Confirm", "Reopen"])
            Assert.Equal(HttpStatusCode.NotFound, (await hub.Open().PostAsync($"/requests/{reference}?handler={handler}", ("text", "Bonjour"))).Status);
        Assert.Equal(before, Standing(reference));
    }

    [Fact]
    public async Task A_form_under_way_is_not_opened_in_another_browser()
    {
        var resident = hub.Open();
        var check = (await resident.PostAsync("/requests/new/noise?all=true", ("noise_kind", "music"), ("residence", "tilleuls"), ("description", "Fournaisse"))).Location!;
        Assert.Contains("Fournaisse", (await resident.GetAsync(check)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Fournaisse", (await hub.Open().GetAsync(check)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photo_is_served_to_its_browser_and_to_those_who_answer_and_to_nobody_else()
    {
        var resident = hub.Open();
        var (reference, photo) = await WithPhotoAsync(resident, "voici la photo");
        Assert.Equal("image/png", (await resident.GetAsync($"/photos/{photo}")).Headers["Content-Type"]);
        Assert.Equal(HttpStatusCode.OK, (await (await hub.SignInAsync("rachid")).GetAsync($"/photos/{photo}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Open().GetAsync($"/photos/{photo}")).Status);
        foreach (var key in (string[])["nadia", "claire", "denis", "leila"])
            Assert.Equal(HttpStatusCode.NotFound, (await (await hub.SignInAsync(key)).GetAsync($"/photos/{photo}")).Status);
        Assert.NotEmpty(reference);
    }

    [Fact]
    public async Task A_photo_is_served_to_the_device_that_proved_a_code()
    {
        var (reference, photo) = await WithPhotoAsync(hub.Open(), "voici la photo");
        var other = hub.Open();
        var asked = await other.PostAsync($"/requests/{reference}?handler=SendCode");
        var code = System.Text.RegularExpressions.Regex.Match(asked.Html.QuerySelector("p.promise")!.TextContent, @"\d{6}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        await other.PostAsync($"/requests/{reference}?handler=Code", ("code", code));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync($"/photos/{photo}")).Status);
    }

    [Fact]
    public async Task A_photo_sent_with_words_of_danger_is_the_duty_officers_alone()
    {
        var (reference, photo) = await WithPhotoAsync(hub.Open(), "mon mari m'a frappée, voici la photo");
        var agent = await hub.SignInAsync("rachid");
        Assert.DoesNotContain(photo.ToString(), (await agent.GetAsync($"/staff/requests/{reference}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await agent.GetAsync($"/photos/{photo}")).Status);
        var officer = await hub.SignInAsync("julien");
        await using var db = hub.Db();
        var alert = db.SafetyAlerts().Single(alert => alert.RequestId == IdOf(reference)).Id;
        Assert.Contains(photo.ToString(), (await officer.GetAsync($"/staff/safety/{alert}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync($"/photos/{photo}")).Status);
    }

    [Fact]
    public async Task A_complaint_is_hidden_from_whom_it_speaks_of()
    {
        var repair = await RequestAsync("repair-home");
        var rachid = await hub.SignInAsync("rachid");
        await rachid.PostAsync($"/staff/requests/{repair}?handler=Assign", ("version", Version(repair).ToString()));
        var conflicted = Content.Dialogs.RequestTypes.First(type => type.HasConflictOfInterest);
        var complaint = await WebHub.SubmitAsync(hub.Open(), conflicted.Label, [("residence", "tilleuls"), ("phone", "06 39 98 61 61"), .. Filled(conflicted), (conflicted.Story!.Key, $"personne ne vient pour {repair}")]);
        Assert.Equal(HttpStatusCode.NotFound, (await rachid.GetAsync($"/staff/requests/{complaint}")).Status);
        await using var db = hub.Db();
        Assert.Contains(hub.Staff("rachid").Id, db.Requests().Single(request => request.Id == IdOf(complaint)).HiddenFrom);
    }

    private async Task AssertRefusedAsync(Browser browser, string reference, params string[] except)
    {
        var verbs = (await Doors.OfPagesAsync(hub)).Where(door => door is { Template: "/staff/requests/{reference}", Method: "POST" } && !except.Contains(door.Handler)).ToList();
        Assert.NotEmpty(verbs);
        var before = Standing(reference);
        foreach (var verb in verbs)
        {
            var answer = await browser.PostAsync(
                $"/staff/requests/{reference}?handler={verb.Handler}", ("version", Version(reference).ToString()), ("text", "Bonjour"), ("readers", "lead"), ("state", "in-progress"), ("date", "2026-12-01"), ("department", "billing"),
                ("why", "essai"), ("label", "noise"), ("outcome", "answered"), ("reason", "essai"));
            Assert.True(answer.Status == HttpStatusCode.NotFound, $"{verb.Handler}: {answer.Status}");
        }

        Assert.Equal(before, Standing(reference));
    }

    // All that a post could change of a request.
    private (int Version, RequestState State, string Lead, string Type, Guid? Owner, int Messages, int Notes, int Persons, int Events, int Assignments, int Alerts) Standing(string reference)
    {
        var id = IdOf(reference);
        using var db = hub.Db();
        var request = db.Requests().AsNoTracking().Single(row => row.Id == id);
        return (request.Version, request.State, request.Lead, request.Type, request.OwnerId, db.Messages().Count(row => row.RequestId == id), db.Notes().Count(row => row.RequestId == id), db.NamedPersons().Count(row => row.RequestId == id),
            db.Events().Count(row => row.SubjectId == id), db.Assignments().Count(row => row.RequestId == id), db.SafetyAlerts().Count(row => row.RequestId == id));
    }

    private Task<string> RequestAsync(string label)
    {
        var type = Content.Dialogs.Type(label)!;
        return WebHub.SubmitAsync(hub.Open(), label, [("residence", "tilleuls"), ("phone", "06 39 98 62 62"), .. Filled(type)]);
    }

    // The first choice of every question with choices, and yes to what must be agreed to.
    private static IEnumerable<(string, string)> Filled(ResidentHub.Catalogue.RequestType type) => type.Questions.Where(question => question.IsRequired || question.Ask == ResidentHub.Catalogue.Ask.Always)
        .Where(question => question.Key != FormSteps.Contact).Select(question => (question.Key, question.Kind == ResidentHub.Catalogue.QuestionKind.Bool ? "yes" : question.HasChoices ? question.Choices[0].Key : "1"));

    private async Task<Guid> TalkAsync()
    {
        var resident = hub.Open();
        await resident.PostAsync("/chat", ("text", "je me sens très seule depuis ma séparation Marmolette, je veux parler à une assistante sociale"));
        await resident.PostAsync("/chat", ("text", "je veux parler à une personne"));
        await using var db = hub.Db();
        return db.HandOvers().Where(row => row.Department == "social-support").OrderByDescending(row => row.Id).First().Id;
    }

    private async Task<(string Reference, Guid Photo)> WithPhotoAsync(Browser resident, string words)
    {
        var reference = await WebHub.SubmitAsync(resident, "repair-home", ("residence", "tilleuls"), ("trade", "leak"), ("phone", "06 39 98 63 63"));
        await resident.PostFileAsync($"/requests/{reference}?handler=Reply", "photo.png", Pictures.Png, ("text", words));
        var id = IdOf(reference);
        await using var db = hub.Db();
        return (reference, db.Photos().Single(photo => photo.RequestId == id).Id);
    }

    private async Task SetDisabledAsync(string key, bool isDisabled)
    {
        var id = hub.Staff(key).Id;
        await using var db = hub.Db();
        await db.Staff().Where(member => member.Id == id).ExecuteUpdateAsync(set => set.SetProperty(member => member.IsDisabled, isDisabled));
    }

    private string Rota()
    {
        using var db = hub.Db();
        return string.Join(',', db.Rota().OrderBy(entry => entry.Order).Select(entry => entry.Id));
    }

    private int Version(string reference) => Standing(reference).Version;

    private Guid IdOf(string reference)
    {
        var read = References.Read(reference);
        using var db = hub.Db();
        return db.Requests().Where(request => request.Reference == read).Select(request => request.Id).Single();
    }
}
