using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.People;

namespace ResidentHub.Requests;

/// <summary>A request as the resident who made it sees it.</summary>
public sealed record ResidentView(
    ServiceRequest Request, RequestType Type, SaidPlace Place, IReadOnlyList<Message> Messages, IReadOnlyList<Event> History, IReadOnlyList<Photo> Photos, IReadOnlyDictionary<Guid, string> StaffNames, DateTimeOffset? PromisedBy);

/// <summary>What a reference alone shows: where it stands and its next date.</summary>
public sealed record StateView(string State, DateTimeOffset? Due);

/// <summary>
/// Requests as residents reach them. Rights follow the browser that made the request, or one that proved a code; a reference alone is an
/// address and shows state and date only.
/// </summary>
public static class ResidentRequests
{
    /// <summary>The request when this browser may read it, else null.</summary>
    public static async Task<ResidentView?> FindAsync(HubDb db, Guid? session, string reference, Dialogs dialogs, DateTimeOffset now, CancellationToken cancellation)
    {
        if (session is not { } id || await db.Requests().AsNoTracking().Include(row => row.Deadlines).FirstOrDefaultAsync(row => row.Reference == reference, cancellation) is not { } request)
            return null;
        if (dialogs.Type(request.Type) is not { } type || !await MayReadAsync(db, id, request, now, cancellation))
            return null;
        var messages = await db.Messages().AsNoTracking().Where(message => message.RequestId == request.Id && message.SafetyAlertId == null && (message.Part == Part.Thread || message.Author == Author.Resident)).OrderBy(message => message.At).ToListAsync(cancellation);
        var staff = messages.Select(message => message.StaffId).OfType<Guid>().Distinct().ToList();
        return new ResidentView(
            request,
            type,
            JsonSerializer.Deserialize<SaidPlace>(request.Place)!,
            messages,
            await db.Events().AsNoTracking().Where(one => one.SubjectId == request.Id).OrderBy(one => one.At).ToListAsync(cancellation),
            await db.Photos().AsNoTracking().Where(photo => photo.RequestId == request.Id).ToListAsync(cancellation),
            await db.Staff().AsNoTracking().Where(member => staff.Contains(member.Id)).ToDictionaryAsync(member => member.Id, member => member.FirstName, cancellation),
            request.ContactedAt is null && request.Deadlines.Find(deadline => deadline.Kind == DeadlineKind.Contact)?.PromisedOn is not null ? request.DueAt : null);
    }

    /// <summary>The requests of this browser, newest first; confidential ones only with a fresh code.</summary>
    public static async Task<(IReadOnlyList<ServiceRequest> Shown, int Hidden)> ListAsync(HubDb db, WebSession session, Dialogs dialogs, DateTimeOffset now, CancellationToken cancellation)
    {
        var all = await Own(db, session.Id, now).AsNoTracking().OrderByDescending(request => request.CreatedAt).Take(100).ToListAsync(cancellation);
        var shown = all.Where(request => session.TrustedUntil > now || dialogs.Type(request.Type)?.Confidentiality == Confidentiality.Open).ToList();
        return (shown, all.Count - shown.Count);
    }

    /// <summary>State and next date of any request, or null when there is none of this reference.</summary>
    public static async Task<StateView?> StateAsync(HubDb db, string reference, CancellationToken cancellation)
    {
        var request = await db.Requests().AsNoTracking().Where(row => row.Reference == reference).Select(row => new { row.State, row.DueAt }).FirstOrDefaultAsync(cancellation);
        return request is null ? null : new StateView(StateNames.Of(request.State), request.State is RequestState.New or RequestState.Contacted or RequestState.InProgress ? request.DueAt : null);
    }

    public static IQueryable<ServiceRequest> Own(HubDb db, Guid session, DateTimeOffset now) => db.Requests().Where(request =>
        db.Reporters().Any(reporter => reporter.RequestId == request.Id && reporter.SessionId == session)
        || db.SessionGrants().Any(grant => grant.RequestId == request.Id && grant.SessionId == session && grant.Until > now));

    private static Task<bool> MayReadAsync(HubDb db, Guid session, ServiceRequest request, DateTimeOffset now, CancellationToken cancellation) =>
        Own(db, session, now).AnyAsync(own => own.Id == request.Id, cancellation);
}
