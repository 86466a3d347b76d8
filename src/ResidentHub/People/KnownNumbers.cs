using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;

namespace ResidentHub.People;

/// <summary>What is known of a telephone number. Numbers are shared, lost and recycled: it says where somebody may live, never who writes.</summary>
/// <param name="IsStopped">Whoever has it wants no more messages.</param>
/// <param name="Residence">Where the landlord's files say that people with this number live, when they all live in one.</param>
public sealed record KnownNumber(bool IsStopped, string? Residence);

/// <summary>Numbers as the hub knows them. STOP is a state of the number, whoever has it: it holds for everything that could be sent there.</summary>
public static class KnownNumbers
{
    private const string Purpose = "opt-out";

    public static async Task<KnownNumber> FindAsync(HubDb db, string number, DateOnly today, CancellationToken cancellation)
    {
        var points = await Of(db, number).AsNoTracking().ToListAsync(cancellation);
        var people = points.Select(point => point.PersonId).OfType<Guid>().ToList();
        return new KnownNumber(points.Exists(point => point.OptedOutAt is not null), people.Count == 0 ? null : await ResidenceAsync(db, people, today, cancellation));
    }

    /// <summary>Whether the number wants no more messages; what this very transaction changes counts.</summary>
    public static async Task<bool> IsStoppedAsync(HubDb db, string number, CancellationToken cancellation)
    {
        var changed = db.ContactPoints().Local.Where(point => point.Kind == ContactKind.Phone && point.Value == number).ToList();
        return changed.Count > 0 ? changed.Exists(point => point.OptedOutAt is not null) : await Of(db, number).AnyAsync(point => point.OptedOutAt != null, cancellation);
    }

    /// <summary>
    /// STOP or START, in the caller's transaction. What waits to be sent is taken back by STOP, but for the answer to a danger. Proof of a STOP is kept
    /// for three years, or as long as the number itself.
    /// </summary>
    public static async Task SetStoppedAsync(HubDb db, string number, bool isStopped, DateTimeOffset now, CancellationToken cancellation)
    {
        var points = await Of(db, number).ToListAsync(cancellation);
        if (points.Count == 0 && isStopped)
        {
            points.Add(new ContactPoint { Kind = ContactKind.Phone, Value = number, Purpose = Purpose, RetainUntil = Retention.OptOut(now) });
            db.Add(points[0]);
        }

        foreach (var point in points)
            point.OptedOutAt = isStopped ? point.OptedOutAt ?? now : null;
        if (!isStopped)
            return;
        foreach (var row in await db.Outbox().Where(row => row.Kind == OutboxKind.Sms && row.Address == number && row.State == OutboxState.Pending && row.Expires == null).ToListAsync(cancellation))
            row.State = OutboxState.Cancelled;
    }

    private static IQueryable<ContactPoint> Of(HubDb db, string number) => db.ContactPoints().Where(point => point.Kind == ContactKind.Phone && point.Value == number);

    // The key of a dwelling begins with that of its residence.
    private static async Task<string?> ResidenceAsync(HubDb db, List<Guid> people, DateOnly today, CancellationToken cancellation)
    {
        var dwellings = await db.Occupancies().Where(occupancy => people.Contains(occupancy.PersonId) && occupancy.From <= today && (occupancy.To == null || occupancy.To >= today))
            .Join(db.Places(), occupancy => occupancy.DwellingId, place => place.Id, (_, place) => place.Key).ToListAsync(cancellation);
        return dwellings.Select(key => key.Split('/')[0]).Distinct().ToList() is [var only] ? only : null;
    }
}
