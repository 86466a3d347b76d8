using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Requests;
using ResidentHub.Routing;

namespace ResidentHub.Pipeline;

/// <summary>How residents end a request, or open it again: the same on its page and in a conversation. False when it cannot be done any more.</summary>
internal static class ResidentVerbs
{
    private const int ReopenDays = 30;

    /// <summary>Withdrawn, or confirmed as solved.</summary>
    public static bool End(HubDb db, ServiceRequest request, RequestType type, RequestState state, DateTimeOffset now)
    {
        if (!request.IsOpen || (state == RequestState.Closed && request.State != RequestState.Resolved))
            return false;
        (request.State, request.Outcome) = (state, state == RequestState.Withdrawn ? "withdrawn" : request.Outcome);
        Closing.Close(db, request, type, now);
        Told(db, request, state == RequestState.Withdrawn ? "request.withdrawn" : "request.confirmed", now);
        return true;
    }

    /// <summary>Within 30 days a resolved request may be opened again.</summary>
    public static bool MayReopen(ServiceRequest request, DateTimeOffset now) =>
        request.ResolvedAt is { } resolved && now - resolved <= TimeSpan.FromDays(ReopenDays) && request.State is RequestState.Resolved or RequestState.Closed;

    /// <summary>'It is not solved': the request goes back to who had it, with a date of tomorrow.</summary>
    public static bool Reopen(HubDb db, ServiceRequest request, RequestType type, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (!MayReopen(request, now))
            return false;
        Closing.Reopen(db, request, type, now);
        (request.State, request.ResolvedAt, request.Outcome, request.HasUnread) = (RequestState.InProgress, null, null, true);
        request.Reopens++;
        request.DueAt = calendar.AfterWorkingDays(now, 1);
        db.Add(new Notice { Department = request.Lead, Agency = request.Agency, StaffId = request.OwnerId, RequestId = request.Id, Kind = "reopened", At = now });
        Told(db, request, "request.reopened", now);
        return true;
    }

    private static void Told(HubDb db, ServiceRequest request, string kind, DateTimeOffset now)
    {
        request.Version++;
        db.Add(new Event { At = now, Kind = kind, SubjectId = request.Id, Actor = Actor.Resident });
    }
}
