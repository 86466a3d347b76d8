using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.People;
using ResidentHub.Requests;
using ResidentHub.Safety;

namespace ResidentHub.Privacy;

/// <summary>Erases what has served its purpose: every personal row carries the day it goes.</summary>
public sealed class RetentionSweep(IDbContextFactory<HubDb> factory, PhotoStore photos, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow();
        await Erasure.RequestsAsync(db, await db.Requests().Where(request => request.RetainUntil < now).Select(request => request.Id).Take(500).ToListAsync(cancellation), cancellation);
        foreach (var conversation in await db.Conversations().Where(row => row.RetainUntil < now).Select(row => row.Id).Take(500).ToListAsync(cancellation))
            await Erasure.ConversationAsync(db, conversation, now, cancellation);
        await Erasure.MessagesAsync(db, row => row.RetainUntil < now, cancellation);
        await db.Reporters().Where(row => row.RetainUntil < now).ExecuteDeleteAsync(cancellation);
        await db.Notes().Where(row => row.RetainUntil < now).ExecuteDeleteAsync(cancellation);
        await db.NamedPersons().Where(row => row.RetainUntil < now).ExecuteDeleteAsync(cancellation);
        await db.SafetyAlerts().Where(row => row.RetainUntil < now).ExecuteDeleteAsync(cancellation);
        await db.Outbox().Where(row => row.RetainUntil < now).ExecuteDeleteAsync(cancellation);
        await db.Inbox().Where(row => row.RetainUntil < now).ExecuteDeleteAsync(cancellation);
        await db.WebSessions().Where(row => row.RetainUntil < now).ExecuteDeleteAsync(cancellation);
        var counted = now - OneTimeCode.Counted;
        await db.OneTimeCodes().Where(row => row.CreatedAt < counted).ExecuteDeleteAsync(cancellation);
        await db.SessionGrants().Where(row => row.Until < now).ExecuteDeleteAsync(cancellation);
        await db.FormDrafts().Where(row => row.RetainUntil < now).ExecuteDeleteAsync(cancellation);
        await db.ContactPoints().Where(row => row.RetainUntil < now).ExecuteDeleteAsync(cancellation);
        await db.People().Where(row => row.RetainUntil < now).ExecuteDeleteAsync(cancellation);
        await photos.SweepAsync(db, now, cancellation);
    }
}
