using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.People;
using ResidentHub.Requests;
using ResidentHub.Routing;

namespace ResidentHub.Triage;

/// <summary>What staff do with a request: each verb looks the request up through the person, changes it and appends its event in one transaction.</summary>
public sealed class RequestDesk(IDbContextFactory<HubDb> factory, Dialogs dialogs, WorkingCalendar calendar, LiveUpdates live, TimeProvider clock)
{
    private const int ResolvedForDays = 30;

    public Task<bool> AssignToMeAsync(StaffMember staff, string reference, CancellationToken cancellation) =>
        ChangeAsync(staff, reference, "request.owned", staff.Id.ToString(), (request, _, _) => request.OwnerId = staff.Id, cancellation);

    public Task<bool> AddNoteAsync(StaffMember staff, string reference, string text, IReadOnlyList<string> readers, CancellationToken cancellation) =>
        ChangeAsync(staff, reference, "request.noted", null, (request, db, now) => db.Add(new Note { RequestId = request.Id, StaffId = staff.Id, Text = text, Readers = [.. readers], At = now, RetainUntil = request.RetainUntil }), cancellation);

    public Task<bool> AddNamedPersonAsync(StaffMember staff, string reference, string text, CancellationToken cancellation) =>
        ChangeAsync(staff, reference, "request.person_named", null, (request, db, now) => db.Add(new NamedPerson { RequestId = request.Id, StaffId = staff.Id, Text = text, At = now, RetainUntil = request.RetainUntil }), cancellation);

    /// <summary>Somebody reached the resident.</summary>
    public Task<bool> MarkContactedAsync(StaffMember staff, string reference, CancellationToken cancellation) =>
        ChangeAsync(staff, reference, "request.contacted", null, (request, _, now) => Contacted(request, staff, now), cancellation);

    public Task<bool> SetStateAsync(StaffMember staff, string reference, RequestState state, CancellationToken cancellation) => ChangeAsync(
        staff, reference, "request.state", StateNames.Of(state), (request, _, _) =>
        {
            request.State = state;
            request.OwnerId ??= staff.Id;
        }, cancellation);

