using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
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
    /// Another type fits better: routed and dated anew by its rules, as if it had come with this type; urgency is never lowered. Labels are kept
    /// for later training, no text. Only for those who may read the opening: they alone can judge it, and another type would open it to other readers.
    /// </summary>
    public Task<DeskAnswer> ChangeTypeAsync(StaffMember staff, RequestAt at, string label, CancellationToken cancellation) => changes.RunAsync(
        staff, at, "request.type_changed", label, async change =>
        {
            var (db, request) = (change.Db, change.Request);
            if (!request.IsOpen || label == request.Type || dialogs.Type(label) is not { } type || !MayChangeType(staff, request, change.Type))
                return false;
            db.Add(new LabelCorrection { RequestId = request.Id, From = request.Type, To = label, At = change.Now });
            var told = await ToldAsync(db, request, change.Type, type, cancellation);
            var route = await RouteAsync(db, request, told, type, change.Now, cancellation);
            request.Type = label;
            request.Reroutes++;
            Reassign(db, request, route, change.Now);
            (request.Urgency, request.Why) = ((Urgency)Math.Min((int)request.Urgency, (int)route.Urgency), route.Why);
            request.WritingIsRisky |= type.RiskyContact?.Holds(told.Answers) == true;
            if (type.HasConflictOfInterest)
                request.HiddenFrom.AddRange((await ConflictsOfInterest.InAsync(db, told.FreeText(type), cancellation)).Except(request.HiddenFrom));
            if (request.ResolvedAt is null)
                Redate(db, request, DueDates.For(type, request.Urgency, told.Answers, dialogs.UrgencyCaps, request.CreatedAt, calendar), change.Now);
            Closing.Keep(db, request, Retention.Open(type, request.CreatedAt), Retention.Open(type, request.CreatedAt));
            request.IncidentId = null;
            await Incidents.JoinAsync(db, type, told, dialogs.Landlord, request, change.Now, cancellation);
            db.Add(new Notice { Department = request.Lead, Agency = request.Agency, RequestId = request.Id, Kind = "rerouted", At = change.Now });
            return true;
        }, cancellation);

    /// <summary>
    /// The open requests and conversations of one person, as far as this head sees them, become another's where that one may act on them, and
    /// nobody's elsewhere. Gives how many requests.
    /// </summary>
    public async Task<int> ReassignAllAsync(StaffMember head, Guid from, Guid? to, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var team = await Team.LoadAsync(db, head, dialogs, clock.GetUtcNow(), cancellation);
        if (!team.Any(colleague => colleague.Id == from) || (to is { } known && !team.Any(colleague => colleague.Id == known && !colleague.IsDisabled)))
            return 0;
        var now = clock.GetUtcNow();
        var heir = await db.Staff().AsNoTracking().FirstOrDefaultAsync(member => member.Id == to, cancellation);
        var seen = await Queue.Visible(db, head, dialogs).Where(request => request.OwnerId == from).Where(QueueFilter.IsOpen).Select(request => request.Id).ToListAsync(cancellation);
        var requests = await db.Requests().Include(request => request.Assignments).Where(request => seen.Contains(request.Id)).ToListAsync(cancellation);
        foreach (var request in requests)
        {
            request.OwnerId = heir is not null && MayAct(heir, request) ? heir.Id : null;
            request.Version++;
            db.Add(new Event { At = now, Kind = "request.reassigned", SubjectId = request.Id, Actor = Actor.Staff, StaffId = head.Id, Detail = request.OwnerId?.ToString() });
        }

        var isGiven = await ReassignTalksAsync(db, head, from, heir, cancellation) || requests.Exists(request => request.OwnerId is not null);
        if (isGiven)
            db.Add(new Notice { StaffId = to, Kind = "reassigned", At = now });
        await db.SaveChangesAsync(cancellation);
        live.Publish(LiveUpdates.OfStaff);
        return requests.Count;
    }

    // True when the heir got one.
    private async Task<bool> ReassignTalksAsync(HubDb db, StaffMember head, Guid from, StaffMember? heir, CancellationToken cancellation)
    {
        var seen = await HandOverQueue.Open(db, head, dialogs.Landlord).Where(handOver => handOver.OwnerId == from).Select(handOver => handOver.Id).ToListAsync(cancellation);
        var open = heir is null ? [] : await HandOverQueue.Open(db, heir, dialogs.Landlord).Where(handOver => seen.Contains(handOver.Id)).Select(handOver => handOver.Id).ToListAsync(cancellation);
        foreach (var handOver in await db.HandOvers().Where(handOver => seen.Contains(handOver.Id)).ToListAsync(cancellation))
            handOver.OwnerId = open.Contains(handOver.Id) ? heir!.Id : null;
        return open.Count > 0;
    }

    private bool MayAct(StaffMember staff, ServiceRequest request) =>
        dialogs.Type(request.Type) is { } type && RequestAccess.MayAct(RequestAccess.GroupsOf(staff, request, type, dialogs.Landlord));

    private bool MayChangeType(StaffMember staff, ServiceRequest request, RequestType type) =>
        RequestAccess.MayRead(RequestAccess.GroupsOf(staff, request, type, dialogs.Landlord), type.OpeningReaders);

    private bool Exists(string department) => dialogs.Landlord.Departments.Any(one => one.Key == department && !one.OnCall);

    private static Assignment? Active(ServiceRequest request, string department) =>
        request.Assignments.Find(assignment => assignment is { State: AssignmentState.Active, PartyKind: PartyKind.Department } && assignment.Party == department);

    // Added to the transaction, not to the request's list: the ids are ours, so EF would take a row found in the list for one already stored.
    private static Assignment Given(ServiceRequest request, string department, AssignmentRole role, string? why, DateTimeOffset now) =>
        new() { RequestId = request.Id, PartyKind = PartyKind.Department, Party = department, Role = role, Why = Short(why), Since = now };

    private static string? Short(string? why) => string.IsNullOrWhiteSpace(why) ? null : why.Length > WhyMax ? why[..WhyMax] : why;

    // What the resident told, as the other type would have heard it: words, and answers that fit its own questions.
    private static async Task<Draft> ToldAsync(HubDb db, ServiceRequest request, RequestType from, RequestType to, CancellationToken cancellation)
    {
        var opening = await db.Messages().AsNoTracking().Where(message => message.RequestId == request.Id && message.Part == Part.Opening && message.Author == Author.Resident && message.SafetyAlertId == null)
            .OrderBy(message => message.At).Select(message => message.Text).ToListAsync(cancellation);
        var told = Draft.New(request.Id, to.Label, request.CreatedAt, string.Join('\n', opening)) with
        {
            Place = JsonSerializer.Deserialize<SaidPlace>(request.Place)!,
            Answers = request.Answers.Select(answer => new Answer(answer.Question, answer.Values)).ToImmutableDictionary(answer => answer.Question),
        };
        return told with { Opening = told.FreeText(from), Answers = told.Answers.Where(pair => Fits(to.Question(pair.Key), pair.Value)).ToImmutableDictionary() };
    }

    private static bool Fits(Question? question, Answer answer) =>
        question is not null && (question.Choices.Count == 0 || answer.IsUnknown || answer.Values.All(value => question.ChoiceOf(value) is not null));

    private async Task<Route> RouteAsync(HubDb db, ServiceRequest request, Draft told, RequestType type, DateTimeOffset now, CancellationToken cancellation)
    {
        var salt = await Households.SaltAsync(db, calendar.Today(now).Year, cancellation);
        var reporter = await db.Reporters().AsNoTracking().FirstOrDefaultAsync(row => row.RequestId == request.Id, cancellation);
        var household = Households.Pseudonym(salt, told.Place, new SaidContact(reporter?.Phone, reporter?.Email), reporter?.SessionId, request.ConversationId);
        var reports = await Households.ReportsAsync(db, salt, request.Residence, type, dialogs, now, cancellation);
        var situation = told.Situation(type, dialogs, calendar.Today(now), calendar.IsNight(request.CreatedAt), days => Households.Distinct(reports, household, now.AddDays(-days)));
        return Router.Route(type, situation, request.Residence, dialogs);
    }

    private static void Reassign(HubDb db, ServiceRequest request, Route route, DateTimeOffset now)
    {
        foreach (var old in request.Assignments.Where(assignment => assignment is { State: AssignmentState.Active, PartyKind: PartyKind.Department }))
            (old.State, old.Until) = (AssignmentState.Ended, now);
        (request.Lead, request.OwnerId) = (route.Lead, null);
        db.Add(Given(request, route.Lead, AssignmentRole.Lead, null, now));
        db.AddRange(route.Joined.Select(department => Given(request, department, AssignmentRole.Joined, null, now)));
    }

    // The first contact is never put off, and once made it is not asked for again; what else the former type wanted no longer counts.
    private static void Redate(HubDb db, ServiceRequest request, IReadOnlyList<DueDate> dates, DateTimeOffset now)
    {
        var contact = dates.First(date => date.Kind == DeadlineKind.Contact).At;
        foreach (var known in request.Deadlines.Where(deadline => deadline is { Kind: DeadlineKind.Contact, MetAt: null } && contact < deadline.DueAt))
            known.DueAt = contact;
        db.RemoveRange(request.Deadlines.Where(deadline => deadline is { Kind: DeadlineKind.Resolve or DeadlineKind.Statutory, MetAt: null }));
        var added = dates.Where(date => date.Kind is DeadlineKind.Resolve or DeadlineKind.Statutory).ToList();
        db.AddRange(added.Select(date => new Deadline { RequestId = request.Id, Kind = date.Kind, DueAt = date.At, PromisedOn = date.PromisedOn, Source = date.Source }));
        var next = request.ContactedAt is null ? contact : added.Select(date => date.At).Where(at => at > now).DefaultIfEmpty(request.DueAt).Min();
        request.DueAt = next < request.DueAt ? next : request.DueAt;
    }
}
