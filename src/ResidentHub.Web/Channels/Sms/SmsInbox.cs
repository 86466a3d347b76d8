using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Pipeline;
using ResidentHub.Web.Setup;

namespace ResidentHub.Web.Channels.Sms;

/// <summary>Works on what the provider handed in, as soon as it is kept: rows of one number one after the other, several numbers at once.</summary>
public sealed class SmsInbox(
    IDbContextFactory<HubDb> factory, ChannelConversations conversations, MessagePipeline pipeline, TwilioMedia media, SmsReports reports, Limits limits, TimeProvider clock, ILogger<SmsInbox> log) : BackgroundService
{
    public const string Message = "sms", Status = "sms-status";

    private const int AtOnce = 8, PerMinute = 60, MostDoublings = 12;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2), s_newsWaits = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _wake = new(0), _oneClaims = new(1, 1);
    private readonly HashSet<string> _busy = [];

    /// <summary>Something was kept.</summary>
    public void Wake()
    {
        if (_wake.CurrentCount < AtOnce)
            _wake.Release();
    }

    public override void Dispose()
    {
        _wake.Dispose();
        _oneClaims.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll([WakeForeverAsync(stoppingToken), .. Enumerable.Range(0, AtOnce).Select(_ => CarryAsync(stoppingToken))]);

    // What was left by a crash, and what waits for its time.
    private async Task WakeForeverAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(s_pause, clock);
        do
        {
            Wake();
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task CarryAsync(CancellationToken stopping)
    {
        while (true)
        {
            await _wake.WaitAsync(stopping);
            await Attempt.AloneAsync("inbox", () => RunAsync(stopping), log, stopping);
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        while (await ClaimAsync(db, cancellation) is { } row)
        {
            try
            {
                await WorkAsync(db, row, cancellation);
            }
            finally
            {
                lock (_busy)
                    _busy.Remove(row.Address);
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<InboxRow?> ClaimAsync(HubDb db, CancellationToken cancellation)
    {
        await _oneClaims.WaitAsync(cancellation);
        try
        {
            string[] busy;
            lock (_busy)
                busy = [.. _busy];
            var now = clock.GetUtcNow();
            var row = await db.Inbox().Where(one => one.DoneAt == null && one.NotBefore <= now && !busy.Contains(one.Address)).OrderBy(one => one.NotBefore).ThenBy(one => one.Id).FirstOrDefaultAsync(cancellation);
            if (row is null)
                return null;
            lock (_busy)
                _busy.Add(row.Address);
            Wake();
            return row;
        }
        finally
        {
            _oneClaims.Release();
        }
    }

    // What fails is tried again later and later; what comes after it from the same number goes on.
    private async Task WorkAsync(HubDb db, InboxRow row, CancellationToken cancellation)
    {
        var isDone = false;
        await Attempt.AloneAsync($"inbox {row.Id}", async () => isDone = row.Kind == Message ? await ReceiveAsync(row, cancellation) : await ReportAsync(row, cancellation), log, cancellation);
        if (isDone)
            (row.DoneAt, row.Content) = (clock.GetUtcNow(), "");
        else
            (row.Attempts, row.NotBefore) = (row.Attempts + 1, clock.GetUtcNow().AddSeconds(1 << Math.Min(row.Attempts, MostDoublings)));
        await db.SaveChangesAsync(cancellation);
    }

    private async Task<bool> ReceiveAsync(InboxRow row, CancellationToken cancellation)
    {
        var received = JsonSerializer.Deserialize<ReceivedSms>(row.Content)!;
        var conversation = await conversations.OpenAsync(ChannelNames.Sms, row.Address, Catalogue.Localized.Default, null, cancellation);
        var photos = received.Media.Count == 0 ? [] : await media.FetchAsync(received.Media, conversation, cancellation);
        await pipeline.ReceiveAsync(
            new Inbound(conversation, ChannelNames.Sms, row.ProviderId, received.Body, Photos: [.. photos])
            {
                OptOut = received.OptOutType?.ToUpperInvariant() switch { "STOP" => true, "START" => false, _ => null },
                IsOnlyKept = received.OptOutType is { Length: > 0 } || !limits.Allows("Sms", row.Address, PerMinute),
                LostPhotos = received.Media.Count - photos.Count,
            },
            cancellation);
        return true;
    }

    // News may come before the answer that gives the message its id.
    private async Task<bool> ReportAsync(InboxRow row, CancellationToken cancellation) =>
        await reports.SettleAsync(JsonSerializer.Deserialize<SmsNews>(row.Content)!, cancellation) || clock.GetUtcNow() - row.ReceivedAt > s_newsWaits;
}
