using System.Globalization;

namespace ResidentHub.Language.Facts;

/// <summary>Numbers written as words in French and English, folded.</summary>
public static class Numbers
{
    private const int MaxFigures = 6;

    private static readonly Lexicon<int> s_words = new(
        ("un une one", 1), ("deux two", 2), ("trois three", 3), ("quatre four", 4), ("cinq five", 5), ("six", 6), ("sept seven", 7), ("huit eight", 8), ("neuf nine", 9), ("dix ten", 10), ("onze eleven", 11),
        ("douze twelve", 12), ("treize thirteen", 13), ("quatorze fourteen", 14), ("quinze fifteen", 15), ("seize sixteen", 16), ("seventeen", 17), ("eighteen", 18), ("nineteen", 19), ("vingt vingts twenty", 20),
        ("trente thirty", 30), ("quarante forty", 40), ("cinquante fifty", 50), ("soixante sixty", 60), ("septante seventy", 70), ("huitante eighty", 80), ("nonante ninety", 90));

    private static readonly WordSet s_hundreds = new("cent cents hundred"), s_thousands = new("mille thousand");

    private static readonly Lexicon<int> s_ordinals = new(
        ("premier premiere 1er 1ere first", 1), ("deuxieme second seconde", 2), ("troisieme third", 3), ("quatrieme fourth", 4), ("cinquieme fifth", 5), ("sixieme sixth", 6), ("septieme seventh", 7),
        ("huitieme eighth", 8), ("neuvieme ninth", 9), ("dixieme tenth", 10), ("onzieme eleventh", 11), ("douzieme twelfth", 12), ("treizieme thirteenth", 13), ("quatorzieme fourteenth", 14), ("quinzieme fifteenth", 15),
        ("seizieme sixteenth", 16), ("seventeenth", 17), ("eighteenth", 18), ("nineteenth", 19), ("vingtieme twentieth", 20));

    private static readonly WordSet s_suffixes = new("e er ere eme ieme em th st nd rd");

    private static readonly Lexicon<int> s_collective = new(
        ("huitaine", 8), ("dizaine", 10), ("douzaine dozen", 12), ("quinzaine", 15), ("vingtaine", 20), ("trentaine", 30), ("quarantaine", 40), ("cinquantaine", 50), ("soixantaine", 60), ("centaine", 100));

    /// <summary>One folded word ("deux", "twenty", "vingtaine", also "couple" and "a"), or null.</summary>
    public static int? Word(ReadOnlySpan<char> word) => word switch
    {
        "a" => 1,
        "couple" => 2,
        _ => s_words[word] ?? Collective(word),
    };

    /// <summary>"Dizaine", "dozen": 10 and 12, or null.</summary>
    public static int? Collective(ReadOnlySpan<char> word) => s_collective[word];

    /// <summary>"3e", "3eme", "3rd", "troisieme": 3.</summary>
    public static int? Ordinal(ReadOnlySpan<char> word)
    {
        if (s_ordinals[word] is { } number)
            return number;
        var digits = Digits(word);
        return digits is > 0 and <= 3 && s_suffixes.Contains(word[digits..]) && int.TryParse(word[..digits], out var figure) ? figure : null;
    }

    /// <summary>A whole number that begins at a word, in figures or in words ("quatre-vingt-dix", "two hundred and fifty"), or null.</summary>
    internal static (int Value, int Last)? At(in Utterance utterance, int word)
    {
        if (!utterance.Has(word, Mark.Number))
            return null;
        return utterance.IsFigure(word) ? Figure(utterance[word]) is { } figure ? (figure, word) : null : InWords(utterance, word);
    }

    /// <summary>Marks where numbers begin, which most kinds of fact ask for: "vingt-deux" begins none at "deux".</summary>
    internal static void Find(in Utterance utterance)
    {
        for (var i = 0; i < utterance.Count; i++)
        {
            var last = utterance.IsFigure(i) ? i : InWords(utterance, i)?.Last ?? -1;
            if (last < 0)
                continue;
            utterance.Set(i, i, Mark.Number);
            i = last;
        }
    }

    /// <summary>An ordinal that begins at a word: "3e", "3 ème", "dix-huitième", or null.</summary>
    internal static (int Value, int Last)? OrdinalAt(in Utterance utterance, int word)
    {
        var text = utterance[word];
        if (!(text is [.., >= '0' and <= '9']) && Ordinal(text) is { } one)
            return (one, word);
        // A suffix apart, as it was written: spellings read "e" as "et".
        if (text.Length <= 2 && Figure(text) is { } figure && utterance.Written(word + 1) is "e" or "è" or "ème" or "eme" or "ième" or "ieme" or "er" or "th")
            return (figure, word + 1);
        return utterance.IsAny(word, ["dix", "vingt"]) && Ordinal(utterance[word + 1]) is { } unit && unit < 10 ? ((utterance.Is(word, "dix") ? 10 : 20) + unit, word + 1) : null;
    }

    internal static int Digits(ReadOnlySpan<char> word)
    {
        var digits = 0;
        while (digits < word.Length && char.IsAsciiDigit(word[digits]))
            digits++;
        return digits;
    }

    private static int? Figure(ReadOnlySpan<char> word) =>
        word.Length is > 0 and <= MaxFigures && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static (int Value, int Last)? InWords(in Utterance utterance, int word)
    {
        var (thousands, rest, last) = (0, 0, -1);
        for (var i = word; i < utterance.Count && utterance.IsTogether(word, i); i++)
        {
            if (IsAnd(utterance, i, rest))
                continue;
            if (utterance.IsAny(i, s_thousands) && thousands == 0)
                (thousands, rest) = (Math.Max(rest, 1) * 1000, 0);
            else if (utterance.IsAny(i, s_hundreds) && rest < 20)
                rest = Math.Max(rest, 1) * 100;
            else if (s_words[utterance[i]] is { } small && Joined(rest, small) is { } joined)
                rest = joined;
            else
                break;
            last = i;
        }

        return last < 0 ? null : (thousands + rest, last);
    }

    // "Vingt et un", "soixante et onze", "two hundred and fifty".
    private static bool IsAnd(in Utterance utterance, int word, int before) =>
        before > 0 && ((utterance.Is(word, "et") && before % 100 is >= 20 and <= 60 && utterance.IsAny(word + 1, ["un", "une", "onze"])) || (utterance.Is(word, "and") && before % 100 == 0 && s_words[utterance[word + 1]] is not null));

    // What a small number makes of what stands before it, or null where it begins another number ("deux trois jours").
    private static int? Joined(int before, int small) => (before % 100, small) switch
    {
        (4, 20) => before - 4 + 80,
        (0, _) => before + small,
        (20 or 30 or 40 or 50 or 60 or 70 or 80 or 90, < 10) => before + small,
        (60 or 80, <= 16) => before + small,
        (10 or 70 or 90, >= 7 and <= 9) => before + small,
        _ => null,
    };
}
