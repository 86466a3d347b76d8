using Microsoft.EntityFrameworkCore;
using ResidentHub.Data;

namespace ResidentHub.Notifications;

/// <summary>Sends one row: true when it left, false when it is to be tried again.</summary>
public delegate Task<bool> Send(OutboxRow row, CancellationToken cancellation);

/// <summary>Carries what was decided out of the hub: at least once for mail, with the row's id as idempotency key.</summary>
public sealed class OutboxRelay(IDbContextFactory<HubDb> factory, IReadOnlyDictionary<OutboxKind, Send> senders, TimeProvider clock)
{
    private const int MaxAttempts = 6;

    /// <summary>Sends all that is due; gives how many left. A failed row waits twice as long each time, then is shown to staff.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow();
        var due = await db.Outbox().Where(row => row.State == OutboxState.Pending && row.NotBefore <= now).OrderBy(row => row.NotBefore).Take(50).ToListAsync(cancellation);
        var sent = 0;
        foreach (var row in due)
        {
            row.Attempts++;
            var left = senders.TryGetValue(row.Kind, out var send) && await send(row, cancellation);
            if (left)
            {
                (row.State, row.SentAt) = (OutboxState.Sent, clock.GetUtcNow());
                sent++;
            }
            else if (row.Attempts >= MaxAttempts)
            {
                row.State = OutboxState.Failed;
            }
            else
            {
                row.NotBefore = now.AddSeconds(15 * Math.Pow(2, row.Attempts));
            }

            await db.SaveChangesAsync(cancellation);
        }

        return sent;
    }
}
