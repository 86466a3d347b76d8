using Microsoft.EntityFrameworkCore;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Notifications;
using ResidentHub.Pipeline;

namespace ResidentHub.Web.Background;

/// <summary>Carries the outbox, each kind in loops of its own: as soon as a row is saved, and every two seconds for what waits for its time.</summary>
public sealed class OutboxWorker(IEnumerable<Sender> senders, OutboxSignal signal, IDbContextFactory<HubDb> factory, LiveUpdates live, TimeProvider clock, ILogger<OutboxWorker> log, ILogger<OutboxRelay> relayLog)
    : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var known = senders.ToDictionary(sender => sender.Kind);
        var all = Enum.GetValues<OutboxKind>().Select(kind => known.GetValueOrDefault(kind) ?? Sender.None(kind));
        return Task.WhenAll([Loop.RunAsync("outbox", s_pause, WakeAsync, clock, log, stoppingToken), .. all.Select(sender => CarryAsync(sender, stoppingToken))]);
    }

    private Task WakeAsync(CancellationToken cancellation)
    {
        signal.WakeAll();
        return Task.CompletedTask;
    }

    private async Task CarryAsync(Sender sender, CancellationToken stopping)
    {
        using var relay = new OutboxRelay(factory, sender, signal, live, clock, relayLog);
        await Task.WhenAll(Enumerable.Range(0, sender.AtOnce).Select(_ => CarryAsync(relay, sender.Kind, stopping)));
    }

    private async Task CarryAsync(OutboxRelay relay, OutboxKind kind, CancellationToken stopping)
    {
        while (true)
        {
            await signal.WaitAsync(kind, stopping);
            await Attempt.AloneAsync($"outbox {kind}", () => relay.RunAsync(stopping), log, stopping);
        }
    }
}

/// <summary>Does what time alone brings about: every five seconds what people wait for, every hour the rest.</summary>
public sealed class HousekeepingWorker(Housekeeping housekeeping, TimeProvider clock, ILogger<HousekeepingWorker> log) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_long = TimeSpan.FromHours(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Loop.RunAsync("housekeeping", s_pause, housekeeping.TickAsync, clock, log, stoppingToken),
        Loop.RunAsync("tidying", s_long, housekeeping.TidyAsync, clock, log, stoppingToken));
}

/// <summary>Repeats work for as long as the hub runs; a failure is logged without content and tried again.</summary>
internal static class Loop
{
    public static async Task RunAsync(string name, TimeSpan pause, Func<CancellationToken, Task> work, TimeProvider clock, ILogger log, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(pause, clock);
        while (await NextAsync(timer, stopping))
        {
            try
            {
                await Attempt.AloneAsync(name, () => work(stopping), log, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
