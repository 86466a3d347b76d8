using System.Text;

namespace ResidentHub.Catalogue;

/// <summary>
/// Sets texts for the page: curly apostrophes everywhere; in French no-break spaces before double signs and units, and guillemets
/// (Imprimerie nationale). SMS keep the plain signs.
/// </summary>
public static class Typography
{
    private const char NoBreak = '\u00a0', NarrowNoBreak = '\u202f', Apostrophe = '\u2019';

    public static string Set(string text, string language)
    {
        if (text.AsSpan().IndexOfAny(" '\"") < 0)
            return text;
        var set = new StringBuilder(text.Length + 8);
        var isFrench = language == "fr";
        var isOpen = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\'')
                set.Append(Apostrophe);
            else if (c == '"' && isFrench)
                Quote(set, isOpen = !isOpen);
            else if (c == ' ' && isFrench)
                set.Append(SpaceBefore(text, i));
            else
                set.Append(c);
        }

        return set.ToString();
    }

    private static void Quote(StringBuilder set, bool opens)
    {
        if (opens)
            set.Append('«').Append(NarrowNoBreak);
        else
            set.Append(NarrowNoBreak).Append('»');
    }

    private static char SpaceBefore(string text, int at)
    {
        var next = at + 1 < text.Length ? text[at + 1] : ' ';
        var isAfterDigit = at > 0 && char.IsAsciiDigit(text[at - 1]);
        return next switch
        {
            '?' or '!' or ';' or '»' => NarrowNoBreak,
            ':' => NoBreak,
            '€' or '%' => NoBreak,
            'h' when isAfterDigit && (at + 2 >= text.Length || !char.IsLetter(text[at + 2])) => NoBreak,
            _ when at > 0 && text[at - 1] == '«' => NarrowNoBreak,
            _ when isAfterDigit && char.IsAsciiDigit(next) => NoBreak,
            _ => ' ',
        };
    }
}
