using System.Text.Json;
using System.Text.Json.Nodes;

namespace ResidentHub.Web.Channels.DirectLine;

/// <summary>An activity as a client sends it (Activity schema, protocol version 3): checked, and otherwise left as it is.</summary>
/// <param name="ClientId">The client's own id of it: the same again is a repeat. Null when it has none.</param>
/// <param name="Whole">All of it, to be given back.</param>
public sealed record PostedActivity(string Type, string Text, string? From, string? FromName, string? Locale, string? ClientId, JsonObject Whole)
{
    public const string Message = "message";

    private static readonly string[] s_strings =
    [
        "id", "channelId", "serviceUrl", "callerId", "replyToId", "textFormat", "attachmentLayout", "inputHint", "summary", "speak", "name", "valueType", "label", "deliveryMode", "timestamp", "localTimestamp", "localTimezone", "topicName", "action", "code", "importance", "expiration",
    ];

    private static readonly string[] s_objects = ["recipient", "conversation", "relatesTo", "suggestedActions", "semanticAction"];
    private static readonly string[] s_arrays = ["entities", "membersAdded", "membersRemoved", "reactionsAdded", "reactionsRemoved", "listenFor", "textHighlights"];

    /// <summary>What the hub says of an activity, whatever the client said.</summary>
    private static readonly string[] s_ours = ["id", "timestamp", "channelId", "serviceUrl", "callerId", "conversation", "recipient", "text", "from"];

    /// <exception cref="RefusedException">It is not such an activity.</exception>
    public static PostedActivity Read(ReadOnlySpan<byte> body) => Of(Json.Object(body));

    /// <summary>A message that has nothing but files.</summary>
    public static PostedActivity OfFiles() => Of(new JsonObject { ["type"] = Message });

    /// <summary>What is kept of it beside its text, to be shown to its client again.</summary>
    public string Kept(string from, string? name)
    {
        var kept = (JsonObject)Whole.DeepClone();
        foreach (var ours in s_ours)
            kept.Remove(ours);
        kept["from"] = new JsonObject { ["id"] = from, ["role"] = "user" };
        if (name is not null)
            kept["from"]!["name"] = name;
        return Json.Text(kept);
    }

    /// <summary>The attachments, each an object.</summary>
    public JsonArray Attachments => Whole["attachments"] as JsonArray ?? [];

    private static PostedActivity Of(JsonObject whole)
    {
        if (Json.String(whole, "type") is not { Length: > 0 } type)
            throw RefusedException.MissingProperty("type");
        foreach (var name in s_strings)
            Json.String(whole, name);
        foreach (var name in s_objects)
            Json.Object(whole, name);
        foreach (var name in s_arrays)
            Json.Array(whole, name);
        foreach (var attachment in Json.Array(whole, "attachments") ?? [])
            CheckAttachment(attachment);
        var from = Json.Object(whole, "from") ?? [];
        Json.String(from, "role");
        return new PostedActivity(type, Json.String(whole, "text") ?? "", Json.String(from, "id"), Json.String(from, "name"), Json.String(whole, "locale"), ClientIdOf(whole), whole);
    }

    private static void CheckAttachment(JsonNode? attachment)
    {
        var given = attachment as JsonObject ?? throw RefusedException.BadArgument("Each of 'attachments' must be an object.");
        foreach (var name in (string[])["contentType", "contentUrl", "name", "thumbnailUrl"])
            Json.String(given, name);
    }

    // Web clients send an id of their own in channelData, and the same once more when the first answer was lost.
    private static string? ClientIdOf(JsonObject whole)
    {
        var own = whole["channelData"] is JsonObject data && data["clientActivityID"] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        return own is { Length: > 0 } ? $"c:{own}" : Json.String(whole, "id") is { Length: > 0 } id ? $"i:{id}" : null;
    }
}
