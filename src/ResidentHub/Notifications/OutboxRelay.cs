using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ResidentHub.Data;

namespace ResidentHub.Notifications;

/// <summary>Sends one row: true when it left; false, or a fault, when it is to be tried again.</summary>
public delegate Task<bool> Send(OutboxRow row, CancellationToken cancellation);

/// <summary>Carries what was decided out of the hub: at least once for mail, with the row's id as idempotency key.</summary>
public sealed class OutboxRelay(IDbContextFactory<HubDb> factory, IReadOnlyDictionary<OutboxKind, Send> senders, TimeProvider clock, ILogger<OutboxRelay> log)
{
    private const int MaxAttempts = 6, MaxRows = 50;

    /// <summary>
    /// Sends all that is due, duty alerts first; gives how many left. A failed row waits twice as long each time, then is shown to staff; one
    /// whose address is none is shown at once.
    /// </summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var sent = 0;
        for (var i = 0; i < MaxRows && await NextAsync(db, cancellation) is { } row; i++)
        {
            row.Attempts++;
            if (row.Kind == OutboxKind.Email && !MailAddress.TryCreate(row.Address, out _))
            {
                row.State = OutboxState.Failed;
            }
            else if (await LeavesAsync(row, cancellation))
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
                row.NotBefore = clock.GetUtcNow().AddSeconds(15 * Math.Pow(2, row.Attempts));
            }

            await db.SaveChangesAsync(cancellation);
        }

        return sent;
    }

    // Asked anew after every row: an alert that comes meanwhile waits for one mail at most.
    private Task<OutboxRow?> NextAsync(HubDb db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return db.Outbox().Where(row => row.State == OutboxState.Pending && row.NotBefore <= now)
            .OrderByDescending(row => row.Purpose == OutboxRow.Alert).ThenBy(row => row.NotBefore).FirstOrDefaultAsync(cancellation);
    }

    private async Task<bool> LeavesAsync(OutboxRow row, CancellationToken cancellation)
    {
        var left = false;
        await Attempt.AloneAsync($"outbox {row.Id}", async () => left = senders.TryGetValue(row.Kind, out var send) && await send(row, cancellation), log, cancellation);
        return left;
    }
}
