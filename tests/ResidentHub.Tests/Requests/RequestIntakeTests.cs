using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Language.Facts;
using ResidentHub.Messaging;
using ResidentHub.Requests;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Requests;

public sealed class RequestIntakeTests : IDisposable
{
    private readonly TestHub _hub = new();

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task The_same_draft_sent_twice_is_one_request_with_one_receipt()
    {
        var draft = Noise("06 39 98 01 01");
        var first = await SendAsync(draft);
        var second = await SendAsync(draft);
        Assert.Equal(first.Reference, second.Reference);
        using var db = _hub.CreateDbContext();
        Assert.Equal(1, db.Requests().Count());
    }

    [Fact]
    public async Task The_same_draft_sent_twice_at_once_is_one_request()
    {
        var draft = Noise("06 39 98 01 01");
        var receipts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => SendAsync(draft))));
        Assert.Single(receipts.Select(receipt => receipt.Reference).Distinct());
    }

    [Fact]
    public async Task A_receipt_is_given_only_for_a_request_that_was_saved()
    {
        _hub.Moment.Next(() => throw new DbUpdateException("locked"));
        var receipt = await SendAsync(Noise("06 39 98 01 01"));
        using var db = _hub.CreateDbContext();
        Assert.Equal(receipt.Reference, db.Requests().Single().Reference);
    }

    [Fact]
    public async Task A_request_that_cannot_be_saved_gets_no_receipt()
    {
        void Fail()
        {
            _hub.Moment.Next(Fail);
            throw new DbUpdateException("locked");
        }

        _hub.Moment.Next(Fail);
        await Assert.ThrowsAsync<DbUpdateException>(() => SendAsync(Noise("06 39 98 01 01")));
    }

    [Fact]
    public async Task Two_first_requests_of_a_year_at_once_are_both_kept()
    {
        var year = _hub.Calendar.Today(_hub.Clock.GetUtcNow()).Year;
        _hub.Moment.Next(() =>
        {
            using var other = _hub.CreateDbContext();
            other.Add(new HouseholdSalt { Year = year, Salt = new byte[32] });
            other.SaveChanges();
        });
        var receipt = await SendAsync(Noise("06 39 98 01 01"));
        using var db = _hub.CreateDbContext();
        Assert.Equal(receipt.Reference, db.Requests().Single().Reference);
    }

    [Fact]
    public async Task A_request_has_a_lead_a_date_a_reference_events_and_a_notice()
    {
        var receipt = await SendAsync(Noise("06 39 98 01 01"));
        Assert.NotNull(References.Read(receipt.Reference));
        using var db = _hub.CreateDbContext();
        var request = db.Requests().Include(row => row.Deadlines).Include(row => row.Assignments).Single();
        Assert.Equal("mediation", request.Lead);
        Assert.Equal("rive-haute", request.Agency);
        Assert.Single(request.Assignments, assignment => assignment.Role == AssignmentRole.Lead);
        Assert.Contains(request.Deadlines, deadline => deadline is { Kind: DeadlineKind.Contact, PromisedOn: not null });
        Assert.Equal(["request.acknowledged", "request.assigned", "request.submitted"], db.Events().Select(one => one.Kind).AsEnumerable().Order());
        Assert.Contains(db.Notices(), notice => notice.Department == "mediation");
        Assert.Equal("+33639980101", db.Reporters().Single().Phone);
    }

    [Fact]
    public async Task The_third_household_in_ninety_days_raises_the_urgency_the_same_one_does_not()
    {
        for (var i = 0; i < 3; i++)
            await SendAsync(Noise("06 39 98 01 01"));
        Assert.All(Urgencies(), urgency => Assert.Equal(Urgency.Normal, urgency));
        await SendAsync(Noise("06 39 98 01 02"));
        Assert.All(Urgencies(), urgency => Assert.Equal(Urgency.Normal, urgency));
        await SendAsync(Noise("06 39 98 01 03"));
        Assert.Single(Urgencies(), urgency => urgency == Urgency.High);
    }

    [Fact]
    public async Task Identical_breakdowns_of_common_parts_are_one_incident_with_followers()
    {
        var draft = Draft("repair-common", new SaidPlace("belvedere", "Tour")).With(new Answer("what", "lift"));
        var first = await SendAsync(draft);
        var second = await SendAsync(draft with { Id = Guid.CreateVersion7() });
        Assert.False(first.IsFollowing);
        Assert.True(second.IsFollowing);
        using var db = _hub.CreateDbContext();
        Assert.Equal(1, db.Incidents().Count());
        Assert.Single(db.Requests().Select(request => request.IncidentId).Distinct());
    }

    [Theory]
    [InlineData("0", "none", "social-support")]
    [InlineData("0", null, "social-support")]
    [InlineData("2", "none", "rent-recovery")]
    [InlineData("0", "court", "rent-recovery")]
    [InlineData(null, null, "rent-recovery")]
    public async Task Arrears_lead_with_support_while_no_month_is_late_and_no_act_came(string? months, string? letter, string lead)
    {
        var draft = Draft("payment-difficulty", new SaidPlace("grand-pre"));
        draft = months is null ? draft : draft.With(new Answer("months", months));
        draft = letter is null ? draft : draft.With(new Answer("letter", letter));
        await SendAsync(draft);
        using var db = _hub.CreateDbContext();
        var request = db.Requests().Include(row => row.Assignments).Single();
        Assert.Equal(lead, request.Lead);
        Assert.Contains(request.Assignments, assignment => assignment.Role == AssignmentRole.Joined && assignment.Party == (lead == "social-support" ? "rent-recovery" : "social-support"));
    }

    [Fact]
    public async Task Without_consent_only_the_way_to_call_back_is_kept()
    {
        var draft = Draft("social-support", new SaidPlace("tilleuls")).With(new Answer("consent", "no")).With(new Answer("topic", "budget")).With(new Answer("best_time", "morning")) with { Contact = new SaidContact("+33639980104", null, "Inès") };
        await SendAsync(draft);
        using var db = _hub.CreateDbContext();
        Assert.Equal(["best_time", "consent"], db.Requests().Include(row => row.Answers).Single().Answers.Select(answer => answer.Question).Order());
        Assert.Equal("+33639980104", db.Reporters().Single().Phone);
    }

    [Fact]
    public async Task A_critical_breakdown_is_due_in_four_hours_round_the_clock()
    {
        _hub.Clock.Set(new DateTimeOffset(2026, 11, 28, 22, 0, 0, TimeSpan.Zero));
        var draft = Draft("repair-home", new SaidPlace("tilleuls")).With(new Answer("trade", "leak")).With(new Answer("risk", "running-water"));
        var receipt = await SendAsync(draft);
        Assert.Equal(_hub.Clock.GetUtcNow().AddHours(4), receipt.ContactBy);
    }

    [Fact]
    public async Task No_date_is_told_for_a_type_whose_delay_the_landlord_has_not_confirmed()
    {
        var dialogs = _hub.Dialogs with { RequestTypes = [.. _hub.Dialogs.RequestTypes.Select(type => type with { Deadlines = type.Deadlines with { IsPromised = false } })] };
        using var hub = new TestHub(dialogs);
        var result = await hub.Forms.SubmitAsync(new Submission(Noise("06 39 98 01 01"), Origin.Form, "fr"), CancellationToken.None);
        Assert.Null(result.Receipt!.ContactBy);
        using var db = hub.CreateDbContext();
        Assert.All(db.Deadlines(), deadline => Assert.Null(deadline.PromisedOn));
    }

    [Fact]
    public async Task A_delay_the_landlord_has_not_confirmed_is_dated_at_no_door()
    {
        var dialogs = _hub.Dialogs with { RequestTypes = [.. _hub.Dialogs.RequestTypes.Select(type => type with { Deadlines = type.Deadlines with { IsPromised = type.Label != "repair-home" } })] };
        using var hub = new TestHub(dialogs);
        var talk = hub.Talk();
        foreach (var (type, isPromised) in new[] { ("repair-home", false), ("repair-common", true) })
        {
            var result = await hub.Forms.SubmitAsync(new Submission(Draft(type, new SaidPlace("tilleuls")), Origin.Form, "fr", SessionId: talk.Session), CancellationToken.None);
            using var db = hub.CreateDbContext();
            Assert.Equal(isPromised, (await ResidentRequests.StateAsync(db, result.Receipt!.Reference, CancellationToken.None))!.Due is not null);
            Assert.Equal(isPromised, (await ResidentRequests.ListAsync(db, talk.Session!.Value, dialogs, hub.Clock.GetUtcNow(), CancellationToken.None)).Shown[0].SaidDue is not null);
            await talk.SayAsync($"où en est ma demande {References.Show(result.Receipt!.Reference)} ?");
            Assert.Equal(isPromised, talk.Said.Contains("novembre", StringComparison.Ordinal) || talk.Said.Contains("décembre", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_danger_in_any_free_text_of_a_form_goes_to_the_officer_and_not_into_the_request()
    {
        var draft = Noise("06 39 98 01 01").With(new Answer("source", "chez nous, mon mari m'a encore frappée hier soir"));
        var result = await _hub.Forms.SubmitAsync(new Submission(draft, Origin.Form, "fr"), CancellationToken.None);
        Assert.Null(result.Receipt);
        Assert.Equal("3919", result.Danger!.Numbers[0]);
        Assert.False(result.Draft.Has("source"));
        var rest = await _hub.Forms.SubmitAsync(new Submission(result.Draft, Origin.Form, "fr"), CancellationToken.None);
        Assert.NotNull(rest.Receipt);
        using var db = _hub.CreateDbContext();
        Assert.DoesNotContain(db.Requests().Include(row => row.Answers).Single().Answers, answer => answer.Question == "source");
        Assert.Contains(db.Set<ResidentHub.Safety.SafetyAlert>(), alert => alert.Label == "domestic-violence" && alert.Text!.Contains("frappée", StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_the_first_of_january_a_household_stays_one()
    {
        _hub.Clock.Set(new DateTimeOffset(2026, 12, 30, 9, 0, 0, TimeSpan.Zero));
        await SendAsync(Noise("06 39 98 01 01"));
        _hub.Clock.Set(new DateTimeOffset(2027, 1, 4, 9, 0, 0, TimeSpan.Zero));
        await SendAsync(Noise("06 39 98 01 01"));
        await SendAsync(Noise("06 39 98 01 02"));
        Assert.All(Urgencies(), urgency => Assert.Equal(Urgency.Normal, urgency));
        await SendAsync(Noise("06 39 98 01 03"));
        Assert.Contains(Urgencies(), urgency => urgency != Urgency.Normal);
    }

    [Fact]
    public async Task A_form_of_danger_posted_again_is_one_alert_and_other_words_are_another()
    {
        foreach (var words in (string[])["mon mari m'a encore frappée", "mon mari m'a encore frappée", "mon mari m'a frappée ce matin"])
            await _hub.Forms.SubmitAsync(new Submission(Noise("06 39 98 01 01").With(new Answer("source", words)), Origin.Form, "fr"), CancellationToken.None);
        using var db = _hub.CreateDbContext();
        Assert.Equal(2, db.Set<ResidentHub.Safety.SafetyAlert>().Count());
    }

    private Draft Noise(string phone) => Draft("noise", new SaidPlace("tilleuls", "B")).With(new Answer("noise_kind", "music")) with { Contact = new SaidContact(Contacts.Phone(phone)) };

    private Draft Draft(string type, SaidPlace place) => ResidentHub.Conversations.Draft.New(Guid.CreateVersion7(), type, _hub.Clock.GetUtcNow(), "") with { Place = place };

    private async Task<Receipt> SendAsync(Draft draft) => (await _hub.Forms.SubmitAsync(new Submission(draft, Origin.Form, "fr"), CancellationToken.None)).Receipt!;

    private List<Urgency> Urgencies()
    {
        using var db = _hub.CreateDbContext();
        return [.. db.Requests().Select(request => request.Urgency)];
    }
}
