using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Pipeline;
using ResidentHub.Web.Setup;

namespace ResidentHub.Web.Channels.BotFramework;

/// <summary>What is answered to a call: a status, and what is said where it is said in place.</summary>
/// <param name="Said">Bodies of activities; null: an empty answer.</param>
public sealed record DoorAnswer(int Status, IReadOnlyList<string>? Said = null);

/// <summary>Takes in what a channel posts, once the call is believed: each activity has its effect once, however often it is delivered (A2033).</summary>
public sealed class MessagesDoor(
    BotFrameworkSettings settings, ChannelConversations conversations, MessagePipeline pipeline, ThreadPipeline requests, Welcome welcome, Silence silence, AttachedPictures pictures,
    PhotoStore photos, IDbContextFactory<HubDb> factory, HubSettings hub, Limits limits)
{
    private const int MaxId = 200, PerMinute = 240;

    /// <summary>The hub's answer to an activity, which <see cref="Caller.VouchesFor"/>.</summary>
    public async Task<DoorAnswer> TakeAsync(Caller caller, Activity activity, CancellationToken cancellation)
    {
        var reading = new ActivityReading(activity, settings.AppId);
        if (activity.Type == "invoke")
            return new DoorAnswer(StatusCodes.Status501NotImplemented);
        if (activity.Type is not ("message" or "conversationUpdate" or "endOfConversation"))
            return Done(activity, []);
        if (activity.Conversation?.Id is not { Length: > 0 } place)
            return new DoorAnswer(StatusCodes.Status400BadRequest);
        var reference = new ConversationReference(
            activity.ServiceUrl!, activity.ChannelId ?? "", place, activity.Recipient ?? new Account(settings.AppId), activity.From, activity.Conversation.HasSeveralPeople, caller.IsVerified);
        return activity.Type switch
        {
            "message" => await HearAsync(activity, reading, reference, cancellation),
            // Where several people talk, the place is greeted, not each of them.
            "conversationUpdate" => Done(activity, await GreetAsync(activity, reading, reference.IsShared ? reference with { User = null } : reference, cancellation)),
            _ => Done(activity, await EndAsync(reference, cancellation)),
        };
    }

    private async Task<DoorAnswer> HearAsync(Activity activity, ActivityReading reading, ConversationReference reference, CancellationToken cancellation)
    {
        if (reading.IsHub(activity.From?.Id) || !reading.IsMeant)
            return Done(activity, []);
        var conversation = await OpenAsync(reading, reference, cancellation);
        var id = MessageIdOf(activity.Id);
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var isKnown = await db.Messages().AnyAsync(message => message.Channel == ChannelNames.BotFramework && message.ConversationId == conversation && message.ChannelMessageId == id, cancellation);
        var words = reading.Words;
        if (!isKnown && !IsWithinLimits(conversation, words))
            return new DoorAnswer(StatusCodes.Status429TooManyRequests);
        var kept = isKnown ? [] : await KeepPicturesAsync(db, activity, reference, conversation, cancellation);
        var choice = Choices.Meant(words, await Buttons.ShownAsync(db, conversation, cancellation));
        var inbound = new Inbound(
            conversation, ChannelNames.BotFramework, id, choice?.Text ?? words, choice?.Key, [.. kept], JsonSerializer.Serialize(activity.Id), activity.ExpectsReplies, IsNamedByChannel: true,
            HasUnkeptFile: AttachedPictures.CountFiles(activity) > kept.Count);
        var exchange = await pipeline.ReceiveAsync(inbound, cancellation);
        return Done(activity, exchange.Answers.Select(answer => Write(answer, exchange.Message, reference)));
    }

    // A newcomer is greeted; that the hub itself was added calls for nothing.
    private async Task<IEnumerable<string>> GreetAsync(Activity activity, ActivityReading reading, ConversationReference reference, CancellationToken cancellation)
    {
        if (!reading.IsSomebodyNew)
            return [];
        var conversation = await OpenAsync(reading, reference, cancellation);
        var said = await welcome.SayAsync(conversation, activity.ExpectsReplies, cancellation);
        return said.Select(message => Write(message, null, reference));
    }

    private async Task<IEnumerable<string>> EndAsync(ConversationReference reference, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await ChannelConversations.Of(db, ChannelNames.BotFramework, reference.Address).Select(row => (Guid?)row.Id).FirstOrDefaultAsync(cancellation) is { } conversation)
            await silence.EndAsync(conversation, cancellation);
        return [];
    }

    private Task<Guid> OpenAsync(ActivityReading reading, ConversationReference reference, CancellationToken cancellation) =>
        conversations.OpenAsync(ChannelNames.BotFramework, reference.Address, reading.Language, reference.ToJson(), cancellation);

    private bool IsWithinLimits(Guid conversation, string words) =>
        limits.Allows("BotFramework", conversation.ToString("N"), PerMinute) || requests.IsDanger(words);

    private async Task<List<Guid>> KeepPicturesAsync(HubDb db, Activity activity, ConversationReference reference, Guid conversation, CancellationToken cancellation)
    {
        var kept = new List<Guid>();
        foreach (var picture in await pictures.FetchAsync(activity, reference, cancellation))
        {
            if (await photos.KeepAsync(db, picture, null, conversation, cancellation) is { } photo)
                kept.Add(photo.Id);
        }

        await db.SaveChangesAsync(cancellation);
        return kept;
    }

    private string Write(Message message, Message? answered, ConversationReference reference) => OutgoingActivity.Write(message, ActivityIdOf(answered), reference, hub.PublicBaseUrl);

    /// <summary>The channel's own id of a message that came from it, or null.</summary>
    public static string? ActivityIdOf(Message? message) => message?.ChannelData is { } json ? JsonSerializer.Deserialize<string?>(json) : null;

    // A message without an id is known by nothing: each is one of its own.
    private static string MessageIdOf(string? id) => id switch
    {
        null or "" => Guid.CreateVersion7().ToString("N"),
        { Length: <= MaxId - 17 } => id,
        _ => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id))),
    };

    private static DoorAnswer Done(Activity activity, IEnumerable<string> said) => new(StatusCodes.Status200OK, activity.ExpectsReplies ? [.. said] : null);
}
