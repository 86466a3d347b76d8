using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Requests;

namespace ResidentHub.Notifications;

/// <summary>Writes down what became of an outbox row, and tells staff of what did not surely leave.</summary>
public static class Settling
{
    private const int FirstDelaySeconds = 15;

    private const string ToCall = "to_call";

    /// <summary>
    /// Changes the row in the caller's transaction. A row to be tried again waits twice as long each time unless the provider says how long, and
    /// has failed after so many tries. Reports that come later, by the provider's id, end here too. True when staff should look.
    /// </summary>
    public static async Task<bool> SettleAsync(HubDb db, OutboxRow row, Delivery delivery, DateTimeOffset now, CancellationToken cancellation, int mostAttempts = Sender.UsualAttempts)
    {
        row.ProviderId = delivery.ProviderId ?? row.ProviderId;
        row.Error = delivery.Error;
        row.State = delivery.State == OutboxState.Pending && row.Attempts >= mostAttempts ? OutboxState.Failed : delivery.State;
        if (row.State == OutboxState.Sent)
            row.SentAt ??= now;
        if (row.State == OutboxState.Pending)
            row.NotBefore = now + (delivery.After ?? TimeSpan.FromSeconds(FirstDelaySeconds * Math.Pow(2, row.Attempts)));
        if (row.State is not (OutboxState.Failed or OutboxState.Unknown))
            return false;
        if (delivery.NeedsCall)
            await AskToCallAsync(db, row, now, cancellation);
        else
            await TellStaffAsync(db, row, now, cancellation);
        return true;
    }

    // A task with a date: in the request where there is one, else in the queue of conversations.
    private static async Task AskToCallAsync(HubDb db, OutboxRow row, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.Requests().FirstOrDefaultAsync(one => one.Id == row.RequestId, cancellation) is { } request)
        {
            request.HasUnread = true;
            db.Add(new Event { At = now, Kind = "request.to_call", SubjectId = request.Id, Actor = Actor.System });
            db.Add(new Notice { Department = request.Lead, Agency = request.Agency, StaffId = request.OwnerId, RequestId = request.Id, Kind = "to_call", At = now });
            return;
        }

        if (row.ConversationId is not { } conversation || await db.HandOvers().AnyAsync(one => one.ConversationId == conversation && one.ReturnedAt == null && one.Why == ToCall, cancellation))
            return;
        var language = await db.Messages().Where(message => message.Id == row.MessageId).Select(message => message.Language).FirstOrDefaultAsync(cancellation);
        db.Add(new HandOver { ConversationId = conversation, Department = HandingOver.DefaultDepartment, Why = ToCall, Language = language ?? Localized.Default, Since = now, DueAt = now, ExcusedAt = now });
    }

    // Whoever has the request should know; else whoever wrote the words.
    private static async Task TellStaffAsync(HubDb db, OutboxRow row, DateTimeOffset now, CancellationToken cancellation)
    {
        var request = await db.Requests().AsNoTracking().FirstOrDefaultAsync(one => one.Id == row.RequestId, cancellation);
        var writer = await db.Messages().Where(message => message.Id == row.MessageId).Select(message => message.StaffId).FirstOrDefaultAsync(cancellation);
        if (request is not null || writer is not null)
            db.Add(new Notice { Department = request?.Lead, Agency = request?.Agency, StaffId = request is null ? writer : request.OwnerId, RequestId = request?.Id, Kind = "not_sent", At = now });
    }
}
