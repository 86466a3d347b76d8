using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.People;
using ResidentHub.Web.Setup;

namespace ResidentHub.Web.Channels.WebChat;

/// <summary>The conversation of this browser: found by its session, begun with its first message.</summary>
public sealed class WebConversation(IDbContextFactory<HubDb> factory, Visit visit, TimeProvider clock)
{
    private const int Shown = 200;

    /// <summary>Messages of this browser's conversation, oldest first, with where it stands; null before the first message.</summary>
    public async Task<Thread?> LoadAsync(CancellationToken cancellation)
    {
        if (await visit.FindSessionAsync(cancellation) is not { } session)
            return null;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var conversation = await db.Conversations().AsNoTracking().Where(row => row.SessionId == session.Id).OrderByDescending(row => row.LastAt).FirstOrDefaultAsync(cancellation);
        if (conversation is null)
            return null;
        var messages = await db.Messages().AsNoTracking().Where(message => message.ConversationId == conversation.Id).OrderByDescending(message => message.Number).Take(Shown).ToListAsync(cancellation);
        messages.Reverse();
        var staff = messages.Select(message => message.StaffId).OfType<Guid>().Distinct().ToList();
        var names = staff.Count == 0 ? [] : await db.Staff().AsNoTracking().Where(member => staff.Contains(member.Id)).ToDictionaryAsync(member => member.Id, member => member, cancellation);
        var photos = await db.Photos().AsNoTracking().Where(photo => photo.ConversationId == conversation.Id && photo.MessageId != null).ToListAsync(cancellation);
        return new Thread(conversation.Id, ConversationState.FromJson(conversation.State), messages, names, photos.ToLookup(photo => photo.MessageId!.Value));
    }

    /// <summary>The conversation's id; it is begun now when there is none.</summary>
    public async Task<(Guid Id, WebSession Session)> OpenAsync(CancellationToken cancellation)
    {
        var session = await visit.SessionAsync(cancellation);
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var known = await db.Conversations().Where(row => row.SessionId == session.Id).OrderByDescending(row => row.LastAt).Select(row => (Guid?)row.Id).FirstOrDefaultAsync(cancellation);
        if (known is { } id)
            return (id, session);
        var now = clock.GetUtcNow();
        var conversation = new Conversation
        {
            Channel = ChannelNames.Web, Address = session.Id.ToString("N"), SessionId = session.Id, State = ConversationState.New(visit.Language).ToJson(),
            CreatedAt = now, LastAt = now, RetainUntil = now + Retention.Conversation,
        };
        db.Add(conversation);
        await db.SaveChangesAsync(cancellation);
        return (conversation.Id, session);
    }
}

/// <summary>What the chat page shows.</summary>
public sealed record Thread(Guid Id, ConversationState State, IReadOnlyList<Message> Messages, IReadOnlyDictionary<Guid, StaffMember> Staff, ILookup<Guid, Photo> Photos);
