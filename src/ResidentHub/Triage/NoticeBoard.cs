using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.People;
using ResidentHub.Requests;

namespace ResidentHub.Triage;

/// <summary>A notice with the request it is about, when this person may see it.</summary>
public sealed record NoticeRow(Guid Id, string Kind, DateTimeOffset At, string? Reference, string? Type, string? Residence);

/// <summary>What is new for a person and their departments. A notice of a department counts as seen once one of its people saw it.</summary>
public sealed class NoticeBoard(IDbContextFactory<HubDb> factory, Dialogs dialogs, LiveUpdates live, TimeProvider clock)
{
    private const int Shown = 100;

    /// <summary>A hand-over stands in the queue itself: its notice is not said twice.</summary>
    private const string HandOver = "hand_over";

    /// <summary>Unseen notices, newest first; those of requests this person may not see are not among them.</summary>
    public async Task<IReadOnlyList<NoticeRow>> LoadAsync(StaffMember staff, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var (departments, agencies, id) = (staff.Departments, staff.Agencies, staff.Id);
        var everywhere = agencies.Count == 0;
        var visible = Queue.Visible(db, staff, dialogs);
        return await db.Notices().AsNoTracking()
            .Where(notice => notice.SeenAt == null && notice.Kind != HandOver
                && (notice.StaffId == id || (notice.StaffId == null && departments.Contains(notice.Department!) && (everywhere || notice.Agency == null || agencies.Contains(notice.Agency))))
                && (notice.RequestId == null || visible.Any(request => request.Id == notice.RequestId)))
            .OrderByDescending(notice => notice.At).Take(Shown)
            .Select(notice => new NoticeRow(
                notice.Id, notice.Kind, notice.At,
                db.Requests().Where(request => request.Id == notice.RequestId).Select(request => request.Reference).FirstOrDefault(),
                db.Requests().Where(request => request.Id == notice.RequestId).Select(request => request.Type).FirstOrDefault(),
                db.Requests().Where(request => request.Id == notice.RequestId).Select(request => request.Residence).FirstOrDefault()))
            .ToListAsync(cancellation);
    }

    public async Task SeenAsync(StaffMember staff, CancellationToken cancellation)
    {
        var ids = (await LoadAsync(staff, cancellation)).Select(notice => notice.Id).ToList();
        await MarkAsync(notice => ids.Contains(notice.Id), cancellation);
        live.Publish(LiveUpdates.OfStaff);
    }

    /// <summary>A request was opened by someone who has it: what was new about it is seen.</summary>
    internal static Task<int> SeenOfAsync(HubDb db, StaffMember staff, Guid request, DateTimeOffset now, CancellationToken cancellation) =>
        db.Notices().Where(notice => notice.RequestId == request && notice.SeenAt == null && (notice.StaffId == staff.Id || (notice.StaffId == null && staff.Departments.Contains(notice.Department!))))
            .ExecuteUpdateAsync(set => set.SetProperty(notice => notice.SeenAt, now), cancellation);

    private async Task MarkAsync(System.Linq.Expressions.Expression<Func<Notice, bool>> which, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow();
        await db.Notices().Where(which).ExecuteUpdateAsync(set => set.SetProperty(notice => notice.SeenAt, now), cancellation);
    }
}
