using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;

namespace ResidentHub.Pipeline;

/// <summary>
/// The only way a message gets into a conversation or a request's thread: numbered there, and put into the outbox where its channel must be
/// sent what is said.
/// </summary>
public sealed class Threads(IEnumerable<Rendering> renderings)
{
    /// <summary>What is said of a danger leaves within this time or never: later somebody else may hold the phone.</summary>
    public static readonly TimeSpan DangerLeavesWithin = TimeSpan.FromMinutes(5);

    private const string ChannelOff = "channel-off";

    private readonly Dictionary<OutboxKind, Render> _renders = renderings.ToDictionary(one => one.Kind, one => one.Render);

    /// <summary>
    /// Adds a message in the caller's transaction. Of two writers to one thread at once the later one fails with a
    /// <see cref="DbUpdateException"/> and decides again.
    /// </summary>
    /// <param name="message">Dated now; it is moved behind the last one where both fall into the same millisecond.</param>
    /// <param name="conversation">Where it stands, tracked; null for the own thread of a request that has no conversation.</param>
    /// <param name="isAnsweredInPlace">The channel carries it in the answer to the resident's own call: nothing else is sent.</param>
    public async Task AddAsync(HubDb db, Conversation? conversation, Message message, CancellationToken cancellation, bool isAnsweredInPlace = false)
    {
        var now = message.At;
        if (conversation is null)
            message.Number = await LastOfThreadAsync(db, message.ConversationId, cancellation) + 1;
        else
            Number(db, conversation, message);
        db.Add(message);
        if (conversation is not null && message.Author != Author.Resident && !isAnsweredInPlace && ChannelTraits.Of(conversation.Channel).Pushes is { } kind)
            await PushAsync(db, kind, conversation, message, now, cancellation);
    }

    // The version guards the count: a number is never given twice, and none is kept after a higher one.
    private static void Number(HubDb db, Conversation conversation, Message message)
    {
        message.Number = ++conversation.LastNumber;
        if (message.At <= conversation.LastAt)
            message.At = conversation.LastAt.AddMilliseconds(1);
        conversation.LastAt = message.At;
        var version = db.Entry(conversation).Property(row => row.Version);
        version.CurrentValue = version.OriginalValue + 1;
    }

    // A request's own thread is erased as a whole only, so that its highest number is its last; the unique index refuses the later of two.
    private static async Task<int> LastOfThreadAsync(HubDb db, Guid thread, CancellationToken cancellation)
    {
        var kept = await db.Messages().Where(message => message.ConversationId == thread).MaxAsync(message => (int?)message.Number, cancellation) ?? 0;
        return db.Messages().Local.Where(message => message.ConversationId == thread).Select(message => message.Number).Append(kept).Max();
    }

    private async Task PushAsync(HubDb db, OutboxKind kind, Conversation conversation, Message message, DateTimeOffset now, CancellationToken cancellation)
    {
        var answered = message.InReplyTo is { } id ? await db.FindAsync<Message>([id], cancellation) : null;
        var render = _renders.GetValueOrDefault(kind);
        var bodies = render is null ? [message.Text] : render(message, answered, conversation);
        db.AddRange(bodies.Select((body, piece) => new OutboxRow
        {
            Kind = kind,
            Address = conversation.Address,
            Body = body,
            Purpose = OutboxRow.Message,
            RequestId = message.RequestId,
            ConversationId = conversation.Id,
            MessageId = message.Id,
            Piece = piece,
            CreatedAt = message.At,
            NotBefore = now,
            Expires = message.SafetyAlertId is null ? null : now + DangerLeavesWithin,
            // A conversation outlives its channel's settings: staff see that their answer did not leave.
            State = render is null ? OutboxState.Failed : OutboxState.Pending,
            Error = render is null ? ChannelOff : null,
            RetainUntil = now + Retention.Conversation,
        }));
    }
}
