using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ResidentHub.Data;

/// <summary>Wakes whoever carries a kind of outbox rows as soon as one is saved, whoever saved it. A wake too many finds nothing to do.</summary>
public sealed class OutboxSignal : SaveChangesInterceptor, IDisposable
{
    private readonly Dictionary<OutboxKind, SemaphoreSlim> _wakes = Enum.GetValues<OutboxKind>().ToDictionary(kind => kind, _ => new SemaphoreSlim(0));

    /// <summary>Ends when something of this kind may be due; a wake given meanwhile is not lost.</summary>
    public Task WaitAsync(OutboxKind kind, CancellationToken cancellation) => _wakes[kind].WaitAsync(cancellation);

    public void Wake(OutboxKind kind)
    {
        if (_wakes[kind].CurrentCount == 0)
            _wakes[kind].Release();
    }

    public void WakeAll()
    {
        foreach (var kind in _wakes.Keys)
            Wake(kind);
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        var saved = eventData.Context!.ChangeTracker.Entries<OutboxRow>().Where(entry => entry.Entity.State == OutboxState.Pending);
        foreach (var kind in saved.Select(entry => entry.Entity.Kind).Distinct())
            Wake(kind);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(SavedChanges(eventData, result));

    public void Dispose()
    {
        foreach (var wake in _wakes.Values)
            wake.Dispose();
    }
}
