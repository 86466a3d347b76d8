using System.Globalization;

namespace ResidentHub.Language.Facts;

/// <summary>Sums of money: "45 €", "45,50 euros", "1 250 €", "12.500,00 euros", "€45", "cent euros".</summary>
internal static class Amounts
{
    private const int MaxFigures = 9;
    private const string Spaces = " \u00a0\u202f";

    private static readonly WordSet s_euros = new("euros euro eur balles euos euors");

    public static void Read(in Utterance utterance, List<Fact> facts)
    {
        for (var i = 0; i < utterance.Count; i++)
        {
            if (!utterance.IsFree(i) || Number(utterance, i) is not { } number)
                continue;
            if (Sum(utterance, i, number.Value, number.Last) is { } sum && utterance.IsFree(i, sum.Last))
            {
                var (start, length) = WithSign(utterance.Text, utterance.Take(i, sum.Last));
                facts.Add(new AmountFact(start, length, sum.Euros));
                number.Last = sum.Last;
            }

            i = number.Last;
        }
    }

    private static (decimal Value, int Last)? Number(in Utterance utterance, int word)
    {
        if (IsFigures(utterance, word))
            return Figures(utterance, word);
        return Numbers.At(utterance, word) is { } words ? (words.Value, words.Last) : null;
    }

    private static (decimal Euros, int Last)? Sum(in Utterance utterance, int first, decimal value, int last)
    {
        var token = utterance.Words.Tokens[last];
        var after = utterance.Text[(token.Start + token.Length)..].TrimStart(Spaces);
        if (after.StartsWith("€"))
            return utterance.Gap(last) is "€" && Cents(utterance, last + 1) is { } cents ? (value + cents, last + 1) : (value, last);
        if (utterance.IsAny(last + 1, s_euros) || IsShort(utterance, last))
            return Cents(utterance, last + 2) is { } more && (utterance.IsEnd(last + 2) || utterance.IsAny(last + 3, ["centimes", "cts"])) ? (value + more, last + 2) : (value, last + 1);
        if (utterance.IsAny(last + 1, ["centimes", "centime", "cts"]))
            return (value / 100, last + 1);
        var start = utterance.Words.Tokens[first].Start;
        var isSignBefore = utterance.Text[..start].TrimEnd(Spaces).EndsWith("€") || utterance.Is(first - 1, "eur");
        return isSignBefore && utterance.IsFigure(first) ? (value, last) : null;
    }

    // The sign is no word, but belongs to the sum.
    private static (int Start, int Length) WithSign(ReadOnlySpan<char> text, (int Start, int Length) span)
    {
        var end = span.Start + span.Length;
        if (text[end..].TrimStart(Spaces) is ['€', .. var rest])
            return (span.Start, text.Length - rest.Length - span.Start);
        var before = text[..span.Start].TrimEnd(Spaces);
        return before is [.., '€'] ? (before.Length - 1, end - before.Length + 1) : span;
    }

    // "45 e", which spellings read as "et"; "3 e étage" is no sum, and "e" is "and" elsewhere.
    private static bool IsShort(in Utterance utterance, int last) =>
        utterance.IsFigure(last) && utterance.Written(last + 1) is "e" && last + 1 < utterance.Count && utterance.Gap(last) is " " && (utterance.IsEnd(last + 1) || utterance.IsAny(last + 2, ["par", "de", "pour", "chaque", "en"]));

    private static decimal? Cents(in Utterance utterance, int word) => utterance[word].Length == 2 && IsFigures(utterance, word) ? int.Parse(utterance[word]) / 100m : null;

    // Groups of three figures are thousands whatever stands between, one or two after a comma or a point are cents.
    private static (decimal Value, int Last)? Figures(in Utterance utterance, int word)
    {
        var (value, figures, last) = (long.Parse(utterance[word], CultureInfo.InvariantCulture), utterance[word].Length, word);
        while (last + 1 < utterance.Count && IsFigures(utterance, last + 1) && utterance.Gap(last) is [var sign])
        {
            var next = utterance[last + 1];
            if (sign is ',' or '.' && next.Length <= 2)
                return (value + int.Parse(next) / (next.Length == 2 ? 100m : 10m), last + 1);
            if (sign is not (' ' or '\u00a0' or '\u202f' or '.' or ',' or '\'') || next.Length != 3 || (last == word && figures > 3) || (figures += 3) > MaxFigures)
                break;
            value = value * 1000 + int.Parse(next);
            last++;
        }

        return (value, last);
    }

    private static bool IsFigures(in Utterance utterance, int word) => utterance[word] is { Length: > 0 and <= MaxFigures } text && Numbers.Digits(text) == text.Length;
}
