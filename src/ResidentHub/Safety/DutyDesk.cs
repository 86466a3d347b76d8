using Microsoft.EntityFrameworkCore;
using ResidentHub.Data;
using ResidentHub.People;

namespace ResidentHub.Safety;

/// <summary>Who is on duty, and whether their page is alive.</summary>
public static class DutyDesk
{
    /// <summary>An officer's page calls home often; one silent for longer is not there.</summary>
    public static readonly TimeSpan Alive = TimeSpan.FromMinutes(2);

    /// <summary>The officers on the rota now, in the order in which they are alerted.</summary>
    public static async Task<List<StaffMember>> OnDutyAsync(HubDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var rota = await db.Rota().AsNoTracking().OrderBy(entry => entry.Order)
            .Join(db.Staff().AsNoTracking(), entry => entry.StaffId, member => member.Id, (entry, member) => new { entry, member }).ToListAsync(cancellation);
        return [.. rota.Where(row => (row.entry.From is null || row.entry.From <= now) && (row.entry.To is null || row.entry.To > now) && row.member is { IsDisabled: false } && row.member.Is(Role.DutyOfficer))
            .OrderBy(row => row.entry.Order).Select(row => row.member).DistinctBy(member => member.Id)];
    }

    public static async Task<bool> IsOfficerThereAsync(HubDb db, DateTimeOffset now, CancellationToken cancellation) =>
        (await OnDutyAsync(db, now, cancellation)).Exists(member => member.SeenAt > now - Alive);
}
