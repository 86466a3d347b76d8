using System.Text;

namespace ResidentHub.Pipeline;

/// <summary>What a resident may send: any words, without the invisible signs that would make them read otherwise.</summary>
public static class Clean
{
    /// <summary>Signs kept of one message; pages say so before anything is cut.</summary>
    public const int MaxLength = 8_000;

    /// <summary>Control characters become spaces, line ends are unified, direction overrides and broken surrogates vanish.</summary>
    public static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var clean = new StringBuilder(Math.Min(text.Length, MaxLength));
        for (var i = 0; i < text.Length && clean.Length < MaxLength; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                clean.Append(c).Append(text[++i]);
            else if (c is '\n')
                clean.Append(c);
            else if (!char.IsSurrogate(c) && c is not '\r' and not (>= '\u202a' and <= '\u202e') and not (>= '\u2066' and <= '\u2069'))
                clean.Append(char.IsControl(c) ? ' ' : c);
        }

        return clean.ToString().Trim();
    }
}
