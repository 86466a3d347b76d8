using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Privacy;
using ResidentHub.Requests;

namespace ResidentHub.Pipeline;

/// <summary>What time alone brings about: call backs, excuses, escalations, auto-close, erasure.</summary>
public sealed class Housekeeping(
    IDbContextFactory<HubDb> factory, Dialogs dialogs, Silence silence, HandOverDesk handOvers, StaffWords words, SafetyDesk safety, RetentionSweep retention, LiveUpdates live, TimeProvider clock, ILogger<Housekeeping> log)
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
        var now = clock.GetUtcNow();
        List<Guid> resolved;
        await using (var db = await factory.CreateDbContextAsync(cancellation))
            resolved = await Forgotten(db, now).OrderByDescending(request => request.ResolvedAt).Select(request => request.Id).Take(200).ToListAsync(cancellation);
        foreach (var id in resolved)
            await Attempt.AloneAsync("closing of one", () => Attempt.AgainAsync(() => CloseAsync(id, now, cancellation)), log, cancellation);
        return resolved.Count;
    }

    private async Task<bool> CloseAsync(Guid id, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await Forgotten(db, now).Include(row => row.Answers).FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } request || dialogs.Type(request.Type) is not { } type)
            return false;
        request.State = RequestState.Closed;
        request.Version++;
        Closing.Close(db, request, type, now);
        var conversation = await StaffWords.ConversationAsync(db, request, cancellation);
        await words.TellAsync(db, request, type, conversation, "closing.closed", now, cancellation);
        db.Add(new Event { At = now, Kind = "request.closed", SubjectId = request.Id, Actor = Actor.System });
        await db.SaveChangesAsync(cancellation);
        live.Publish(LiveUpdates.OfConversation(conversation?.Id ?? request.Id), LiveUpdates.OfRequest(request.Id), LiveUpdates.OfStaff);
        return true;
    }

    private static IQueryable<ServiceRequest> Forgotten(HubDb db, DateTimeOffset now)
    {
        var before = now.AddDays(-CloseAfterDays);
        return db.Requests().Where(request => request.State == RequestState.Resolved && request.ResolvedAt < before);
    }
}
