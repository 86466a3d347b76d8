using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace ResidentHub.Web.Channels.DirectLine;

/// <summary>JSON as it comes from and goes to clients.</summary>
internal static class Json
{
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    /// <summary>Letters stay letters: the answer is JSON, never part of a page.</summary>
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The object in a body.</summary>
    /// <exception cref="RefusedException">It is no JSON, no object, too deep, not UTF-8, or holds half a surrogate pair.</exception>
    public static JsonObject Object(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
            throw RefusedException.BadSyntax();
        try
        {
            var whole = JsonNode.Parse(body.StartsWith("\uFEFF"u8) ? body[3..] : body, documentOptions: s_strict) as JsonObject ?? throw RefusedException.BadSyntax();

            // Written once, so that what cannot be written is refused here and not when it is read back.
            _ = Text(whole);
            return whole;
        }
        catch (Exception unread) when (unread is JsonException or InvalidOperationException)
        {
            throw RefusedException.BadSyntax();
        }
    }

    public static string Text(JsonNode node) => node.ToJsonString(s_plain);

    /// <summary>The text of a property; null when it is missing or null.</summary>
    /// <exception cref="RefusedException">It is something else than a text.</exception>
    public static string? String(JsonObject whole, string name) => whole[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => throw RefusedException.BadArgument($"'{name}' must be a string."),
    };

    /// <exception cref="RefusedException">It is something else than an object.</exception>
    public static JsonObject? Object(JsonObject whole, string name) => whole[name] switch
    {
        null => null,
        JsonObject found => found,
        _ => throw RefusedException.BadArgument($"'{name}' must be an object."),
    };

    /// <exception cref="RefusedException">It is something else than an array.</exception>
    public static JsonArray? Array(JsonObject whole, string name) => whole[name] switch
    {
        null => null,
        JsonArray found => found,
        _ => throw RefusedException.BadArgument($"'{name}' must be an array."),
    };
}
