using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.People;
using ResidentHub.Requests;

namespace ResidentHub.Triage;

/// <summary>A request as a page showed it: what is asked of it holds only while nobody changed it.</summary>
/// <param name="Reference">Eight signs, without separator.</param>
/// <param name="Version">The version shown.</param>
public readonly record struct RequestAt(string Reference, int Version);

/// <summary>What came of a change.</summary>
public enum DeskAnswer
{
    Done,

    /// <summary>No such request for this person: missing and forbidden are the same.</summary>
    NotFound,

    /// <summary>Somebody changed it since the page was shown: look again, then decide.</summary>
    Changed,

    /// <summary>It makes no sense in this state, or the value is none.</summary>
    NotPossible,
}

/// <summary>A request under the hand of a member of staff, inside its transaction.</summary>
public sealed record Changing(HubDb Db, ServiceRequest Request, RequestType Type, StaffMember Staff, DateTimeOffset Now);

/// <summary>
/// The one way staff change a request: looked up through the person, refused when it changed meanwhile, saved with its event in one
/// transaction, then told to open pages.
/// </summary>
public sealed class RequestChange(IDbContextFactory<HubDb> factory, Dialogs dialogs, LiveUpdates live, TimeProvider clock)
{
    /// <summary>Carries out <paramref name="change"/>, which says whether it applies, and appends the event.</summary>
    public Task<DeskAnswer> RunAsync(StaffMember staff, RequestAt at, string kind, string? detail, Func<Changing, bool> change, CancellationToken cancellation) =>
        RunAsync(staff, at, kind, detail, changing => Task.FromResult(change(changing)), cancellation);

    /// <summary>As above, for a change that must look something up. It may be carried out anew, on a fresh reading.</summary>
    public Task<DeskAnswer> RunAsync(StaffMember staff, RequestAt at, string kind, string? detail, Func<Changing, Task<bool>> change, CancellationToken cancellation) =>
        Attempt.AgainAsync(() => TryAsync(staff, at, kind, detail, change, cancellation));

    // Where somebody else changed the request at this very moment, the next attempt sees it; where they only wrote in its thread, it goes on.
    private async Task<DeskAnswer> TryAsync(StaffMember staff, RequestAt at, string kind, string? detail, Func<Changing, Task<bool>> change, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var request = await db.Requests().Include(row => row.Answers).Include(row => row.Deadlines).Include(row => row.Assignments).AsSplitQuery().FirstOrDefaultAsync(row => row.Reference == at.Reference, cancellation);
        if (request is null || dialogs.Type(request.Type) is not { } type || !RequestAccess.MayAct(RequestAccess.GroupsOf(staff, request, type, dialogs.Landlord)))
            return DeskAnswer.NotFound;
        if (request.Version != at.Version)
            return DeskAnswer.Changed;
        var now = clock.GetUtcNow();
        if (!await change(new Changing(db, request, type, staff, now)))
            return DeskAnswer.NotPossible;
        request.Version++;
        db.Add(new Event { At = now, Kind = kind, SubjectId = request.Id, Actor = Actor.Staff, StaffId = staff.Id, Detail = detail });
        await db.SaveChangesAsync(cancellation);
        live.Publish(LiveUpdates.OfRequest(request.Id), LiveUpdates.OfStaff);
        return DeskAnswer.Done;
    }
}
