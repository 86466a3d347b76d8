using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.People;
using ResidentHub.Requests;

namespace ResidentHub.Pipeline;

/// <summary>
/// The only way a message gets into a conversation or a request's thread: numbered there, and put into the outbox where its channel must be
/// sent what is said.
/// </summary>
public sealed class Threads(IEnumerable<Rendering> renderings, Dialogs dialogs)
{
    /// <summary>What is said of a danger leaves within this time or never: later somebody else may hold the phone.</summary>
    public static readonly TimeSpan DangerLeavesWithin = TimeSpan.FromMinutes(5);

    private const string ChannelOff = "channel-off", Risky = "risky", OptedOut = "opted-out";

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
        var request = answered is null && message.RequestId is { } about ? await db.FindAsync<ServiceRequest>([about], cancellation) : null;
        if (request is not null && message.Author == Author.Staff && await IsForItsPageOnlyAsync(db, request, conversation.Channel, cancellation))
            return;
        var render = _renders.GetValueOrDefault(kind);
        var refusal = render is null ? ChannelOff : request is { WritingIsRisky: true } ? Risky : await WantsNoneAsync(db, conversation, message, cancellation) ? OptedOut : null;
        var bodies = render is null ? [message.Text] : render(message, answered, conversation);
        db.AddRange(bodies.Select((body, piece) => new OutboxRow
        {
            Kind = kind,
            Address = conversation.Address,
            Body = body,
            Purpose = IsFarewell(message) ? OutboxRow.Farewell : OutboxRow.Message,
            RequestId = message.RequestId,
            ConversationId = conversation.Id,
            MessageId = message.Id,
            Piece = piece,
            CreatedAt = message.At,
            NotBefore = now,
            Expires = message.SafetyAlertId is null ? null : now + DangerLeavesWithin,
            // A conversation outlives its channel's settings, and a number may want no more: staff see that their answer did not leave.
            State = refusal is null ? OutboxState.Pending : OutboxState.Failed,
            Error = refusal,
            RetainUntil = now + Retention.Conversation,
        }));
    }

    /// <summary>
    /// Whether what staff write of a request stays on its page, and a neutral notice leaves instead: of what is confidential where others may hold the
    /// phone; where the resident last wrote on the page; where they chose another way to be answered.
    /// </summary>
    internal async Task<bool> IsForItsPageOnlyAsync(HubDb db, ServiceRequest request, string channel, CancellationToken cancellation)
    {
        var traits = ChannelTraits.Of(channel);
        if (traits.Pushes is null)
            return false;
        if (traits.HasOwnAddress && dialogs.Type(request.Type)?.Confidentiality != Confidentiality.Open)
            return true;
        if (await ContactRoutes.ChosenAsync(db, request, cancellation) is { } chosen && !(chosen == ChannelNames.Sms && traits.Pushes == OutboxKind.Sms))
            return true;
        var lastUsed = await db.Messages().Where(message => message.RequestId == request.Id && message.Author == Author.Resident).OrderByDescending(message => message.At).Select(message => message.Channel).FirstOrDefaultAsync(cancellation);
        return lastUsed == ThreadPipeline.PageChannel;
    }

    // Two things still leave after STOP: its own confirmation, and the answer to a danger just written.
    private static async Task<bool> WantsNoneAsync(HubDb db, Conversation conversation, Message message, CancellationToken cancellation) =>
        ChannelTraits.Of(conversation.Channel).HasOwnAddress && message.SafetyAlertId is null && !IsFarewell(message) && await KnownNumbers.IsStoppedAsync(db, conversation.Address, cancellation);

    private static bool IsFarewell(Message message) => message.Author == Author.Assistant && MessageRows.ReplyOf(message).Kind == ReplyKind.Farewell;
}
