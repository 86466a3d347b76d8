using ResidentHub.Data;
using ResidentHub.Notifications;
using ResidentHub.Pipeline;

namespace ResidentHub.Web.Background;

/// <summary>Carries the outbox every two seconds.</summary>
public sealed class OutboxWorker(OutboxRelay relay, TimeProvider clock, ILogger<OutboxWorker> log) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loop.RunAsync("outbox", s_pause, relay.RunAsync, clock, log, stoppingToken);
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
