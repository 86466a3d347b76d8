using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Notifications;
using ResidentHub.People;
using ResidentHub.Pipeline;
using ResidentHub.Requests;
using ResidentHub.Routing;
using ResidentHub.Safety;
using ResidentHub.Tests.Support;
using ResidentHub.Triage;

namespace ResidentHub.Tests.Triage;

/// <summary>What staff do with a request, one verb after the other, and what comes of it.</summary>
public sealed class DeskTests : IDisposable
{
    private readonly TestHub _hub = new(ways: new WaysOut(Email: true, Sms: false));

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task Every_verb_carries_out_what_it_says_and_notices_a_change_made_meanwhile()
    {
        var id = await NoiseAsync();
        var (thomas, desk, routing, closing) = (_hub.Staff("thomas"), _hub.Get<RequestDesk>(), _hub.Get<RoutingDesk>(), _hub.Get<ClosingDesk>());
        var day = _hub.Calendar.Today(_hub.Clock.GetUtcNow()).AddDays(9);
        await DoAsync(id, at => desk.AssignToMeAsync(thomas, at, CancellationToken.None), request => request.OwnerId == thomas.Id);
        await DoAsync(id, at => desk.MarkContactedAsync(thomas, at, CancellationToken.None), request => request is { State: RequestState.Contacted, ContactedAt: not null } && request.Deadlines.Exists(one => one is { Kind: DeadlineKind.Contact, MetAt: not null }));
        await DoAsync(id, at => desk.MoveDateAsync(thomas, at, day, CancellationToken.None), request => _hub.Calendar.Today(request.DueAt) == day);
        await DoAsync(id, at => desk.SetStateAsync(thomas, at, RequestState.WaitingPartner, CancellationToken.None), request => request.State == RequestState.WaitingPartner);
        await DoAsync(id, at => routing.JoinAsync(thomas, at, "billing", "quittances", CancellationToken.None), request => Active(request, "billing") is { Role: AssignmentRole.Joined });
        await DoAsync(id, at => routing.LeaveAsync(thomas, at, "billing", "hors sujet", CancellationToken.None), request => Active(request, "billing") is null && request.Assignments.Exists(one => one.State == AssignmentState.Refused));
        await DoAsync(id, at => routing.HandOverAsync(thomas, at, "maintenance", "bruit de chaudière", CancellationToken.None), request => request.Lead == "maintenance" && Active(request, "mediation") is { Role: AssignmentRole.Joined });
        await DoAsync(id, at => closing.ResolveAsync(thomas, at, "talked", "m1", "C'est réglé.", CancellationToken.None), request => request is { State: RequestState.Resolved, Outcome: "talked" });
        await _hub.Threads.ReopenAsync(id, CancellationToken.None);
        Assert.Equal((RequestState.InProgress, 1), (Request(id).State, Request(id).Reopens));
        await DoAsync(id, at => closing.EndAsync(thomas, at, RequestState.Redirected, "m2", "Voyez la mairie.", CancellationToken.None), request => request is { State: RequestState.Redirected, ClosedAt: not null });
        Assert.Equal(2, Told("answer"));
    }

    [Fact]
    public async Task A_note_is_read_by_those_it_is_for()
    {
        var request = Request(await NoiseAsync());
        Assert.True(await _hub.Get<NoteDesk>().AddNoteAsync(_hub.Staff("thomas"), request.Reference, Guid.CreateVersion7(), "Vu sur place", ["head"], CancellationToken.None));
        await using var db = _hub.CreateDbContext();
        Assert.Single((await RequestView.LoadAsync(db, _hub.Staff("catherine"), request.Reference, _hub.Dialogs, CancellationToken.None))!.Notes);
        await _hub.Get<RoutingDesk>().JoinAsync(_hub.Staff("thomas"), new RequestAt(request.Reference, request.Version), "maintenance", "", CancellationToken.None);
        Assert.Empty((await RequestView.LoadAsync(db, _hub.Staff("rachid"), request.Reference, _hub.Dialogs, CancellationToken.None))!.Notes);
    }

