using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Routing;
using ResidentHub.Understanding;

namespace ResidentHub.Pipeline;

/// <summary>A message as a channel hands it in.</summary>
/// <param name="MessageId">The channel's own id: a repeat is answered with the first answer and changes nothing.</param>
/// <param name="Choice">The key of a button, or null for typed text.</param>
public sealed record Inbound(Guid ConversationId, string Channel, string MessageId, string Text, string? Choice = null, ImmutableArray<Guid> Photos = default)
{
    public ImmutableArray<Guid> Photos { get; init; } = Photos.IsDefault ? [] : Photos;
}

/// <summary>
/// The only way in for conversations: load, read, decide, save, answer. One inbound message is one transaction; the answer leaves after the
/// commit. Of two messages of one conversation at once the later one decides again.
/// </summary>
public sealed class MessagePipeline(IDbContextFactory<HubDb> factory, Dialogs dialogs, Understander understander, Effects effects, WorkingCalendar calendar, LiveUpdates live, TimeProvider clock)
{
    private const int Attempts = 8;

    /// <summary>Takes one message in and gives what is answered.</summary>
    /// <exception cref="KeyNotFoundException">There is no such conversation.</exception>
    public async Task<IReadOnlyList<Message>> ReceiveAsync(Inbound inbound, CancellationToken cancellation)
    {
        inbound = await RenamedAsync(inbound, cancellation);
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await factory.CreateDbContextAsync(cancellation);
            if (await FirstAnswerAsync(db, inbound, cancellation) is { } repeated)
                return repeated;
            try
            {
                return await TakeAsync(db, inbound, cancellation);
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // Somebody else wrote to this conversation between our reading and our writing.
            }
        }
    }

    private async Task<IReadOnlyList<Message>> TakeAsync(HubDb db, Inbound inbound, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var conversation = await db.Conversations().FirstOrDefaultAsync(row => row.Id == inbound.ConversationId, cancellation) ?? throw new KeyNotFoundException("No such conversation.");
        var state = ConversationState.FromJson(conversation.State);
        var text = Clean.Text(inbound.Text);
        var reading = await understander.ReadTurnAsync(text, calendar.Today(now), isAnswer: state.Phase != Phase.Idle, cancellation);
        var language = ConversationFlow.LanguageOf(state, text, reading, inbound.Choice, dialogs);
        var known = await KnownLoader.LoadAsync(db, dialogs, conversation, state, reading, language, calendar, now, cancellation);
        var turn = new Turn(text, reading, inbound.Choice, inbound.Photos.Length, Guid.CreateVersion7(), now, calendar.Today(now), words => understander.Read(words, calendar.Today(now)));

        var step = ConversationFlow.Advance(state, turn, dialogs, known);

        var message = MessageRows.Inbound(inbound, text, step.State.Language, now);
        db.Add(message);
        var replies = step.Replies.AddRange(await effects.RunAsync(db, step, conversation, message, inbound, known, now, cancellation)).AddRange(step.Afterwards);
        var answers = replies.Select((reply, i) => MessageRows.Outbound(reply, message, step.State.Language, now.AddMilliseconds(i + 1))).ToList();
        db.AddRange(answers);
        var rested = replies.LastOrDefault(reply => reply.Kind == ReplyKind.Receipt)?.Reference is { } reference ? step.State with { LastReference = reference } : step.State;
        conversation.State = rested.ToJson();
        conversation.Version++;
        conversation.LastAt = now;
        conversation.RetainUntil = now + Retention.Conversation;
        conversation.CallBackAt = Silence.CallBackAt(step.State, dialogs, calendar, now);
        await db.SaveChangesAsync(cancellation);

        // The channel carries the answer itself; only staff's pages need to be told.
        live.Publish(LiveUpdates.OfStaff);
        return answers;
    }

    // Other words under an id that was used before (a page whose answer was lost, and whose words were changed since) are a message of their own.
    private async Task<Inbound> RenamedAsync(Inbound inbound, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var first = await db.Messages().AsNoTracking().Where(message => message.Channel == inbound.Channel && message.ConversationId == inbound.ConversationId && message.ChannelMessageId == inbound.MessageId)
            .Select(message => message.Text).FirstOrDefaultAsync(cancellation);
        return first is null || first == Clean.Text(inbound.Text) ? inbound : inbound with { MessageId = MessageRows.IdOf(inbound.MessageId, inbound.Text) };
    }

    private static async Task<IReadOnlyList<Message>?> FirstAnswerAsync(HubDb db, Inbound inbound, CancellationToken cancellation)
    {
        var first = await db.Messages().AsNoTracking().Where(message => message.Channel == inbound.Channel && message.ConversationId == inbound.ConversationId && message.ChannelMessageId == inbound.MessageId)
            .Select(message => (Guid?)message.Id).FirstOrDefaultAsync(cancellation);
        return first is null ? null : await db.Messages().AsNoTracking().Where(message => message.InReplyTo == first).OrderBy(message => message.At).ToListAsync(cancellation);
    }
}
