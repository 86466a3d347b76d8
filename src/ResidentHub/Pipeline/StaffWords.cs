using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Language.Facts;
using ResidentHub.Messaging;
using ResidentHub.Notifications;
using ResidentHub.People;
using ResidentHub.Requests;

namespace ResidentHub.Pipeline;

/// <summary>Where a reply to a resident goes, said to staff before they send it.</summary>
/// <param name="Channel">web, sms, page…: where the words themselves stand.</param>
/// <param name="Language">The resident's.</param>
/// <param name="Notified">How the resident is told that an answer waits: sms, email, or why they are not (no-contact, risky…).</param>
/// <param name="IsBlocked">The resident takes nothing from the hub there.</param>
public sealed record ReplyRoute(string Channel, string Language, string Notified, bool IsBlocked)
{
    public bool IsShort => ChannelTraits.Of(Channel).IsShort;
}

/// <summary>Puts a person's words, or the hub's own on an ending, into the resident's thread, and decides whether a neutral notice leaves with them.</summary>
public sealed class StaffWords(Dialogs dialogs, Threads threads, WaysOut channels, HubSettings settings)
{
    public async Task<ReplyRoute> RouteAsync(HubDb db, ServiceRequest request, RequestType type, CancellationToken cancellation)
    {
        var conversation = await db.Conversations().AsNoTracking().FirstOrDefaultAsync(row => row.Id == request.ConversationId, cancellation);
        var isBlocked = conversation is not null && await Unsent.IsBlockedAsync(db, conversation.Id, conversation.Channel, conversation.Address, cancellation);
        var channel = conversation is null || await threads.IsForItsPageOnlyAsync(db, request, conversation.Channel, cancellation) ? ThreadPipeline.PageChannel : conversation.Channel;
        return new ReplyRoute(channel, request.Language, (await NoticeRouteAsync(db, request, type, cancellation)).Because, isBlocked);
    }

    /// <summary>Adds the message and its notice to the caller's transaction. False when this very message is there already.</summary>
    internal async Task<bool> AddAsync(HubDb db, ServiceRequest request, RequestType type, Conversation? conversation, StaffMember staff, string messageId, string written, DateTimeOffset now, CancellationToken cancellation)
    {
        var (thread, channel) = (conversation?.Id ?? request.Id, conversation?.Channel ?? ThreadPipeline.PageChannel);
        if (await db.Messages().AnyAsync(message => message.Channel == channel && message.ConversationId == thread && message.ChannelMessageId == messageId, cancellation))
            return false;
        var message = ThreadPipeline.Row(thread, channel, Author.Staff, Clean.Text(written), request, now, messageId, staff.Id);
        await threads.AddAsync(db, conversation, message, cancellation);
        await AddNoticeAsync(db, request, type, conversation, message, now, cancellation);

        // Where there is no page to say it on, yes and no are asked for after the words that tell what was done.
        if (request.State == RequestState.Resolved && conversation is not null && ChannelTraits.Of(channel).IsShort)
            await SayAsync(db, request, conversation, "closing.resolved", now, cancellation);
        return true;
    }

    /// <summary>Tells in the hub's own neutral words what became of a request, with its notice, in the caller's transaction.</summary>
    /// <param name="key">A key of <c>closing</c>.</param>
    internal async Task TellAsync(HubDb db, ServiceRequest request, RequestType type, Conversation? conversation, string key, DateTimeOffset now, CancellationToken cancellation) =>
        await AddNoticeAsync(db, request, type, conversation, await SayAsync(db, request, conversation, key, now, cancellation), now, cancellation);

    private async Task<Message> SayAsync(HubDb db, ServiceRequest request, Conversation? conversation, string key, DateTimeOffset now, CancellationToken cancellation)
    {
        var channel = conversation?.Channel ?? ThreadPipeline.PageChannel;
        var isShort = ChannelTraits.Of(channel).IsShort;
        var text = dialogs.Replies.For(isShort).Say(request.Language, key, ("ref", References.Show(request.Reference)));
        var message = MessageRows.Assistant(new Reply(ReplyKind.Text, text), conversation?.Id ?? request.Id, channel, request.Language, now);
        (message.RequestId, message.Part, message.RetainUntil) = (request.Id, Part.Thread, request.RetainUntil);
        await threads.AddAsync(db, conversation, message, cancellation);

        // From now on a yes or a no answers this.
        if (isShort && request.State == RequestState.Resolved)
            conversation!.State = (ConversationState.FromJson(conversation.State) with { ToConfirm = request.Reference, Shown = [] }).ToJson();
        return message;
    }

    internal static Task<Conversation?> ConversationAsync(HubDb db, ServiceRequest request, CancellationToken cancellation) =>
        db.Conversations().FirstOrDefaultAsync(row => row.Id == request.ConversationId, cancellation);

    private async Task AddNoticeAsync(HubDb db, ServiceRequest request, RequestType type, Conversation? conversation, Message message, DateTimeOffset now, CancellationToken cancellation)
    {
        var route = await NoticeRouteAsync(db, request, type, cancellation);

        // To the number that the words themselves are sent to, no notice is sent of them.
        var isSaidThere = conversation is not null && conversation.Address == route.Address && db.Outbox().Local.Any(row => row.MessageId == message.Id);
        if (route.Kind is { } kind && !isSaidThere)
            db.Add(Outgoing.Answer(kind, route.Address!, request, dialogs.Replies, settings.PublicBaseUrl, now));
    }

    private async Task<ContactRoute> NoticeRouteAsync(HubDb db, ServiceRequest request, RequestType type, CancellationToken cancellation)
    {
        var reporter = await db.Reporters().AsNoTracking().FirstOrDefaultAsync(row => row.RequestId == request.Id, cancellation);
        return await ContactRoutes.OfAsync(db, Matter.Answer, request, reporter, type, channels, cancellation);
    }
}