    [Fact]
    public async Task A_danger_raised_in_one_click_goes_round_the_rota_every_fifteen_minutes_with_a_mail()
    {
        var request = Request(await NoiseAsync());
        Assert.True(await _hub.Safety.RaiseAsync(_hub.Staff("thomas"), request.Reference, CancellationToken.None));
        Assert.Equal(_hub.Staff("julien").Id, Alert().OfficerId);
        Assert.Equal(0, await _hub.Safety.EscalateAsync(CancellationToken.None));
        foreach (var next in (string[])["isabelle", "julien"])
        {
            _hub.Clock.Advance(SafetyAlert.AnswerWithin);
            Assert.Equal(1, await _hub.Safety.EscalateAsync(CancellationToken.None));
            Assert.Equal(_hub.Staff(next).Id, Alert().OfficerId);
        }

        await using var db = _hub.CreateDbContext();
        var (first, second) = (_hub.Staff("julien").Email, _hub.Staff("isabelle").Email);
        Assert.Equal([first, second, first], db.Set<OutboxRow>().AsEnumerable().Where(row => row.Address == first || row.Address == second).OrderBy(row => row.CreatedAt).Select(row => row.Address));
    }

    [Fact]
    public async Task Paging_the_queue_neither_skips_nor_repeats()
    {
        for (var i = 0; i < 2 * Queue.PageSize + 5; i++)
        {
            await NoiseAsync();
            if (i % 3 == 0)
                _hub.Clock.Advance(TimeSpan.FromHours(4));
        }

        await using var db = _hub.CreateDbContext();
        var (seen, after, pages) = (new List<string>(), (string?)null, 0);
        do
        {
            var page = await Queue.LoadAsync(db, _hub.Staff("thomas"), new QueueFilter(QueueScope.All, After: after), _hub.Dialogs, _hub.Clock.GetUtcNow(), CancellationToken.None);
            seen.AddRange(page.Rows.Select(row => row.Reference));
            (after, pages) = (page.Next, pages + 1);
        }
        while (after is not null);
        Assert.Equal(3, pages);
        Assert.Equal(db.Requests().Select(request => request.Reference).AsEnumerable().Order(), seen.Order());
    }

