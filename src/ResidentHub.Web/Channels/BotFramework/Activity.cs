using System.Text;
using System.Text.Json;

namespace ResidentHub.Web.Channels.BotFramework;

/// <summary>
/// What a channel posts (Activity schema 3), as far as the hub reads it. Who may do what never follows from it: <c>callerId</c>,
/// <c>from.role</c> and <c>channelData</c> are not even read.
/// </summary>
public sealed record Activity(
    string Type,
    string? Id = null,
    string? ServiceUrl = null,
    string? ChannelId = null,
    Account? From = null,
    Account? Recipient = null,
    ConversationAccount? Conversation = null,
    string? Text = null,
    string? TextFormat = null,
    string? Locale = null,
    string? DeliveryMode = null,
    JsonElement Value = default,
    IReadOnlyList<Attachment?>? Attachments = null,
    IReadOnlyList<JsonElement>? Entities = null,
    IReadOnlyList<Account?>? MembersAdded = null)
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { MaxDepth = 128 };

    /// <summary>The activity of a body, or null when it is no activity: broken, without a type, or with a field that is not what the schema says.</summary>
    public static Activity? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = JsonMending.Mend(s_utf8.GetString(body.StartsWith(Encoding.UTF8.Preamble) ? body[3..] : body));
            return JsonSerializer.Deserialize<Activity>(json, s_json) is { } activity && !string.IsNullOrWhiteSpace(activity.Type) ? activity : null;
        }
        catch (Exception fault) when (fault is JsonException or DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The replies are the answer to this very call (A3112).</summary>
    public bool ExpectsReplies => DeliveryMode == "expectReplies";
}

/// <summary>Somebody in a conversation: a person, or the hub itself.</summary>
public sealed record Account(string? Id, string? Name = null);

/// <summary>Where it was said.</summary>
public sealed record ConversationAccount(string? Id, bool? IsGroup = null, string? ConversationType = null)
{
    /// <summary>More than one person may be there: also where a channel (Teams) says it by the kind of conversation only.</summary>
    public bool HasSeveralPeople => IsGroup == true || ConversationType is "channel" or "groupChat";
}

public sealed record Attachment(string? ContentType, string? ContentUrl = null, JsonElement Content = default);
