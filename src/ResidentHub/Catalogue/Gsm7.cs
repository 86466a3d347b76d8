using System.Text;

namespace ResidentHub.Catalogue;

/// <summary>
/// What a text costs as SMS. GSM-7 (3GPP TS 23.038): 160 signs in one segment, 153 in several, some signs cost two; any other sign turns the whole
/// message into UCS-2: 70 UTF-16 units, 67 in several. What belongs together (a sign of two, a surrogate pair) stands in one segment.
/// </summary>
public static class Gsm7
{
    /// <summary>The longest text a provider takes as one message.</summary>
    public const int MaxLength = 1_600;

    private const string Basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private const string Extended = "^{}\\[~]|€\f";

    // Signs French texts hold and the table lacks, with what readers take for the same.
    private static readonly Dictionary<char, string> s_plain = new()
    {
        ['’'] = "'", ['‘'] = "'", ['“'] = "\"", ['”'] = "\"", ['«'] = "\"", ['»'] = "\"", ['\u00a0'] = " ", ['\u202f'] = " ", ['\u2009'] = " ",
        ['–'] = "-", ['—'] = "-", ['‑'] = "-", ['•'] = "-", ['·'] = "-", ['…'] = "...", ['°'] = "o", ['œ'] = "oe", ['Œ'] = "OE",
        ['ç'] = "c", ['â'] = "a", ['ê'] = "e", ['ë'] = "e", ['î'] = "i", ['ï'] = "i", ['ô'] = "o", ['û'] = "u", ['ÿ'] = "y",
        ['À'] = "A", ['Â'] = "A", ['È'] = "E", ['Ê'] = "E", ['Ë'] = "E", ['Î'] = "I", ['Ï'] = "I", ['Ô'] = "O", ['Ù'] = "U", ['Û'] = "U", ['Ÿ'] = "Y",
    };

    /// <summary>How many segments a text takes; 1 for an empty one.</summary>
    public static int Segments(string text)
    {
        var isPlain = IsPlain(text);
        var (single, several) = isPlain ? (160, 153) : (70, 67);
        var (segments, used, length) = (1, 0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var size = isPlain ? (Extended.Contains(text[i]) ? 2 : 1) : IsPair(text, i) ? 2 : 1;
            i += isPlain ? 0 : size - 1;
            length += size;
            (segments, used) = used + size > several ? (segments + 1, size) : (segments, used + size);
        }

        return length <= single ? 1 : segments;
    }

    /// <summary>Whether every sign is in the GSM-7 table.</summary>
    public static bool IsPlain(string text) => text.All(IsPlain);

    /// <summary>The text with the signs the table lacks written plainly, where that makes the whole of it GSM-7; else as it is: a text in Arabic gains nothing.</summary>
    public static string Cheapest(string text)
    {
        if (text.All(c => IsPlain(c) && c != '\r'))
            return text;
        var plain = new StringBuilder(text.Length + 8);
        foreach (var c in text.Replace("« ", "«").Replace("«\u202f", "«").Replace("«\u00a0", "«").Replace(" »", "»").Replace("\u202f»", "»").Replace("\u00a0»", "»").Replace("\r", ""))
        {
            if (s_plain.GetValueOrDefault(c) is { } written)
                plain.Append(written);
            else if (IsPlain(c))
                plain.Append(c);
            else
                return text;
        }

        return plain.ToString();
    }

    /// <summary>The text in pieces a provider takes, broken where words end; a word longer than a piece is broken anywhere but inside a surrogate pair.</summary>
    /// <param name="max">At least 2.</param>
    public static IReadOnlyList<string> Pieces(string text, int max = MaxLength)
    {
        var pieces = new List<string>();
        var rest = text.AsSpan().Trim();
        while (rest.Length > max)
        {
            var end = rest[..(max + 1)].LastIndexOfAny(' ', '\n');
            if (end <= 0)
                end = char.IsLowSurrogate(rest[max]) && char.IsHighSurrogate(rest[max - 1]) ? max - 1 : max;
            pieces.Add(rest[..end].TrimEnd().ToString());
            rest = rest[end..].TrimStart();
        }

        if (rest.Length > 0)
            pieces.Add(rest.ToString());
        return pieces;
    }

    /// <summary>Length and the signs that make a text costly, for people.</summary>
    public static string Describe(string text)
    {
        var costly = string.Concat(text.Where(c => !IsPlain(c)).Distinct());
        return costly.Length == 0 ? $"{text.Sum(c => Extended.Contains(c) ? 2 : 1)} signs" : $"{text.Length} signs with {costly}";
    }

    private static bool IsPlain(char c) => Basic.Contains(c) || Extended.Contains(c);

    private static bool IsPair(string text, int at) => char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
}
