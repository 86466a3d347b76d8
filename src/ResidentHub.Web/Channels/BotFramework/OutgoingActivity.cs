using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Messaging;
using ResidentHub.Pipeline;

namespace ResidentHub.Web.Channels.BotFramework;

/// <summary>
/// What the hub says, as the Connector takes it. It has no id and no time of its own: the channel gives those (A2031, A2041), and no
/// <c>serviceUrl</c> (A2302).
/// </summary>
public sealed record OutgoingActivity(
    string Type, string ChannelId, Account From, Account? Recipient, OutgoingActivity.Place Conversation, string? ReplyToId, string Text, string TextFormat, string Locale, OutgoingActivity.Suggested? SuggestedActions)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public sealed record Place(string Id);

    public sealed record Suggested(IReadOnlyList<Button> Actions);

    /// <summary>Sends its value as if the person had written it, for all to see.</summary>
    public sealed record Button(string Type, string Title, string Value);

    /// <summary>One message as the body to be posted.</summary>
    /// <param name="replyTo">The channel's own id of what it answers, or null.</param>
    /// <param name="publicBaseUrl">How the world reaches the hub's pages.</param>
    public static string Write(Message message, string? replyTo, ConversationReference reference, string publicBaseUrl)
    {
        var reply = MessageRows.ReplyOf(message);
        var shown = Shown.In(reference, reply.Options.Length);
        var activity = new OutgoingActivity(
            "message", reference.ChannelId, reference.Bot, reference.User, new Place(reference.Conversation), replyTo,
            Typography.Set(Words(reply, message.Language == "fr" ? " : " : ": ", shown.AsList, publicBaseUrl), message.Language), "plain", message.Language,
            shown.AsButtons ? new Suggested([.. reply.Options.Select(Buttons.WordsOf).Select(words => new Button("imBack", Typography.Set(words, message.Language), words))]) : null);
        return JsonSerializer.Serialize(activity, s_json);
    }

    /// <summary>The id that a body written here answers to, or null.</summary>
    public static string? RepliesTo(string body) => JsonDocument.Parse(body).RootElement.TryGetProperty("replyToId", out var id) ? id.GetString() : null;

    // The numbers to call come first: they must not be scrolled for.
    private static string Words(Reply reply, string colon, bool isListed, string publicBaseUrl)
    {
        var lines = new List<string>();
        if (reply.Numbers.Length > 0)
            lines.Add(string.Join(" · ", reply.Numbers));
        lines.Add(reply.Text);
        lines.AddRange(reply.Rows.Select(row => $"{row.Name}{colon}{row.Value}"));
        if (reply.Link is { } link)
            lines.Add(publicBaseUrl.TrimEnd('/') + link);
        if (isListed)
            lines.Add(Choices.Listed(reply.Options));
        return string.Join('\n', lines);
    }
}
