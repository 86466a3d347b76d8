using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Pipeline;
using ResidentHub.Web.Setup;

namespace ResidentHub.Web.Channels.DirectLine;

/// <summary>Hands what clients send to the hub and gives the id under which it is kept.</summary>
public sealed partial class Turns(
    IDbContextFactory<HubDb> factory, MessagePipeline pipeline, Threads threads, ThreadPipeline requests, LiveUpdates live, Limits limits, TimeProvider clock, ILogger<Turns> log)
{
    /// <summary>The user of whom nobody knows who they are.</summary>
    public const string Anonymous = "user";

    private const int PerMinute = 300, MostOfAnId = 190;

    /// <summary>Ids that only a token can give: one that a client gives itself is nobody's.</summary>
    private const string Embedded = "dl_";

    // So long a client shows that an answer is being written.
    private static readonly TimeSpan s_typing = TimeSpan.FromSeconds(2.5);

    /// <summary>What is told to the streams of a conversation while its answer takes long.</summary>
    public static string TypingIn(Guid conversation) => $"typing:{conversation:N}";

    /// <param name="photos">Photos that came along, kept already.</param>
    /// <param name="hasUnkeptFile">A file came along that the hub takes no notice of.</param>
    /// <exception cref="RefusedException">It is too long, one of too many, or the hub failed.</exception>
    public async Task<string> TakeAsync(Talk talk, Caller caller, PostedActivity activity, ImmutableArray<Guid> photos = default, bool hasUnkeptFile = false)
    {
        // What Direct Line carries in one direction only, or for a moment.
        if (activity.Type is "typing" or "conversationUpdate" or "contactRelationUpdate")
            return $"{talk.Id}|{Tickets.NewId()}";
        RefuseTooMuch(talk, activity);
        var (from, name) = Sender(talk, caller, activity);
        var inbound = new Inbound(
            talk.Key, ChannelNames.DirectLine, MessageIdOf(activity), activity.Text, Photos: photos, ChannelData: activity.Kept(from, name), Language: LanguageOf(activity.Locale), HasUnkeptFile: hasUnkeptFile);
        try
        {
            var number = activity.Type == PostedActivity.Message ? await SayAsync(inbound) : await KeepAsync(inbound);
            return ActivityWriter.IdOf(talk.Id, number);
        }
        catch (KeyNotFoundException)
        {
            throw RefusedException.NotFound("There is no such conversation.");
        }
#pragma warning disable CA1031 // Direct Line tells its client that the bot failed, whatever it was; the client offers to try again.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogFailed(log, fault.GetType().FullName ?? "", fault.StackTrace);
            throw RefusedException.BotFailed();
        }
    }

    /// <summary>The language of a locale such as <c>fr-FR</c>; null when none is given.</summary>
    public static string? LanguageOf(string? locale) => locale?.Split('-', '_')[0].ToLowerInvariant();

    private void RefuseTooMuch(Talk talk, PostedActivity activity)
    {
        var isWithin = limits.Allows("DirectLine", talk.Key.ToString("N"), PerMinute);
        var isTooLong = activity.Text.Length > Clean.MaxLength;
        if ((isWithin && !isTooLong) || requests.IsDanger(activity.Text))
            return;
        throw isWithin ? RefusedException.TooBig($"A text has at most {Clean.MaxLength} signs.") : RefusedException.TooOften();
    }

    // Who it is from is what the token says; without, what the client says, unless that is an id only a token can give.
    private static (string Id, string? Name) Sender(Talk talk, Caller caller, PostedActivity activity)
    {
        if (caller.Token is { User: { } user } token)
            return (user, token.Name);
        if (activity.From is not { Length: > 0 } from)
            return (talk.User?.Id ?? Anonymous, talk.User?.Name);
        return caller.Token is not null && from.StartsWith(Embedded, StringComparison.Ordinal) ? (Anonymous, null) : (from, activity.FromName);
    }

    private static string MessageIdOf(PostedActivity activity) => activity.ClientId switch
    {
        null => Guid.CreateVersion7().ToString("N"),
        { Length: > MostOfAnId } id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id))),
        var id => id,
    };

    // Goes on when its client is gone: what a resident sent is kept.
    private async Task<int> SayAsync(Inbound inbound)
    {
        var turn = AnswerAsync(inbound);
        while (await Task.WhenAny(turn, Task.Delay(s_typing / 5)) != turn)
        {
            live.Publish(TypingIn(inbound.ConversationId));
            await Task.WhenAny(turn, Task.Delay(s_typing));
        }

        return (await turn).Message.Number;
    }

    private async Task<Exchange> AnswerAsync(Inbound inbound)
    {
        await using var db = await factory.CreateDbContextAsync();
        var pressed = await Buttons.PressedAsync(db, inbound.ConversationId, inbound.Text, CancellationToken.None);
        return await pipeline.ReceiveAsync(inbound with { Choice = pressed }, CancellationToken.None);
    }

    // An event of a client's program: nobody's words, but in its place among them for all who read the stream.
    private Task<int> KeepAsync(Inbound inbound) => Attempt.AgainAsync(async () =>
    {
        await using var db = await factory.CreateDbContextAsync();
        if (await db.Messages().Where(message => message.Channel == inbound.Channel && message.ConversationId == inbound.ConversationId && message.ChannelMessageId == inbound.MessageId).Select(message => (int?)message.Number).FirstOrDefaultAsync() is { } known)
            return known;
        var now = clock.GetUtcNow();
        var conversation = await db.Conversations().FirstOrDefaultAsync(row => row.Id == inbound.ConversationId) ?? throw new KeyNotFoundException();
        var message = new Message
        {
            ConversationId = conversation.Id, ChannelMessageId = inbound.MessageId, Author = Author.Resident, Channel = inbound.Channel, Text = Clean.Text(inbound.Text), ChannelData = inbound.ChannelData,
            Language = Localized.Default, At = now, Part = Part.Unsaid, RetainUntil = now + Retention.Conversation,
        };
        await threads.AddAsync(db, conversation, message, CancellationToken.None);
        await db.SaveChangesAsync();
        live.Publish(LiveUpdates.OfConversation(conversation.Id));
        return message.Number;
    });

    // The type and the place in the program; never the message, which may quote a resident.
    [LoggerMessage(Level = LogLevel.Error, Message = "Direct Line turn failed: {Fault}\n{Stack}")]
    private static partial void LogFailed(ILogger log, string fault, string? stack);
}
