using ResidentHub.People;
using ResidentHub.Requests;
using ResidentHub.Routing;

namespace ResidentHub.Triage;

/// <summary>What staff do with a request they have: take it, say that the resident was reached, where it stands, and by when.</summary>
public sealed class RequestDesk(RequestChange changes, WorkingCalendar calendar)
{
    private const int FurthestDays = 366;

    /// <summary>States that staff set by hand; the others come with what happens.</summary>
    public static readonly IReadOnlyList<RequestState> Settable = [RequestState.InProgress, RequestState.WaitingResident, RequestState.WaitingPartner];

    public Task<DeskAnswer> AssignToMeAsync(StaffMember staff, RequestAt at, CancellationToken cancellation) => changes.RunAsync(
        staff, at, "request.owned", staff.Id.ToString(), change =>
        {
            if (!change.Request.IsOpen)
                return false;
            change.Request.OwnerId = staff.Id;
            return true;
        }, cancellation);

    /// <summary>Somebody reached the resident.</summary>
    public Task<DeskAnswer> MarkContactedAsync(StaffMember staff, RequestAt at, CancellationToken cancellation) => changes.RunAsync(
        staff, at, "request.contacted", null, change =>
        {
            if (!change.Request.IsOpen)
                return false;
            Contacted(change.Request, staff, change.Now);
            return true;
        }, cancellation);

    public Task<DeskAnswer> SetStateAsync(StaffMember staff, RequestAt at, RequestState state, CancellationToken cancellation) => changes.RunAsync(
        staff, at, "request.state", StateNames.Of(state), change =>
        {
            if (!change.Request.IsOpen || !Settable.Contains(state))
                return false;
            change.Request.State = state;
            change.Request.OwnerId ??= staff.Id;
            return true;
        }, cancellation);

    /// <summary>Moves the next date; the day once promised stays in the deadline.</summary>
    public Task<DeskAnswer> MoveDateAsync(StaffMember staff, RequestAt at, DateOnly date, CancellationToken cancellation) => changes.RunAsync(
        staff, at, "request.date_moved", date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), change =>
        {
            var today = calendar.Today(change.Now);
            if (!change.Request.IsOpen || date < today || date > today.AddDays(FurthestDays))
                return false;
            change.Request.DueAt = calendar.EndOfDay(date);
            foreach (var deadline in change.Request.Deadlines.Where(deadline => deadline is { Kind: DeadlineKind.Contact or DeadlineKind.Resolve, MetAt: null }))
                deadline.DueAt = change.Request.DueAt;
            return true;
        }, cancellation);

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
}
