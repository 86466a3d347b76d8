using System.Text.Json;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Messaging;

namespace ResidentHub.Pipeline;

/// <summary>Messages as rows, and back.</summary>
public static class MessageRows
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    /// <summary>An id for other words under an id that was used: the same words again have the same.</summary>
    internal static string IdOf(string messageId, string text) =>
        $"{messageId}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..16]}";

    internal static Message Inbound(Inbound inbound, string text, string language, DateTimeOffset now) => new()
    {
        ConversationId = inbound.ConversationId,
        ChannelMessageId = inbound.MessageId,
        Author = Author.Resident,
        Channel = inbound.Channel,
        Text = text,
        Content = inbound.Choice,
        ChannelData = inbound.ChannelData,
        Language = language,
        At = now,
        RetainUntil = now + Retention.Conversation,
    };

    /// <summary>An answer to a message. First lines tell what was confided as plainly as the words: they are the officer's too.</summary>
    internal static Message Outbound(Reply reply, Message answered, string language, DateTimeOffset now)
    {
        var row = Assistant(reply, answered.ConversationId, answered.Channel, language, now, answered.Id);
        row.SafetyAlertId = answered.SafetyAlertId;
        return row;
    }

    /// <summary>Something the assistant says of itself or in answer to a message.</summary>
    public static Message Assistant(Reply reply, Guid conversation, string channel, string language, DateTimeOffset now, Guid? answered = null) => new()
    {
        ConversationId = conversation,
        InReplyTo = answered,
        Author = Author.Assistant,
        Channel = channel,
        Text = reply.Text,
        Content = JsonSerializer.Serialize(reply, s_json),
        Language = language,
        At = now,
        RetainUntil = now + Retention.Conversation,
    };

    /// <summary>What the assistant said, with its choices and rows.</summary>
    public static Reply ReplyOf(Message message) =>
        message.Author == Author.Assistant && message.Content is { } json ? JsonSerializer.Deserialize<Reply>(json, s_json)! : new Reply(ReplyKind.Text, message.Text);
}
