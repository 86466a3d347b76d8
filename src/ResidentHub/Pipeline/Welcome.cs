using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;

namespace ResidentHub.Pipeline;

/// <summary>Greets who came into a conversation in which nothing was said yet, once.</summary>
public sealed class Welcome(IDbContextFactory<HubDb> factory, Dialogs dialogs, Threads threads, LiveUpdates live, TimeProvider clock)
{
    /// <summary>Gives what is said, oldest first; nothing where somebody spoke before.</summary>
    /// <param name="isAnsweredInPlace">The channel carries it in its answer to this very call.</param>
    public Task<IReadOnlyList<Message>> SayAsync(Guid conversationId, bool isAnsweredInPlace, CancellationToken cancellation) => Attempt.AgainAsync<IReadOnlyList<Message>>(async () =>
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var conversation = await db.Conversations().FirstAsync(row => row.Id == conversationId, cancellation);
        if (conversation.LastNumber > 0)
            return [];
        var now = clock.GetUtcNow();
        var step = ConversationFlow.Welcome(ConversationState.FromJson(conversation.State), dialogs);
        var said = step.Replies.Select(reply => MessageRows.Assistant(reply, conversation.Id, conversation.Channel, step.State.Language, now)).ToList();
        foreach (var message in said)
            await threads.AddAsync(db, conversation, message, cancellation, isAnsweredInPlace);
        conversation.State = step.State.ToJson();
        await db.SaveChangesAsync(cancellation);
        live.Publish(LiveUpdates.OfConversation(conversationId));
        return said;
    });
}
