namespace ResidentHub.Language.Text;

/// <summary>Folds letters so that spelling habits do not matter: small letters, no accents, ligatures undone.</summary>
public static class Fold
{
    private const int Table = 0x250;

    // Written out, so that it needs no collation data of the machine.
    private static readonly (string Folded, string Letters)[] s_letters =
    [
        ("a", "ÀÁÂÃÄÅàáâãäåĀāĂăĄąǍǎǞǟǠǡǺǻȀȁȂȃȦȧ"),
        ("c", "ÇçĆćĈĉĊċČč"),
        ("d", "ĎďđĐ"),
        ("e", "ÈÉÊËèéêëĒēĔĕĖėĘęĚěȄȅȆȇȨȩ"),
        ("g", "ĜĝĞğĠġĢģǦǧǴǵ"),
        ("h", "ĤĥȞȟħĦ"),
        ("i", "ÌÍÎÏìíîïĨĩĪīĬĭĮįİǏǐȈȉȊȋı"),
        ("j", "Ĵĵǰ"),
        ("k", "ĶķǨǩ"),
        ("l", "ĹĺĻļĽľłŁ"),
        ("n", "ÑñŃńŅņŇňǸǹ"),
        ("o", "ÒÓÔÕÖòóôõöŌōŎŏŐőƠơǑǒǪǫǬǭȌȍȎȏȪȫȬȭȮȯȰȱøØ"),
        ("r", "ŔŕŖŗŘřȐȑȒȓ"),
        ("s", "ŚśŜŝŞşŠšȘș"),
        ("t", "ŢţŤťȚțŧŦ"),
        ("u", "ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųƯưǓǔǕǖǗǘǙǚǛǜȔȕȖȗ"),
        ("w", "Ŵŵ"),
        ("y", "ÝýÿŶŷŸȲȳ"),
        ("z", "ŹźŻżŽž"),
        ("oe", "œŒ"),
        ("ae", "æÆ"),
        ("ss", "ß"),
    ];

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
        foreach (var (folded, letters) in s_letters)
        {
            foreach (var letter in letters)
                table[letter] = folded;
        }

        return table;
    }
}
