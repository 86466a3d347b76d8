using System.Globalization;

namespace ResidentHub.Language.Text;

/// <summary>Folds letters so that spelling habits do not matter: small letters, no accents, ligatures undone.</summary>
public static class Fold
{
    private const int Table = 0x250;
    private static readonly string?[] s_latin = BuildLatin();

    /// <summary>The folded form of one UTF-16 unit: one or two letters, or an empty span for a combining mark.</summary>
    public static ReadOnlySpan<char> Char(char c, Span<char> room)
    {
        if (c < 0x80)
        {
            room[0] = c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
            return room[..1];
        }

        if (c < Table && s_latin[c] is { } folded)
            return folded;
        if (IsDroppedMark(c))
            return [];
        room[0] = char.ToLowerInvariant(c);
        return room[..1];
    }

    /// <summary>The whole text folded; marks vanish, so the result may be shorter or longer than the text.</summary>
    public static string Text(string text)
    {
        var folded = new System.Text.StringBuilder(text.Length);
        Span<char> room = stackalloc char[1];
        foreach (var c in text)
            folded.Append(Char(c, room));
        return folded.ToString();
    }

    // Combining accents, Arabic vowel signs and tatweel, variation selectors, joiners and direction marks carry no letters.
    private static bool IsDroppedMark(char c) =>
        c is (>= '\u0300' and <= '\u036f') or (>= '\u064b' and <= '\u065f') or '\u0640' or '\u0670'
            or (>= '\ufe00' and <= '\ufe0f') or (>= '\u200b' and <= '\u200f') or (>= '\u202a' and <= '\u202e') or '\u00ad' or '\ufeff';

    private static string?[] BuildLatin()
    {
        var table = new string?[Table];
        for (var c = (char)0x80; c < Table; c++)
        {
            if (!char.IsLetter(c))
                continue;
            var bare = c.ToString().Normalize(System.Text.NormalizationForm.FormD)
                .Where(x => CharUnicodeInfo.GetUnicodeCategory(x) != UnicodeCategory.NonSpacingMark);
            table[c] = string.Concat(bare).ToLowerInvariant();
        }

        foreach (var (from, to) in new[] { ('œ', "oe"), ('Œ', "oe"), ('æ', "ae"), ('Æ', "ae"), ('ß', "ss"), ('ø', "o"), ('Ø', "o"), ('ł', "l"), ('Ł', "l"), ('ı', "i"), ('đ', "d"), ('Đ', "d") })
            table[from] = to;
        return table;
    }
}
