using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.People;
using ResidentHub.Routing;
using ResidentHub.Triage;

namespace ResidentHub.Pipeline;

/// <summary>A hand-over with what was said.</summary>
/// <param name="Unsent">Which of the messages did not simply leave.</param>
/// <param name="Names">First names of the staff that stand in it.</param>
/// <param name="Phone">The number that writes, where the channel has one: a person can call it.</param>
/// <param name="IsBlocked">The resident takes nothing from the hub there.</param>
public sealed record TalkView(
    HandOver HandOver, IReadOnlyList<Message> Messages, IReadOnlyDictionary<Guid, OutboxState> Unsent, IReadOnlyDictionary<Guid, string> Names, string Channel, string? Phone, bool IsBlocked);

/// <summary>A conversation a person has: read, answered, given back; excused once when nobody comes in time.</summary>
public sealed class HandOverDesk(IDbContextFactory<HubDb> factory, Dialogs dialogs, Threads threads, LiveUpdates live, TimeProvider clock, ILogger<HandOverDesk> log)
{
    private static readonly TimeSpan Shown = TimeSpan.FromHours(24);

    /// <summary>The hand-over with its messages, dangers apart, or null when it is not this person's to see.</summary>
    /// <param name="isLookedAt">A person asked for it: what the resident wrote counts as read.</param>
    public async Task<TalkView?> ReadAsync(StaffMember staff, Guid id, bool isLookedAt, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await HandOverQueue.FindAsync(db, staff, id, dialogs.Landlord, cancellation) is not { } handOver)
            return null;
        var since = handOver.Since - Shown;
        var messages = await db.Messages().Where(message => message.ConversationId == handOver.ConversationId && message.SafetyAlertId == null && message.RequestId == null && message.Part != Part.Unsaid && message.At >= since).OrderBy(message => message.Number).ToListAsync(cancellation);
        if (isLookedAt)
            await MarkReadAsync(db, messages, handOver.ConversationId, cancellation);
        var ids = messages.Select(message => message.StaffId).Append(handOver.OwnerId).OfType<Guid>().Distinct().ToList();
        var names = await db.Staff().AsNoTracking().Where(member => ids.Contains(member.Id)).ToDictionaryAsync(member => member.Id, member => member.FirstName, cancellation);
        var conversation = await db.Conversations().AsNoTracking().FirstAsync(row => row.Id == handOver.ConversationId, cancellation);
        var isBlocked = await Unsent.IsBlockedAsync(db, conversation.Id, conversation.Channel, conversation.Address, cancellation);
        var phone = ChannelTraits.Of(conversation.Channel).HasOwnAddress ? conversation.Address : null;
        return new TalkView(handOver, messages, await Unsent.AmongAsync(db, messages, cancellation), names, conversation.Channel, phone, isBlocked);
    }

    /// <summary>Answers; the same message id twice is one answer.</summary>
    public Task<bool> AnswerAsync(StaffMember staff, Guid id, string messageId, string written, CancellationToken cancellation) =>
        Attempt.AgainAsync(() => TryAnswerAsync(staff, id, messageId, written, cancellation));

    /// <summary>The assistant answers again.</summary>
    public Task<bool> GiveBackAsync(StaffMember staff, Guid id, CancellationToken cancellation) => Attempt.AgainAsync(async () =>
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await MineAsync(db, staff, id, cancellation) is not { } handOver)
            return false;
        await GiveBackAsync(db, handOver, clock.GetUtcNow(), cancellation);
        await db.SaveChangesAsync(cancellation);
        live.Publish(LiveUpdates.OfConversation(handOver.ConversationId), LiveUpdates.OfStaff);
        return true;
    });

    /// <summary>Gives back the conversation of a request that ended or that staff no longer hold.</summary>
    public Task GiveBackOfRequestAsync(Guid requestId, CancellationToken cancellation) => Attempt.AgainAsync(async () =>
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var held = await db.HandOvers().Where(row => row.RequestId == requestId && row.ReturnedAt == null).ToListAsync(cancellation);
        foreach (var handOver in held)
            await GiveBackAsync(db, handOver, clock.GetUtcNow(), cancellation);
        await db.SaveChangesAsync(cancellation);
        live.Publish([.. held.Select(handOver => LiveUpdates.OfConversation(handOver.ConversationId))]);
        return held.Count;
    });

    /// <summary>Tells, once, every resident whose hand-over nobody answered in time where to call and when.</summary>
    public async Task<int> ExcuseAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        List<Guid> late;
        await using (var db = await factory.CreateDbContextAsync(cancellation))
        {
            // The newest first, so that one that fails every time never stands before the others.
            late = await Late(db, now).OrderByDescending(row => row.DueAt).Select(row => row.Id).Take(100).ToListAsync(cancellation);
        }

        foreach (var id in late)
            await Attempt.AloneAsync("excuse", () => Attempt.AgainAsync(() => ExcuseAsync(id, now, cancellation)), log, cancellation);
        return late.Count;
    }

    private async Task<bool> TryAnswerAsync(StaffMember staff, Guid id, string messageId, string written, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await MineAsync(db, staff, id, cancellation) is not { } handOver)
            return false;
        var conversation = await db.Conversations().FirstAsync(row => row.Id == handOver.ConversationId, cancellation);
        if (await db.Messages().AnyAsync(message => message.Channel == conversation.Channel && message.ConversationId == conversation.Id && message.ChannelMessageId == messageId, cancellation))
            return true;
        var now = clock.GetUtcNow();
        handOver.OwnerId ??= staff.Id;
        handOver.AnsweredAt ??= now;
        var message = new Message
        {
            ConversationId = conversation.Id, ChannelMessageId = messageId, Author = Author.Staff, StaffId = staff.Id, Channel = conversation.Channel, Text = Clean.Text(written),
            Language = handOver.Language, At = now, RetainUntil = now + Retention.Conversation,
        };
        await threads.AddAsync(db, conversation, message, cancellation);
        db.Add(new Event { At = now, Kind = "conversation.answered", SubjectId = conversation.Id, Actor = Actor.Staff, StaffId = staff.Id });
        await db.SaveChangesAsync(cancellation);
        live.Publish(LiveUpdates.OfConversation(conversation.Id), LiveUpdates.OfStaff);
        return true;
    }

    private async Task<bool> ExcuseAsync(Guid id, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await Late(db, now).FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } handOver)
            return false;
        var conversation = await db.Conversations().FirstAsync(row => row.Id == handOver.ConversationId, cancellation);
        var text = dialogs.Replies.For(ChannelTraits.Of(conversation.Channel).IsShort).Say(handOver.Language, "handover.nobody_yet", ("hours", OpeningHours.Describe(dialogs, handOver.Language)), ("phone", dialogs.Landlord.Phone));
        await threads.AddAsync(db, conversation, MessageRows.Assistant(new Reply(ReplyKind.HandOver, text), conversation.Id, conversation.Channel, handOver.Language, now), cancellation);
        handOver.ExcusedAt = now;
        await db.SaveChangesAsync(cancellation);
        live.Publish(LiveUpdates.OfConversation(handOver.ConversationId));
        return true;
    }

    // Nobody answered in time and the resident was not told yet.
    private static IQueryable<HandOver> Late(HubDb db, DateTimeOffset now) =>
        db.HandOvers().Where(row => row.ReturnedAt == null && row.AnsweredAt == null && row.ExcusedAt == null && row.DueAt <= now);

    private async Task MarkReadAsync(HubDb db, List<Message> messages, Guid conversation, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var unread = messages.FindAll(message => message is { Author: Author.Resident, ReadAt: null });
        foreach (var message in unread)
            message.ReadAt = now;
        await db.SaveChangesAsync(cancellation);
        if (unread.Count > 0)
            live.Publish(LiveUpdates.OfConversation(conversation));
    }

    private async Task<HandOver?> MineAsync(HubDb db, StaffMember staff, Guid id, CancellationToken cancellation) =>
        await HandOverQueue.FindAsync(db, staff, id, dialogs.Landlord, cancellation) is null ? null : await db.HandOvers().FirstAsync(row => row.Id == id, cancellation);

    private static async Task GiveBackAsync(HubDb db, HandOver handOver, DateTimeOffset now, CancellationToken cancellation)
    {
        handOver.ReturnedAt = now;
        var conversation = await db.Conversations().FirstAsync(row => row.Id == handOver.ConversationId, cancellation);
        var state = ConversationState.FromJson(conversation.State);
        if (state.Phase == Phase.WithPerson && !await db.HandOvers().AnyAsync(row => row.ConversationId == conversation.Id && row.Id != handOver.Id && row.ReturnedAt == null && row.Why != HandOver.Participates, cancellation))
        {
            conversation.State = state.Rest().ToJson();
            conversation.Version++;
        }
    }
}