    /// <summary>Moves the next date; the day once promised stays in the deadline.</summary>
    public Task<bool> MoveDateAsync(StaffMember staff, string reference, DateOnly date, CancellationToken cancellation) => ChangeAsync(
        staff, reference, "request.date_moved", date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), (request, _, _) =>
        {
            request.DueAt = calendar.Moment(date, new TimeOnly(17, 0));
            foreach (var deadline in request.Deadlines.Where(deadline => deadline is { Kind: DeadlineKind.Contact or DeadlineKind.Resolve, MetAt: null }))
                deadline.DueAt = request.DueAt;
        }, cancellation);

    /// <summary>Another department leads from now on; the former one stays joined unless it is told to leave.</summary>
    public Task<bool> HandOverAsync(StaffMember staff, string reference, string department, string why, CancellationToken cancellation) => ChangeAsync(
        staff, reference, "request.rerouted", department, (request, db, now) =>
        {
            foreach (var lead in request.Assignments.Where(assignment => assignment is { Role: AssignmentRole.Lead, State: AssignmentState.Active }))
                lead.Role = AssignmentRole.Joined;
            if (request.Assignments.Find(assignment => assignment.Party == department && assignment.State == AssignmentState.Active) is { } known)
                known.Role = AssignmentRole.Lead;
            else
                request.Assignments.Add(new Assignment { RequestId = request.Id, PartyKind = PartyKind.Department, Party = department, Role = AssignmentRole.Lead, Why = why, Since = now });
            request.Lead = department;
            request.OwnerId = null;
            request.Reroutes++;
            db.Add(new Notice { Department = department, Agency = request.Agency, RequestId = request.Id, Kind = "rerouted", At = now });
        }, cancellation);

    public Task<bool> JoinAsync(StaffMember staff, string reference, string department, string why, CancellationToken cancellation) => ChangeAsync(
        staff, reference, "request.joined", department, (request, db, now) =>
        {
            if (request.Assignments.Exists(assignment => assignment.Party == department && assignment.State == AssignmentState.Active))
                return;
            request.Assignments.Add(new Assignment { RequestId = request.Id, PartyKind = PartyKind.Department, Party = department, Role = AssignmentRole.Joined, Why = why, Since = now });
            db.Add(new Notice { Department = department, Agency = request.Agency, RequestId = request.Id, Kind = "joined", At = now });
        }, cancellation);

    /// <summary>A joined department leaves, or says why it cannot take part.</summary>
    public Task<bool> LeaveAsync(StaffMember staff, string reference, string department, string? why, CancellationToken cancellation) => ChangeAsync(
        staff, reference, "request.left", department, (request, _, now) =>
        {
            foreach (var assignment in request.Assignments.Where(assignment => assignment.Party == department && assignment is { Role: AssignmentRole.Joined, State: AssignmentState.Active }))
                (assignment.State, assignment.Why, assignment.Until) = (why is null ? AssignmentState.Ended : AssignmentState.Refused, why, now);
        }, cancellation);

    /// <summary>Another type fits better: routed anew by its rules; urgency is never lowered. Labels are kept for later training, no text.</summary>
    public Task<bool> ChangeTypeAsync(StaffMember staff, string reference, string label, CancellationToken cancellation) => ChangeAsync(
        staff, reference, "request.type_changed", $"{label}", (request, db, now) =>
        {
            var type = dialogs.Type(label)!;
            db.Add(new LabelCorrection { RequestId = request.Id, From = request.Type, To = label, At = now });
            request.Type = label;
            Reassign(request, type, now);
            request.Urgency = (Urgency)Math.Min((int)request.Urgency, (int)type.Urgency.Default);
            var due = DueDates.Contact(type, request.Urgency, dialogs.UrgencyCaps, request.CreatedAt, calendar);
            request.DueAt = due.At < request.DueAt ? due.At : request.DueAt;
            request.Reroutes++;
        }, cancellation);

    /// <summary>Solved, with what came of it; the resident confirms or reopens within 30 days.</summary>
    public Task<bool> ResolveAsync(StaffMember staff, string reference, string outcome, CancellationToken cancellation) => ChangeAsync(
        staff, reference, "request.resolved", outcome, (request, _, now) =>
        {
            (request.State, request.Outcome, request.ResolvedAt, request.DueAt) = (RequestState.Resolved, outcome, now, now.AddDays(ResolvedForDays));
            request.OwnerId ??= staff.Id;
            foreach (var deadline in request.Deadlines.Where(deadline => deadline.MetAt is null))
                deadline.MetAt = now;
        }, cancellation);

    /// <summary>Ends a request without solving it: duplicate, redirected or refused; a reason is compulsory and is told to the resident.</summary>
    public Task<bool> EndAsync(StaffMember staff, string reference, RequestState state, string outcome, CancellationToken cancellation) => ChangeAsync(
        staff, reference, "request.ended", StateNames.Of(state), (request, db, now) =>
        {
            (request.State, request.Outcome) = (state, outcome);
            Closing.Close(db, request, dialogs.Type(request.Type)!, now);
        }, cancellation);

    /// <summary>All open requests of one person become another's, or nobody's.</summary>
    public async Task<int> ReassignAllAsync(StaffMember head, Guid from, Guid? to, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow();
        var seen = await Queue.Visible(db, head, dialogs).Where(request => request.OwnerId == from && request.State != RequestState.Closed).Select(request => request.Id).ToListAsync(cancellation);
        var requests = await db.Requests().Where(request => seen.Contains(request.Id)).ToListAsync(cancellation);
        foreach (var request in requests.Where(request => request.IsOpen))
        {
            request.OwnerId = to;
            request.Version++;
            db.Add(new Event { At = now, Kind = "request.reassigned", SubjectId = request.Id, Actor = Actor.Staff, StaffId = head.Id, Detail = to?.ToString() });
        }

        await db.SaveChangesAsync(cancellation);
        live.Publish(LiveUpdates.OfStaff);
        return requests.Count;
    }

    /// <summary>Who wrote. Logged for confidential types; strict ones need a reason.</summary>
    public async Task<Reporter?> ReadReporterAsync(StaffMember staff, string reference, string? reason, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await RequestView.LoadAsync(db, staff, reference, dialogs, cancellation) is not { MayKnowReporter: true } view || (view.Type.Confidentiality == Confidentiality.Strict && string.IsNullOrWhiteSpace(reason)))
            return null;
        if (view.Type.Confidentiality != Confidentiality.Open)
            db.Add(new Event { At = clock.GetUtcNow(), Kind = "reporter.read", SubjectId = view.Request.Id, Actor = Actor.Staff, StaffId = staff.Id, Detail = reason is { Length: > 200 } ? reason[..200] : reason });
        await db.SaveChangesAsync(cancellation);
        return await db.Reporters().AsNoTracking().FirstOrDefaultAsync(reporter => reporter.RequestId == view.Request.Id, cancellation);
    }

    /// <summary>Third persons named in a request; reading is logged.</summary>
    public async Task<IReadOnlyList<NamedPerson>> ReadNamedPersonsAsync(StaffMember staff, string reference, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await RequestView.LoadAsync(db, staff, reference, dialogs, cancellation) is not { MayKnowReporter: true } view)
            return [];
        db.Add(new Event { At = clock.GetUtcNow(), Kind = "persons.read", SubjectId = view.Request.Id, Actor = Actor.Staff, StaffId = staff.Id });
        await db.SaveChangesAsync(cancellation);
        return await db.NamedPersons().AsNoTracking().Where(person => person.RequestId == view.Request.Id).OrderBy(person => person.At).ToListAsync(cancellation);
    }

    internal static void Contacted(ServiceRequest request, StaffMember staff, DateTimeOffset now)
    {
        request.OwnerId ??= staff.Id;
        request.HasUnread = false;
        if (request.ContactedAt is not null)
            return;
        request.ContactedAt = now;
        if (request.State == RequestState.New)
            request.State = RequestState.Contacted;
        foreach (var deadline in request.Deadlines.Where(deadline => deadline is { Kind: DeadlineKind.Contact, MetAt: null }))
            deadline.MetAt = now;
        var next = request.Deadlines.Where(deadline => deadline.MetAt is null).Select(deadline => (DateTimeOffset?)deadline.DueAt).Min();
        request.DueAt = next is { } due && due > request.DueAt ? due : request.DueAt > now ? request.DueAt : now.AddDays(7);
    }

    private async Task<bool> ChangeAsync(StaffMember staff, string reference, string kind, string? detail, Action<ServiceRequest, HubDb, DateTimeOffset> change, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var request = await db.Requests().Include(row => row.Answers).Include(row => row.Deadlines).Include(row => row.Assignments).AsSplitQuery().FirstOrDefaultAsync(row => row.Reference == reference, cancellation);
        if (request is null || dialogs.Type(request.Type) is not { } type || RequestAccess.GroupsOf(staff, request, type, dialogs.Landlord).Count == 0)
            return false;
        var now = clock.GetUtcNow();
        change(request, db, now);
        request.Version++;
        db.Add(new Event { At = now, Kind = kind, SubjectId = request.Id, Actor = Actor.Staff, StaffId = staff.Id, Detail = detail });
        await db.SaveChangesAsync(cancellation);
        live.Publish(LiveUpdates.OfRequest(request.Id), LiveUpdates.OfStaff);
        return true;
    }

    private static void Reassign(ServiceRequest request, RequestType type, DateTimeOffset now)
    {
        foreach (var old in request.Assignments.Where(assignment => assignment is { State: AssignmentState.Active, PartyKind: PartyKind.Department }))
            (old.State, old.Until) = (AssignmentState.Ended, now);
        request.Lead = type.Route.Lead;
        request.OwnerId = null;
        request.Assignments.Add(new Assignment { RequestId = request.Id, PartyKind = PartyKind.Department, Party = type.Route.Lead, Role = AssignmentRole.Lead, Since = now });
        request.Assignments.AddRange(type.Route.Joined.Where(department => department != type.Route.Lead)
            .Select(department => new Assignment { RequestId = request.Id, PartyKind = PartyKind.Department, Party = department, Role = AssignmentRole.Joined, Since = now }));
    }
}
