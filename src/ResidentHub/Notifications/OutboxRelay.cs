using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ResidentHub.Data;
using ResidentHub.Messaging;

namespace ResidentHub.Notifications;

/// <summary>Carries the outbox rows of one kind out of the hub. The only one of its kind: a row marked as being sent that it does not know of was left by a crash.</summary>
public sealed partial class OutboxRelay(IDbContextFactory<HubDb> factory, Sender sender, OutboxSignal signal, LiveUpdates live, TimeProvider clock, ILogger<OutboxRelay> log) : IDisposable
{
    private readonly SemaphoreSlim _oneClaims = new(1, 1);
    private readonly HashSet<string> _busy = [];

    /// <summary>Sends all that is due, duty alerts first, then what speaks of a danger; gives how many left. May run several times at once.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var sent = 0;
        while (await ClaimAsync(db, cancellation) is { } row)
        {
            try
            {
                await CarryAsync(db, row, cancellation);
                sent += row.State == OutboxState.Sent ? 1 : 0;
            }
            finally
            {
                lock (_busy)
                    _busy.Remove(row.Address);
                db.ChangeTracker.Clear();
            }
        }

        return sent;
    }

    public void Dispose() => _oneClaims.Dispose();

    // Asked anew after every row: an alert that comes meanwhile waits for one row at most.
    private async Task<OutboxRow?> ClaimAsync(HubDb db, CancellationToken cancellation)
    {
        await _oneClaims.WaitAsync(cancellation);
        try
        {
            string[] busy;
            lock (_busy)
                busy = [.. _busy];
            var row = await Due(db, busy).OrderByDescending(row => row.Purpose == OutboxRow.Alert).ThenByDescending(row => row.Expires != null)
                .ThenBy(row => row.NotBefore).ThenBy(row => row.CreatedAt).ThenBy(row => row.Piece).FirstOrDefaultAsync(cancellation);
            if (row is null)
                return null;
            lock (_busy)
                _busy.Add(row.Address);

            // Another one looks at once for what else is due: a slow address keeps no other waiting.
            if (sender.AtOnce > 1)
                signal.Wake(sender.Kind);
            return row;
        }
        finally
        {
            _oneClaims.Release();
        }
    }

    private IQueryable<OutboxRow> Due(HubDb db, string[] busy)
    {
        var (kind, now, isInOrder) = (sender.Kind, clock.GetUtcNow(), sender.IsInOrder);
        var open = db.Outbox().Where(row => row.Kind == kind && !busy.Contains(row.Address) && (row.State == OutboxState.Pending || row.State == OutboxState.Sending));
        return open.Where(row => row.State == OutboxState.Sending || row.Expires <= now || (row.NotBefore <= now
            && !(isInOrder && row.Purpose != OutboxRow.Alert && open.Any(older => older.Address == row.Address && (row.Expires == null || older.Expires != null)
                && (older.CreatedAt < row.CreatedAt || (older.CreatedAt == row.CreatedAt && older.Piece < row.Piece))))));
    }

    private async Task CarryAsync(HubDb db, OutboxRow row, CancellationToken cancellation)
    {
        try
        {
            var delivery = await DeliverAsync(db, row, cancellation);
            var needsLook = await Settling.SettleAsync(db, row, delivery, clock.GetUtcNow(), cancellation, sender.MostAttempts);
            await SaveAsync(db, row, cancellation);
            if (!needsLook)
                return;
            LogNotSent(log, row.Kind, row.Id, row.State, row.Error);
            live.Publish(LiveUpdates.OfStaff);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Taken back or erased at this very moment: what the other one wrote holds.
        }
    }

    // A provider that gives one id twice must not stop what comes after: the row goes without.
    private static async Task SaveAsync(HubDb db, OutboxRow row, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException fault) when (fault is not DbUpdateConcurrencyException && row.ProviderId is not null)
        {
            row.ProviderId = null;
            await db.SaveChangesAsync(cancellation);
        }
    }

    private async Task<Delivery> DeliverAsync(HubDb db, OutboxRow row, CancellationToken cancellation)
    {
        if (row.State == OutboxState.Sending)
            return sender.LookUp is { } lookUp ? await AskAsync(lookUp, row, cancellation) ?? Delivery.Unknown("fault") : Delivery.Unknown("crash");
        if (row.Expires <= clock.GetUtcNow())
            return Delivery.Refused("expired");
        row.Attempts++;
        if (!sender.IsAtMostOnce)
            return await AskAsync(sender.Send, row, cancellation) ?? Delivery.Again("fault");
        row.State = OutboxState.Sending;
        await db.SaveChangesAsync(cancellation);
        return await AskAsync(sender.Send, row, cancellation) ?? Delivery.Unknown("fault");
    }

    // Null when the provider could not be asked to the end.
    private async Task<Delivery?> AskAsync(Send send, OutboxRow row, CancellationToken cancellation)
    {
        Delivery? delivery = null;
        await Attempt.AloneAsync($"outbox {row.Id}", async () => delivery = await send(row, cancellation), log, cancellation);
        return delivery;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind} {Id} is {State}: {Error}")]
    private static partial void LogNotSent(ILogger log, OutboxKind kind, Guid id, OutboxState state, string? error);
}
