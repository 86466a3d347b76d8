using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.People;

namespace ResidentHub.Triage;

/// <summary>A colleague as their head sees them: what they have open and late among what the head may see.</summary>
public sealed record Colleague(Guid Id, string Name, IReadOnlyList<Role> Roles, IReadOnlyList<string> Departments, int Open, int Late, bool IsDisabled);

/// <summary>The people of a head's departments.</summary>
public static class Team
{
    public static bool MaySee(StaffMember staff) => staff is { IsDisabled: false } && staff.Is(Role.Head);

    /// <summary>Colleagues, those with most late requests first; accounts that were closed only while they still own something.</summary>
    public static async Task<IReadOnlyList<Colleague>> LoadAsync(HubDb db, StaffMember head, Dialogs dialogs, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!MaySee(head))
            return [];
        var counts = await Queue.Visible(db, head, dialogs).Where(QueueFilter.IsOpen).Where(request => request.OwnerId != null)
            .GroupBy(request => request.OwnerId!.Value).Select(group => new { Owner = group.Key, Open = group.Count(), Late = group.Count(request => request.DueAt < now) })
            .ToDictionaryAsync(row => row.Owner, row => (row.Open, row.Late), cancellation);
        var members = await db.Staff().AsNoTracking().OrderBy(member => member.Name).ToListAsync(cancellation);
        return [.. members.Where(member => member.Departments.Exists(head.IsIn))
            .Select(member => new Colleague(member.Id, member.Name, member.Roles, member.Departments, counts.GetValueOrDefault(member.Id).Open, counts.GetValueOrDefault(member.Id).Late, member.IsDisabled))
            .Where(colleague => !colleague.IsDisabled || colleague.Open > 0).OrderByDescending(colleague => colleague.Late).ThenByDescending(colleague => colleague.Open)];
    }
}
