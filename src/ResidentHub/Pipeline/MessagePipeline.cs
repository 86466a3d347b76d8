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
/// <param name="ChannelData">What the channel sent with it and wants back, as JSON.</param>
/// <param name="IsAnsweredInPlace">The channel carries the answers in its answer to this very call: they are not pushed, and no open page is told.</param>
/// <param name="Language">What the channel says the resident speaks; heeded in a conversation's first message.</param>
/// <param name="HasUnkeptFile">A file came along that is no photo: the resident is told.</param>
/// <param name="IsNamedByChannel">The channel itself gives each message its id: whatever comes under an id again is that message.</param>
public sealed record Inbound(
    Guid ConversationId, string Channel, string MessageId, string Text, string? Choice = null, ImmutableArray<Guid> Photos = default, string? ChannelData = null, bool IsAnsweredInPlace = false,
    string? Language = null, bool HasUnkeptFile = false, bool IsNamedByChannel = false)
{
    public ImmutableArray<Guid> Photos { get; init; } = Photos.IsDefault ? [] : Photos;

    /// <summary>The network itself took the message for STOP (true) or START (false), and answered it.</summary>
    public bool? OptOut { get; init; }

    /// <summary>Kept and read for danger; nothing else is said to it.</summary>
    public bool IsOnlyKept { get; init; }

    /// <summary>Photos that came with it and could not be fetched.</summary>
    public int LostPhotos { get; init; }
}

/// <summary>A message as it was kept, and what was answered to it, oldest first: the same for each repeat.</summary>
public sealed record Exchange(Message Message, IReadOnlyList<Message> Answers);

/// <summary>
/// The only way in for conversations: load, read, decide, save, answer. One inbound message is one transaction; the answer leaves after the
/// commit. Messages of one conversation are taken one after the other; where another process or a person wrote meanwhile, the later one decides
/// again.
/// </summary>
public sealed class MessagePipeline(
    IDbContextFactory<HubDb> factory, Dialogs dialogs, Understander understander, Effects effects, Threads threads, WorkingCalendar calendar, HubSettings settings, LiveUpdates live, TimeProvider clock)
{
    private readonly Dialogs _shortDialogs = dialogs.For(isShort: true);
    private readonly Commands _commands = new(dialogs);
    private readonly OneAtATime _turns = new();

    /// <summary>Takes one message in and gives what is answered.</summary>
    /// <exception cref="KeyNotFoundException">There is no such conversation.</exception>
    public async Task<Exchange> ReceiveAsync(Inbound inbound, CancellationToken cancellation)
    {
        using var turn = await _turns.EnterAsync(inbound.ConversationId, cancellation);
        var renamed = await RenamedAsync(inbound, cancellation);
        return await Attempt.AgainAsync(() => TakeAsync(renamed, cancellation));
    }

    private async Task<Exchange> TakeAsync(Inbound inbound, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await FirstAsync(db, inbound, cancellation) is { } repeated)
            return repeated;
        var now = clock.GetUtcNow();
        var conversation = await db.Conversations().FirstOrDefaultAsync(row => row.Id == inbound.ConversationId, cancellation) ?? throw new KeyNotFoundException("No such conversation.");
        var state = ConversationState.FromJson(conversation.State);
        var isShort = ChannelTraits.Of(conversation.Channel).IsShort;
        var spoken = isShort ? _shortDialogs : dialogs;
        if (conversation.LastNumber == 0 && inbound.Language is { } announced && Dialogs.SpokenWell.Contains(announced))
            state = state with { Language = announced };
        var text = Clean.Text(inbound.Text);
        var reading = await understander.ReadTurnAsync(text, calendar.Today(now), isAnswer: state.Phase != Phase.Idle, cancellation);
        reading = isShort ? _commands.Heed(reading, text) : reading;
        var language = ConversationFlow.LanguageOf(state, text, reading, inbound.Choice, spoken);
        var known = await KnownLoader.LoadAsync(db, spoken, conversation, state, reading, language, calendar, settings, now, cancellation);
        var turn = new Turn(text, reading, inbound.Choice, inbound.Photos.Length, Guid.CreateVersion7(), now, calendar.Today(now), words => understander.Read(words, calendar.Today(now)), inbound.HasUnkeptFile)
        {
            OptOut = inbound.OptOut, IsOnlyKept = inbound.IsOnlyKept, LostPhotos = inbound.LostPhotos,
        };

        var step = ConversationFlow.Advance(state, turn, spoken, known);

        var message = MessageRows.Inbound(inbound, text, step.State.Language, now);
        await threads.AddAsync(db, conversation, message, cancellation);
        var replies = step.Replies.AddRange(await effects.RunAsync(db, step, conversation, message, inbound, known, now, cancellation)).AddRange(step.Afterwards);
        var said = isShort ? Brief.Joined(replies) : replies;
        var answers = said.Select(reply => MessageRows.Outbound(reply, message, step.State.Language, now)).ToList();
        foreach (var answer in answers)
            await threads.AddAsync(db, conversation, answer, cancellation, inbound.IsAnsweredInPlace);
        var rested = replies.LastOrDefault(reply => reply.Kind == ReplyKind.Receipt)?.Reference is { } reference ? step.State with { LastReference = reference } : step.State;
        conversation.State = (isShort && !said.IsEmpty ? rested with { Shown = Brief.Numbers(said[^1]) } : rested).ToJson();
        conversation.RetainUntil = now + Retention.Conversation;
        conversation.CallBackAt = Silence.CallBackAt(step.State, dialogs, calendar, now);
        await db.SaveChangesAsync(cancellation);

        live.Publish(LiveUpdates.OfStaff);
        if (!inbound.IsAnsweredInPlace)
            live.Publish(LiveUpdates.OfConversation(conversation.Id));
        return new Exchange(message, answers);
    }

    // Other words under an id that was used before (a page whose answer was lost, and whose words were changed since) are a message of their own.
    private async Task<Inbound> RenamedAsync(Inbound inbound, CancellationToken cancellation)
    {
        if (inbound.IsNamedByChannel)
            return inbound;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var first = await Known(db, inbound).Select(message => message.Text).FirstOrDefaultAsync(cancellation);
        return first is null || first == Clean.Text(inbound.Text) ? inbound : inbound with { MessageId = MessageRows.IdOf(inbound.MessageId, inbound.Text) };
    }

    private static async Task<Exchange?> FirstAsync(HubDb db, Inbound inbound, CancellationToken cancellation) =>
        await Known(db, inbound).FirstOrDefaultAsync(cancellation) is { } first
            ? new Exchange(first, await db.Messages().AsNoTracking().Where(message => message.InReplyTo == first.Id).OrderBy(message => message.Number).ToListAsync(cancellation))
            : null;

    private static IQueryable<Message> Known(HubDb db, Inbound inbound) =>
        db.Messages().AsNoTracking().Where(message => message.Channel == inbound.Channel && message.ConversationId == inbound.ConversationId && message.ChannelMessageId == inbound.MessageId);
}
