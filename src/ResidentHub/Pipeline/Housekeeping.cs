using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Privacy;
using ResidentHub.Requests;

namespace ResidentHub.Pipeline;

/// <summary>What time alone brings about: call backs, excuses, escalations, auto-close, erasure.</summary>
public sealed class Housekeeping(
    IDbContextFactory<HubDb> factory, Dialogs dialogs, Silence silence, HandOverDesk handOvers, StaffWords words, SafetyDesk safety, RetentionSweep retention, TimeProvider clock, ILogger<Housekeeping> log)
{
    private const int CloseAfterDays = 30;

    /// <summary>Every few seconds: what a person waits for, danger first. None of it waits for another to succeed.</summary>
    public async Task TickAsync(CancellationToken cancellation)
    {
        await Attempt.AloneAsync("escalation", () => safety.EscalateAsync(cancellation), log, cancellation);
        await Attempt.AloneAsync("silence", () => silence.SweepAsync(cancellation), log, cancellation);
        await Attempt.AloneAsync("excuses", () => handOvers.ExcuseAsync(cancellation), log, cancellation);
    }

    /// <summary>Every hour: what can wait.</summary>
    public async Task TidyAsync(CancellationToken cancellation)
    {
        await Attempt.AloneAsync("closing", () => CloseResolvedAsync(cancellation), log, cancellation);
        await Attempt.AloneAsync("erasure", () => retention.RunAsync(cancellation), log, cancellation);
    }

    /// <summary>Solved for 30 days and nobody objected: closed, and the resident is told.</summary>
    public async Task<int> CloseResolvedAsync(CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow();
        var before = now.AddDays(-CloseAfterDays);
        var resolved = await db.Requests().Include(request => request.Answers).Where(request => request.State == RequestState.Resolved && request.ResolvedAt < before).Take(200).ToListAsync(cancellation);
        foreach (var request in resolved)
        {
            if (dialogs.Type(request.Type) is not { } type)
                continue;
            request.State = RequestState.Closed;
            request.Version++;
            Closing.Close(db, request, type, now);
            await words.TellAsync(db, request, type, await StaffWords.ConversationAsync(db, request, cancellation), "closing.closed", now, cancellation);
            db.Add(new Event { At = now, Kind = "request.closed", SubjectId = request.Id, Actor = Actor.System });
        }

        await db.SaveChangesAsync(cancellation);
        return resolved.Count;
    }
}
