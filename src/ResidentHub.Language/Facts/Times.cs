namespace ResidentHub.Language.Facts;

/// <summary>Hours of the day: "18h30", "18 h", "6pm", "midi", "de 14h à 18h".</summary>
internal static class Times
{
    public static void Read(in Utterance utterance, List<Fact> facts)
    {
        for (var i = 0; i < utterance.Count; i++)
        {
            if (At(utterance, i) is not { } from)
                continue;
            var second = from.Last + 2;
            if (utterance.IsAny(from.Last + 1, ["a", "to", "jusqu", "et", "and"]) && At(utterance, second) is { } to && to.Time > from.Time)
            {
                Add(utterance, i, to.Last, from.Time, to.Time, facts);
                i = to.Last;
            }
            else
            {
                Add(utterance, i, from.Last, from.Time, null, facts);
                i = from.Last;
            }
        }
    }

    private static (TimeOnly Time, int Last)? At(in Utterance utterance, int word)
    {
        var text = utterance[word];
        if (text is "midi" or "noon")
            return (new TimeOnly(12, 0), word);
        if (text is "minuit" or "midnight")
            return (new TimeOnly(0, 0), word);
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
            digits++;
        if (digits is 0 or > 2)
            return null;
        return Read(utterance, word, int.Parse(text[..digits]), text[digits..]);
    }

    private static (TimeOnly, int)? Read(in Utterance utterance, int word, int hour, ReadOnlySpan<char> unit)
    {
        var last = word;
        if (unit.IsEmpty)
        {
            if (Colon(utterance, word) is { } minutes)
                return Clock(hour, minutes, word + 1);
            unit = utterance[word + 1];
            last = word + 1;
        }

        if (unit is "h" or "heures" or "heure" && Minutes(utterance, last + 1) is { } after)
            return Clock(hour, after, last + 1);
        if (unit is "h" or "heures" or "heure" or "am")
            return Clock(hour % (unit is "am" ? 12 : 24), 0, last);
        if (unit is "pm")
            return Clock(hour % 12 + 12, 0, last);
        return unit.Length is 2 or 3 && unit[0] == 'h' && int.TryParse(unit[1..], out var joined) ? Clock(hour, joined, last) : null;
    }

    // "18h 30", where the minutes are the next word.
    private static int? Minutes(in Utterance utterance, int word) =>
        utterance[word].Length == 2 && int.TryParse(utterance[word], out var minutes) && minutes < 60 && utterance.Words.Tokens[word].Clause == utterance.Words.Tokens[word - 1].Clause ? minutes : null;

    private static int? Colon(in Utterance utterance, int word)
    {
        var end = utterance.Words.Tokens[word].Start + utterance.Words.Tokens[word].Length;
        return end + 2 < utterance.Text.Length && utterance.Text[end] == ':' && utterance[word + 1].Length == 2 && int.TryParse(utterance[word + 1], out var minutes) ? minutes : null;
    }

    private static (TimeOnly, int)? Clock(int hour, int minute, int last) =>
        hour < 24 && minute < 60 ? (new TimeOnly(hour, minute), last) : null;

    private static void Add(in Utterance utterance, int first, int last, TimeOnly from, TimeOnly? to, List<Fact> facts)
    {
        var (start, length) = utterance.Span(first, last);
        facts.Add(new TimeFact(start, length, from, to));
    }
}
