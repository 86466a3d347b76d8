using Microsoft.EntityFrameworkCore;
using ResidentHub.Data;

namespace ResidentHub.Messaging;

/// <summary>What was said but did not surely reach the resident's side.</summary>
public static class Unsent
{
    /// <summary>For each of the messages that did not simply leave: failed, unknown or cancelled; of several pieces the worst.</summary>
    public static async Task<IReadOnlyDictionary<Guid, OutboxState>> AmongAsync(HubDb db, IEnumerable<Message> messages, CancellationToken cancellation)
    {
        var ids = messages.Where(message => message.Author != Author.Resident && ChannelTraits.Of(message.Channel).Pushes is not null).Select(message => (Guid?)message.Id).ToList();
        if (ids.Count == 0)
            return new Dictionary<Guid, OutboxState>();
        var rows = await db.Outbox().AsNoTracking().Where(row => ids.Contains(row.MessageId) && (row.State == OutboxState.Failed || row.State == OutboxState.Unknown || row.State == OutboxState.Cancelled))
            .Select(row => new { row.MessageId, row.State }).ToListAsync(cancellation);
        return rows.GroupBy(row => row.MessageId!.Value).ToDictionary(pieces => pieces.Key, pieces => pieces.Min(piece => piece.State));
    }

    /// <summary>Whether the person blocked the hub in the channel of a conversation and has not written there since.</summary>
    public static async Task<bool> IsBlockedAsync(HubDb db, Guid conversation, string channel, string address, CancellationToken cancellation)
    {
        if (ChannelTraits.Of(channel).Pushes is not { } kind)
            return false;
        var at = await db.Outbox().Where(row => row.Kind == kind && row.State == OutboxState.Failed && row.Address == address && row.Error == OutboxRow.Blocked).MaxAsync(row => (DateTimeOffset?)row.CreatedAt, cancellation);
        return at is not null && !await db.Messages().AnyAsync(message => message.ConversationId == conversation && message.Author == Author.Resident && message.At > at, cancellation);
    }
}
