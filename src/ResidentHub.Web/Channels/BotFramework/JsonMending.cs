using System.Text;

namespace ResidentHub.Web.Channels.BotFramework;

/// <summary>A channel that cut a text in the middle of a sign (an emoji) sends half of it, which no reader takes: the half gives way, the message is not lost.</summary>
internal static class JsonMending
{
    private const int Escape = 6;

    /// <summary>The same JSON with each half of a surrogate pair, written as an escape, replaced by the replacement character.</summary>
    public static string Mend(string json)
    {
        if (!json.Contains("\\u", StringComparison.Ordinal))
            return json;
        var mended = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length;)
        {
            var unit = UnitAt(json, i);
            var length = unit is { } high && char.IsHighSurrogate(high) && UnitAt(json, i + Escape) is { } low && char.IsLowSurrogate(low) ? 2 * Escape
                : unit is not null ? Escape
                : json[i] == '\\' && i + 1 < json.Length ? 2 : 1;
            if (unit is { } half && char.IsSurrogate(half) && length == Escape)
                mended.Append("\\ufffd");
            else
                mended.Append(json, i, length);
            i += length;
        }

        return mended.ToString();
    }

    private static char? UnitAt(string json, int at) =>
        at + Escape <= json.Length && json[at] == '\\' && json[at + 1] == 'u' && ushort.TryParse(json.AsSpan(at + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var unit) ? (char)unit : null;
}
