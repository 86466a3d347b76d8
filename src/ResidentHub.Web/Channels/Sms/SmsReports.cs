using Microsoft.EntityFrameworkCore;
using ResidentHub.Data;
using ResidentHub.Notifications;
using ResidentHub.People;

namespace ResidentHub.Web.Channels.Sms;

/// <summary>
/// What the network says of a message after it left, in whatever order it says it: arrived and failed are final, and nothing said later undoes them.
/// </summary>
public sealed class SmsReports(IDbContextFactory<HubDb> factory, TimeProvider clock)
{
    private static readonly TimeSpan s_lately = TimeSpan.FromDays(1);

    /// <summary>False when no message of the hub is known by this id.</summary>
    public Task<bool> SettleAsync(SmsNews news, CancellationToken cancellation) => Attempt.AgainAsync(async () =>
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow();
        if (await FindAsync(db, news, now, cancellation) is not { } row)
            return false;
        row.ProviderId ??= news.Sid;
        if (row.DeliveredAt is null && row.State is OutboxState.Sending or OutboxState.Unknown or OutboxState.Sent && Read(news) is { } delivery)
        {
            row.DeliveredAt = news.Status is "delivered" or "read" ? now : null;
            await Settling.SettleAsync(db, row, delivery, now, cancellation);
            if (news.ErrorCode == TwilioErrors.OptedOut)
                await KnownNumbers.SetStoppedAsync(db, row.Address, isStopped: true, now, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        return true;
    });

    // By its id; else it is the only one to this number whose fate is not known.
    private static async Task<OutboxRow?> FindAsync(HubDb db, SmsNews news, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.Outbox().FirstOrDefaultAsync(row => row.Kind == OutboxKind.Sms && row.ProviderId == news.Sid, cancellation) is { } known)
            return known;
        var since = now - s_lately;
        var open = await db.Outbox().Where(row => row.Kind == OutboxKind.Sms && row.Address == news.To && row.ProviderId == null && row.CreatedAt > since && (row.State == OutboxState.Sending || row.State == OutboxState.Unknown)).Take(2).ToListAsync(cancellation);
        return open is [var only] ? only : null;
    }

    private static Delivery? Read(SmsNews news) => news.Status switch
    {
        "queued" or "accepted" or "scheduled" or "sending" or "sent" or "partially_delivered" or "delivered" or "read" => Delivery.Left(),
        "failed" or "undelivered" or "canceled" => TwilioErrors.Refusal(news.ErrorCode ?? news.Status),
        _ => null,
    };
}
