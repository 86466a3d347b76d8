using System.Globalization;

namespace ResidentHub.Language.Facts;

/// <summary>Sums of money and months owed.</summary>
internal static class Amounts
{
    private static readonly string[] s_euros = ["euros", "euro", "eur", "e", "balles"];
    private static readonly string[] s_months = ["mois", "loyers", "loyer", "months", "month"];
    private static readonly string[] s_owed = ["retard", "impaye", "impayes", "behind", "late", "arrears", "dois", "doit", "owe", "owing", "dette"];

    public static void Read(in Utterance utterance, List<Fact> facts)
    {
        for (var i = 0; i < utterance.Count; i++)
        {
            if (Euros(utterance, i) is { } euros)
                facts.Add(euros);
            if (utterance.IsAny(i + 1, s_months) && utterance.Number(i) is { } months and < 60 && IsOwed(utterance, i))
                facts.Add(new MonthsFact(utterance.Span(i, i + 1).Start, utterance.Span(i, i + 1).Length, months));
        }
    }

    // "45 €", "45,50 euros", "€45", "1 250 euros".
    private static AmountFact? Euros(in Utterance utterance, int word)
    {
        if (utterance[word] is not { Length: > 0 and <= 7 } figures || !char.IsAsciiDigit(figures[0]))
            return null;
        var last = word;
        var token = utterance.Words.Tokens[word];
        if (token.Start > 1 && utterance.Text[token.Start - 1] is ',' or '.' && char.IsAsciiDigit(utterance.Text[token.Start - 2]))
            return null;
        var end = token.Start + token.Length;
        if (end + 1 < utterance.Text.Length && utterance.Text[end] is ',' or '.' && last + 1 < utterance.Count && utterance.Words.Tokens[last + 1].Start == end + 1 && char.IsAsciiDigit(utterance.Text[end + 1]))
            last++;
        var tail = utterance.Words.Tokens[last];
        var after = utterance.Text[(tail.Start + tail.Length)..].TrimStart();
        var isMoney = after.StartsWith("€") || utterance.IsAny(last + 1, s_euros) || (token.Start > 0 && utterance.Text[..token.Start].TrimEnd().EndsWith("€"));
        var number = utterance.Text[token.Start..(tail.Start + tail.Length)].ToString().Replace(',', '.');
        return isMoney && decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var euros)
            ? new AmountFact(token.Start, tail.Start + tail.Length - token.Start, euros)
            : null;
    }

    private static bool IsOwed(in Utterance utterance, int word)
    {
        for (var i = Math.Max(0, word - 4); i < Math.Min(utterance.Count, word + 6); i++)
        {
            if (utterance.IsAny(i, s_owed) && utterance.Words.Tokens[i].Sentence == utterance.Words.Tokens[word].Sentence)
                return true;
        }

        return false;
    }
}
