using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Data;
using ResidentHub.People;

namespace ResidentHub.Web.Pages.Staff;

/// <summary>The member of staff of this request, read anew each time: rights taken away are gone at once.</summary>
public sealed class CurrentStaff(IHttpContextAccessor accessor, IDbContextFactory<HubDb> factory, TimeProvider clock)
{
    private StaffMember? _staff;

    public async Task<StaffMember?> FindAsync(CancellationToken cancellation)
    {
        if (_staff is not null || accessor.HttpContext?.User.FindFirstValue(ClaimTypes.NameIdentifier) is not { } text || !Guid.TryParse(text, out var id))
            return _staff;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var staff = await db.Staff().AsNoTracking().FirstOrDefaultAsync(member => member.Id == id, cancellation);
        return _staff = staff is { IsDisabled: false } ? staff : null;
    }

    /// <summary>Their page is alive: what tells residents truthfully whether somebody will read.</summary>
    public async Task MarkSeenAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is not { } staff)
            return;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow();
        await db.Staff().Where(member => member.Id == staff.Id).ExecuteUpdateAsync(set => set.SetProperty(member => member.SeenAt, now), cancellation);
    }
}
