using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.People;
using ResidentHub.Requests;
using ResidentHub.Routing;

namespace ResidentHub.Triage;

/// <summary>Who has a request: another lead, a department that joins or leaves, another type, an absent colleague's requests.</summary>
public sealed class RoutingDesk(RequestChange changes, IDbContextFactory<HubDb> factory, Dialogs dialogs, WorkingCalendar calendar, LiveUpdates live, TimeProvider clock)
{
    private const int WhyMax = 500;

    /// <summary>Another department leads from now on; the former one stays joined unless it is told to leave.</summary>
    public Task<DeskAnswer> HandOverAsync(StaffMember staff, RequestAt at, string department, string why, CancellationToken cancellation) => changes.RunAsync(
        staff, at, "request.rerouted", department, change =>
        {
            var request = change.Request;
            if (!request.IsOpen || !Exists(department) || request.Lead == department)
                return false;
            foreach (var lead in request.Assignments.Where(assignment => assignment is { Role: AssignmentRole.Lead, State: AssignmentState.Active }))
                lead.Role = AssignmentRole.Joined;
            if (Active(request, department) is { } known)
                (known.Role, known.Why) = (AssignmentRole.Lead, Short(why));
            else
                change.Db.Add(Given(request, department, AssignmentRole.Lead, why, change.Now));
            (request.Lead, request.OwnerId) = (department, null);
            request.Reroutes++;
            change.Db.Add(new Notice { Department = department, Agency = request.Agency, RequestId = request.Id, Kind = "rerouted", At = change.Now });
            return true;
        }, cancellation);

    public Task<DeskAnswer> JoinAsync(StaffMember staff, RequestAt at, string department, string why, CancellationToken cancellation) => changes.RunAsync(
        staff, at, "request.joined", department, change =>
        {
            var request = change.Request;
            if (!request.IsOpen || !Exists(department) || request.Lead == department || Active(request, department) is not null)
                return false;
            change.Db.Add(Given(request, department, AssignmentRole.Joined, why, change.Now));
            change.Db.Add(new Notice { Department = department, Agency = request.Agency, RequestId = request.Id, Kind = "joined", At = change.Now });
            return true;
        }, cancellation);

    /// <summary>A joined department leaves, or with a reason says that it cannot take part.</summary>
    public Task<DeskAnswer> LeaveAsync(StaffMember staff, RequestAt at, string department, string? why, CancellationToken cancellation) => changes.RunAsync(
        staff, at, why is null ? "request.left" : "request.part_refused", department, change =>
        {
            if (Active(change.Request, department) is not { Role: AssignmentRole.Joined } joined)
                return false;
            (joined.State, joined.Why, joined.Until) = (why is null ? AssignmentState.Ended : AssignmentState.Refused, Short(why), change.Now);
            return true;
        }, cancellation);

    /// <summary>
    /// Another type fits better: routed anew by its rules; urgency is never lowered. Labels are kept for later training, no text. Only for those
    /// who may read the opening: they alone can judge it, and another type would open it to other readers.
    /// </summary>
    public Task<DeskAnswer> ChangeTypeAsync(StaffMember staff, RequestAt at, string label, CancellationToken cancellation) => changes.RunAsync(
        staff, at, "request.type_changed", label, change =>
        {
            var request = change.Request;
            if (!request.IsOpen || label == request.Type || dialogs.Type(label) is not { } type || !MayChangeType(staff, request, change.Type))
                return false;
            change.Db.Add(new LabelCorrection { RequestId = request.Id, From = request.Type, To = label, At = change.Now });
            request.Type = label;
            Reassign(change.Db, request, type, change.Now);
            request.Urgency = (Urgency)Math.Min((int)request.Urgency, (int)type.Urgency.Default);
            var due = DueDates.Contact(type, request.Urgency, dialogs.UrgencyCaps, request.CreatedAt, calendar);
            request.DueAt = due.At < request.DueAt ? due.At : request.DueAt;
            request.Reroutes++;
            change.Db.Add(new Notice { Department = request.Lead, Agency = request.Agency, RequestId = request.Id, Kind = "rerouted", At = change.Now });
            return true;
        }, cancellation);

    /// <summary>All open requests of one person become another's, or nobody's, as far as this head sees them. Gives how many.</summary>
    public async Task<int> ReassignAllAsync(StaffMember head, Guid from, Guid? to, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var team = await Team.LoadAsync(db, head, dialogs, clock.GetUtcNow(), cancellation);
        if (!team.Any(colleague => colleague.Id == from) || (to is { } heir && !team.Any(colleague => colleague.Id == heir && !colleague.IsDisabled)))
            return 0;
        var now = clock.GetUtcNow();
        var seen = await Queue.Visible(db, head, dialogs).Where(request => request.OwnerId == from).Where(QueueFilter.IsOpen).Select(request => request.Id).ToListAsync(cancellation);
        var requests = await db.Requests().Where(request => seen.Contains(request.Id)).ToListAsync(cancellation);
        foreach (var request in requests)
        {
            request.OwnerId = to;
            request.Version++;
            db.Add(new Event { At = now, Kind = "request.reassigned", SubjectId = request.Id, Actor = Actor.Staff, StaffId = head.Id, Detail = to?.ToString() });
        }

        if (to is not null && requests.Count > 0)
            db.Add(new Notice { StaffId = to, Kind = "reassigned", At = now });
        await db.SaveChangesAsync(cancellation);
        live.Publish(LiveUpdates.OfStaff);
        return requests.Count;
    }

    private bool MayChangeType(StaffMember staff, ServiceRequest request, RequestType type) =>
        RequestAccess.MayRead(RequestAccess.GroupsOf(staff, request, type, dialogs.Landlord), type.OpeningReaders);

    private bool Exists(string department) => dialogs.Landlord.Departments.Any(one => one.Key == department && !one.OnCall);

    private static Assignment? Active(ServiceRequest request, string department) =>
        request.Assignments.Find(assignment => assignment is { State: AssignmentState.Active, PartyKind: PartyKind.Department } && assignment.Party == department);

    // Added to the transaction, not to the request's list: the ids are ours, so EF would take a row found in the list for one already stored.
    private static Assignment Given(ServiceRequest request, string department, AssignmentRole role, string? why, DateTimeOffset now) =>
        new() { RequestId = request.Id, PartyKind = PartyKind.Department, Party = department, Role = role, Why = Short(why), Since = now };

    private static string? Short(string? why) => string.IsNullOrWhiteSpace(why) ? null : why.Length > WhyMax ? why[..WhyMax] : why;

    private static void Reassign(HubDb db, ServiceRequest request, RequestType type, DateTimeOffset now)
    {
        foreach (var old in request.Assignments.Where(assignment => assignment is { State: AssignmentState.Active, PartyKind: PartyKind.Department }))
            (old.State, old.Until) = (AssignmentState.Ended, now);
        (request.Lead, request.OwnerId) = (type.Route.Lead, null);
        db.Add(Given(request, type.Route.Lead, AssignmentRole.Lead, null, now));
        db.AddRange(type.Route.Joined.Where(department => department != type.Route.Lead).Select(department => Given(request, department, AssignmentRole.Joined, null, now)));
    }
}
