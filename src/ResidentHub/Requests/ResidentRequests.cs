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
        if (dialogs.Type(request.Type) is not { } type || !await MayReadAsync(db, id, request.Id, now, cancellation))
            return null;
        var messages = await db.Messages().AsNoTracking().Where(message => message.RequestId == request.Id && message.SafetyAlertId == null && (message.Part == Part.Thread || message.Author == Author.Resident)).OrderBy(message => message.At).ThenBy(message => message.Number).ToListAsync(cancellation);
        var staff = messages.Select(message => message.StaffId).OfType<Guid>().Distinct().ToList();
        return new ResidentView(
            request,
            type,
            JsonSerializer.Deserialize<SaidPlace>(request.Place)!,
            messages,
            await db.Events().AsNoTracking().Where(one => one.SubjectId == request.Id).OrderBy(one => one.At).ToListAsync(cancellation),
            await Attachments.Photos(db, request.Id).ToListAsync(cancellation),
            await db.Staff().AsNoTracking().Where(member => staff.Contains(member.Id)).ToDictionaryAsync(member => member.Id, member => member.FirstName, cancellation),
            request.ContactedAt is null ? request.SaidDue : null);
    }

    /// <summary>The requests of this browser, newest first; confidential ones are hidden but where a fresh code was given for them.</summary>
    public static async Task<(IReadOnlyList<ServiceRequest> Shown, IReadOnlyList<ServiceRequest> Hidden)> ListAsync(HubDb db, Guid session, Dialogs dialogs, DateTimeOffset now, CancellationToken cancellation)
    {
        var all = await Own(db, session, now).AsNoTracking().Include(request => request.Deadlines).OrderByDescending(request => request.CreatedAt).Take(100)
            .Select(request => new { Request = request, IsProven = Proven(db, session, now).Any(grant => grant.RequestId == request.Id) }).ToListAsync(cancellation);
        var lists = all.ToLookup(row => row.IsProven || IsOpenToBrowser(row.Request, dialogs), row => row.Request);
        return ([.. lists[true]], [.. lists[false]]);
    }

    /// <summary>The newest of the hidden requests that carries a way to send a code, or null.</summary>
    public static async Task<string?> HiddenReferenceAsync(HubDb db, Guid session, Dialogs dialogs, DateTimeOffset now, CancellationToken cancellation)
    {
        var hidden = (await ListAsync(db, session, dialogs, now, cancellation)).Hidden.Select(request => request.Id).ToList();
        return await db.Requests().Where(request => hidden.Contains(request.Id) && db.Reporters().Any(reporter => reporter.RequestId == request.Id && (reporter.Phone != null || reporter.Email != null)))
            .OrderByDescending(request => request.CreatedAt).Select(request => request.Reference).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>State and next date of any request, or null when there is none of this reference.</summary>
    public static async Task<StateView?> StateAsync(HubDb db, string reference, CancellationToken cancellation)
    {
        var request = await db.Requests().AsNoTracking().Include(row => row.Deadlines).FirstOrDefaultAsync(row => row.Reference == reference, cancellation);
        return request is null ? null : new StateView(StateNames.Of(request.State), request.SaidDue);
    }

    private static IQueryable<ServiceRequest> Own(HubDb db, Guid session, DateTimeOffset now) => db.Requests().Where(request =>
        db.Reporters().Any(reporter => reporter.RequestId == request.Id && reporter.SessionId == session) || Proven(db, session, now).Any(grant => grant.RequestId == request.Id));

    /// <summary>Whether the browser that made it may be told what it is about without a fresh code.</summary>
    public static bool IsOpenToBrowser(ServiceRequest request, Dialogs dialogs) => dialogs.Type(request.Type)?.Confidentiality == Confidentiality.Open;

    /// <summary>What this browser proved by a code not long ago.</summary>
    public static IQueryable<SessionGrant> Proven(HubDb db, Guid session, DateTimeOffset now) => db.SessionGrants().Where(grant => grant.SessionId == session && grant.Until > now);

    /// <summary>Whether this browser made the request, or proved by a code that it may read it.</summary>
    public static Task<bool> MayReadAsync(HubDb db, Guid session, Guid request, DateTimeOffset now, CancellationToken cancellation) =>
        Own(db, session, now).AnyAsync(own => own.Id == request, cancellation);
}
