using Microsoft.EntityFrameworkCore;
using ResidentHub.Data;
using ResidentHub.People;

namespace ResidentHub.Safety;

/// <summary>One place of the rota with its officer.</summary>
/// <param name="IsAble">The account is open and has the duty officer's role: others are passed over.</param>
public sealed record RotaRow(Guid Id, int Order, string Name, string? Phone, DateTimeOffset? From, DateTimeOffset? To, bool IsAble);

public sealed record RotaView(IReadOnlyList<RotaRow> Rows, IReadOnlyList<(Guid Id, string Name)> Free);

/// <summary>Who is alerted first, and who next; kept by heads and administrators.</summary>
public sealed class RotaDesk(IDbContextFactory<HubDb> factory, TimeProvider clock)
{
    public static bool MayEdit(StaffMember staff) => staff is { IsDisabled: false } && (staff.Is(Role.Head) || staff.Is(Role.Administrator));

    public async Task<RotaView> LoadAsync(CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var entries = await db.Rota().AsNoTracking().OrderBy(entry => entry.Order).ToListAsync(cancellation);
        var staff = await db.Staff().AsNoTracking().ToDictionaryAsync(member => member.Id, cancellation);
        var rows = entries.Select(entry => (Entry: entry, Member: staff[entry.StaffId]))
            .Select(row => new RotaRow(row.Entry.Id, row.Entry.Order, row.Member.Name, row.Member.Phone, row.Entry.From, row.Entry.To, IsAble(row.Member)));
        var free = staff.Values.Where(member => IsAble(member) && !entries.Exists(entry => entry.StaffId == member.Id)).OrderBy(member => member.Name);
        return new RotaView([.. rows], [.. free.Select(member => (member.Id, member.Name))]);
    }

    public Task<bool> AddAsync(StaffMember by, Guid officer, CancellationToken cancellation) => ChangeAsync(by, async (db, entries) =>
    {
        if (entries.Exists(entry => entry.StaffId == officer) || await db.Staff().FirstOrDefaultAsync(member => member.Id == officer, cancellation) is not { } member || !IsAble(member))
            return false;
        db.Add(new RotaEntry { StaffId = officer, Order = entries.Count + 1 });
        return true;
    }, cancellation);

    public Task<bool> RemoveAsync(StaffMember by, Guid id, CancellationToken cancellation) => ChangeAsync(by, (db, entries) =>
    {
        if (entries.Find(entry => entry.Id == id) is not { } removed)
            return Task.FromResult(false);
        db.Remove(removed);
        entries.Remove(removed);
        return Task.FromResult(true);
    }, cancellation);

    /// <summary>Changes places with the one before.</summary>
    public Task<bool> MoveUpAsync(StaffMember by, Guid id, CancellationToken cancellation) => ChangeAsync(by, (_, entries) =>
    {
        var at = entries.FindIndex(entry => entry.Id == id);
        if (at < 1)
            return Task.FromResult(false);
        (entries[at - 1], entries[at]) = (entries[at], entries[at - 1]);
        return Task.FromResult(true);
    }, cancellation);

    private async Task<bool> ChangeAsync(StaffMember by, Func<HubDb, List<RotaEntry>, Task<bool>> change, CancellationToken cancellation)
    {
        if (!MayEdit(by))
            return false;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var entries = await db.Rota().OrderBy(entry => entry.Order).ToListAsync(cancellation);
        if (!await change(db, entries))
            return false;
        for (var i = 0; i < entries.Count; i++)
            entries[i].Order = i + 1;
        db.Add(new Event { At = clock.GetUtcNow(), Kind = "rota.changed", SubjectId = by.LandlordId, Actor = Actor.Staff, StaffId = by.Id });
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private static bool IsAble(StaffMember member) => member is { IsDisabled: false } && member.Is(Role.DutyOfficer);
}