    [Fact]
    public async Task Another_type_is_routed_dated_and_made_urgent_by_its_own_rules()
    {
        var id = await NoiseAsync(new Answer("description", "On n'a plus d'eau du tout"));
        await ChangeTypeAsync(id, "repair-home");
        var request = Request(id);
        Assert.Equal(Urgency.High, request.Urgency);
        Assert.Contains("no water at all", request.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_type_brings_the_dates_of_the_law_and_leaves_a_contacted_request_in_time()
    {
        var type = _hub.Dialogs.RequestTypes.First(one => one.DecisionDue is not null || one.Deadlines.Resolve is not null || one.Deadlines.Statutory.Any(rule => rule.When.IsEmpty));
        var id = await NoiseAsync();
        var asked = Request(id);
        await _hub.Get<RequestDesk>().MarkContactedAsync(_hub.Staff("thomas"), new RequestAt(asked.Reference, asked.Version), CancellationToken.None);
        _hub.Clock.Advance(TimeSpan.FromDays(3));
        await ChangeTypeAsync(id, type.Label);
        var request = Request(id);
        Assert.True(request.DueAt > _hub.Clock.GetUtcNow());
        var wanted = DueDates.For(type, request.Urgency, new Dictionary<string, Answer>(), _hub.Dialogs.UrgencyCaps, request.CreatedAt, _hub.Calendar).Where(date => date.Kind is DeadlineKind.Resolve or DeadlineKind.Statutory).Select(date => date.Source);
        Assert.Equal(wanted.Order(), request.Deadlines.Where(one => one.Kind is DeadlineKind.Resolve or DeadlineKind.Statutory).Select(one => one.Source).Order());
        Assert.Equal(Retention.Open(type, request.CreatedAt), request.RetainUntil);
    }

    [Fact]
    public async Task What_an_absent_colleague_had_goes_only_to_one_who_may_act_on_it()
    {
        var id = await NoiseAsync();
        var (thomas, catherine, patrick) = (_hub.Staff("thomas"), _hub.Staff("catherine"), _hub.Staff("patrick"));
        var talk = await GiveAsync(id, thomas);
        Assert.Equal(1, await _hub.Get<RoutingDesk>().ReassignAllAsync(catherine, thomas.Id, patrick.Id, CancellationToken.None));
        Assert.Equal((null, null), (Request(id).OwnerId, OwnerOf(talk)));
        talk = await GiveAsync(id, thomas);
        Assert.Equal(1, await _hub.Get<RoutingDesk>().ReassignAllAsync(catherine, thomas.Id, catherine.Id, CancellationToken.None));
        Assert.Equal((catherine.Id, catherine.Id), (Request(id).OwnerId, OwnerOf(talk)));
    }

    [Fact]
    public async Task The_resident_is_told_of_a_solution_without_words_and_of_the_end_that_comes_by_itself()
    {
        var request = Request(await NoiseAsync());
        Assert.Equal(DeskAnswer.Done, await _hub.Get<ClosingDesk>().ResolveAsync(_hub.Staff("thomas"), new RequestAt(request.Reference, request.Version), "talked", "m1", "", CancellationToken.None));
        Assert.Equal((1, 1), (Told("answer"), Said(request.Id)));
        _hub.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(1, await _hub.Housekeeping.CloseResolvedAsync(CancellationToken.None));
        Assert.Equal((2, 2), (Told("answer"), Said(request.Id)));
    }

    [Fact]
    public async Task A_request_reopened_counts_once_and_keeps_its_photos()
    {
        var id = await NoiseAsync();
        await PhotoAsync(id);
        for (var round = 0; round < 2; round++)
        {
            var request = Request(id);
            await _hub.Get<ClosingDesk>().ResolveAsync(_hub.Staff("thomas"), new RequestAt(request.Reference, request.Version), "talked", $"m{round}", "", CancellationToken.None);
            await _hub.Threads.EndByResidentAsync(id, RequestState.Closed, CancellationToken.None);
            Assert.Equal(1, Facts());
            if (round > 0)
                continue;
            _hub.Clock.Advance(TimeSpan.FromDays(2));
            await _hub.Threads.ReopenAsync(id, CancellationToken.None);
            Assert.Equal(0, Facts());
            await using var db = _hub.CreateDbContext();
            Assert.Equal(Request(id).RetainUntil, db.Photos().Single().RetainUntil);
            Assert.Null(Request(id).ClosedAt);
        }
    }

    [Fact]
    public async Task Reports_without_a_building_stay_alone_where_there_are_several_and_followers_are_named()
    {
        var unknown = Draft("repair-common", new SaidPlace("tilleuls")).With(new Answer("what", "lift"));
        foreach (var id in (Guid[])[await SendAsync(unknown), await SendAsync(unknown with { Id = Guid.CreateVersion7() })])
            Assert.Null(Request(id).IncidentId);
        var known = unknown with { Id = Guid.CreateVersion7(), Place = new SaidPlace("tilleuls", "B") };
        var first = Request(await SendAsync(known));
        var second = Request(await SendAsync(known with { Id = Guid.CreateVersion7() }));
        await using var db = _hub.CreateDbContext();
        Assert.Equal([second.Reference], (await RequestView.LoadAsync(db, _hub.Staff("nadia"), first.Reference, _hub.Dialogs, CancellationToken.None))!.Followers);
    }

    [Fact]
    public void A_type_that_names_nobody_is_closed_to_caretakers_and_collectors()
    {
        var type = _hub.Dialogs.Type("dumping")! with { ShowTo = [] };
        Assert.False(RequestAccess.IsShownTo(_hub.Staff("nadia"), type));
        Assert.False(RequestAccess.IsShownTo(_hub.Staff("helene"), type));
        Assert.True(RequestAccess.IsShownTo(_hub.Staff("thomas"), type));
    }

    private async Task DoAsync(Guid id, Func<RequestAt, Task<DeskAnswer>> verb, Func<ServiceRequest, bool> holds)
    {
        var before = Request(id);
        Assert.Equal(DeskAnswer.Changed, await verb(new RequestAt(before.Reference, before.Version - 1)));
        Assert.Equal(DeskAnswer.Done, await verb(new RequestAt(before.Reference, before.Version)));
        Assert.True(holds(Request(id)));
        Assert.Equal(DeskAnswer.Changed, await verb(new RequestAt(before.Reference, before.Version)));
    }

    private async Task ChangeTypeAsync(Guid id, string label)
    {
        var request = Request(id);
        Assert.Equal(DeskAnswer.Done, await _hub.Get<RoutingDesk>().ChangeTypeAsync(_hub.Staff("thomas"), new RequestAt(request.Reference, request.Version), label, CancellationToken.None));
    }

    private async Task<Guid> GiveAsync(Guid id, StaffMember owner)
    {
        var now = _hub.Clock.GetUtcNow();
        var talk = new HandOver { ConversationId = _hub.Talk().Id, Department = "mediation", Why = "asked", Language = "fr", Since = now, DueAt = now, OwnerId = owner.Id };
        await using var db = _hub.CreateDbContext();
        db.Add(talk);
        db.Requests().Single(request => request.Id == id).OwnerId = owner.Id;
        await db.SaveChangesAsync();
        return talk.Id;
    }

    private async Task PhotoAsync(Guid id)
    {
        await using var db = _hub.CreateDbContext();
        db.Add(new Photo { RequestId = id, ContentType = "image/png", Sha256 = "", Bytes = 1, At = _hub.Clock.GetUtcNow(), RetainUntil = _hub.Clock.GetUtcNow() });
        await db.SaveChangesAsync();
    }

    private Task<Guid> NoiseAsync(Answer? more = null)
    {
        var draft = Draft("noise", new SaidPlace("tilleuls", "B")).With(new Answer("noise_kind", "music")) with { Contact = new SaidContact(null, "ines@exemple.fr") };
        return SendAsync(more is null ? draft : draft.With(more));
    }

    private Draft Draft(string type, SaidPlace place) => ResidentHub.Conversations.Draft.New(Guid.CreateVersion7(), type, _hub.Clock.GetUtcNow(), "") with { Place = place };

    private async Task<Guid> SendAsync(Draft draft) => (await _hub.Forms.SubmitAsync(new Submission(draft, Origin.Form, "fr"), CancellationToken.None)).Receipt!.RequestId;

    private ServiceRequest Request(Guid id)
    {
        using var db = _hub.CreateDbContext();
        return db.Requests().AsNoTracking().Include(row => row.Assignments).Include(row => row.Deadlines).Single(row => row.Id == id);
    }

    private SafetyAlert Alert()
    {
        using var db = _hub.CreateDbContext();
        return db.SafetyAlerts().AsNoTracking().Single();
    }

    private Guid? OwnerOf(Guid talk)
    {
        using var db = _hub.CreateDbContext();
        return db.HandOvers().Single(row => row.Id == talk).OwnerId;
    }

    private int Told(string purpose)
    {
        using var db = _hub.CreateDbContext();
        return db.Set<OutboxRow>().Count(row => row.Purpose == purpose);
    }

    private int Said(Guid request)
    {
        using var db = _hub.CreateDbContext();
        return db.Messages().Count(message => message.RequestId == request && message.Author == Author.Assistant && message.Part == Part.Thread);
    }

    private int Facts()
    {
        using var db = _hub.CreateDbContext();
        return db.RequestFacts().Count();
    }

    private static Assignment? Active(ServiceRequest request, string department) => request.Assignments.Find(one => one.Party == department && one.State == AssignmentState.Active);
}
