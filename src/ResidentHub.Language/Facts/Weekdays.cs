namespace ResidentHub.Language.Facts;

/// <summary>Days of the week: "mardi", "samedi dernier", "next monday", "lundi en huit", "mardi 3 mars".</summary>
internal static class Weekdays
{
    private const int Last = 5;

    private static readonly Lexicon<DayOfWeek> s_days = new(
        ("dimanche sunday", DayOfWeek.Sunday), ("lundi monday", DayOfWeek.Monday), ("mardi tuesday", DayOfWeek.Tuesday), ("mercredi wednesday", DayOfWeek.Wednesday),
        ("jeudi thursday", DayOfWeek.Thursday), ("vendredi friday", DayOfWeek.Friday), ("samedi saturday", DayOfWeek.Saturday));

    /// <summary>A day of the week in the singular, or its plural ("samedis"), or null.</summary>
    public static DayOfWeek? Name(ReadOnlySpan<char> word) => s_days[word] ?? (word is [.. var one, 's'] ? s_days[one] : null);

    /// <summary>The next such day, today among them, or the last one before today.</summary>
    public static (DateOnly Date, int Last)? At(in Utterance utterance, int word, bool past)
    {
        // "Un dimanche" is no day in particular.
        if (utterance.IsAny(word - 1, ["un", "a", "one"]))
            return null;
        var turn = utterance.IsAny(word, ["next", "last"]) ? Turns.At(utterance, word) : null;
        var last = turn is null ? word : word + 1;
        if (s_days[utterance[last]] is not { } wanted)
            return null;
        if (turn is null && Turns.After(utterance, last) is { } after)
            (turn, last) = (after, last + 1);
        past = turn is null ? past : turn < 0;
        if (utterance.IsTogether(last, last + 1) && Dated(utterance, last + 1, past) is { } dated)
            return dated;
        var date = Nearest(utterance.Today, wanted, past, isNext: turn > 0);
        return utterance.Is(last + 1, "en") && utterance.IsAny(last + 2, ["huit", "quinze"])
            ? (date.AddDays(utterance.Is(last + 2, "huit") ? 7 : 14), last + 2)
            : (date, last);
    }

    /// <summary>"Le dernier vendredi de mai", "the first Saturday of the month".</summary>
    public static (DateOnly Date, int Last)? OfMonth(in Utterance utterance, int word, bool past)
    {
        var nth = utterance.IsAny(word, ["dernier", "last"]) ? Last : Numbers.OrdinalAt(utterance, word) is { Value: <= 4 } ordinal ? ordinal.Value : 0;
        if (nth == 0 || s_days[utterance[word + 1]] is not { } wanted || !utterance.IsAny(word + 2, ["de", "d", "du", "of"]))
            return null;
        var name = utterance.IsAny(word + 3, ["the", "ce"]) ? word + 4 : word + 3;
        for (var months = 0; months < 12; months++)
        {
            var month = utterance.Today.AddMonths(past ? -months : months);
            var isMonth = utterance.IsAny(name, ["mois", "month"]) || Months.Number(utterance[name]) == month.Month;
            if (isMonth && Nth(month, wanted, nth) is var date && (past ? date <= utterance.Today : date >= utterance.Today))
                return (date, name);
        }

        return null;
    }

    private static DateOnly Nth(DateOnly month, DayOfWeek wanted, int nth)
    {
        var first = new DateOnly(month.Year, month.Month, 1);
        var date = first.AddDays(((int)wanted - (int)first.DayOfWeek + 7) % 7 + 7 * (nth - 1));
        return date.Month == month.Month ? date : date.AddDays(-7);
    }

    // "Mardi 3 mars", "mardi 3", "monday the 14th".
    private static (DateOnly, int)? Dated(in Utterance utterance, int word, bool past)
    {
        var number = utterance.IsAny(word, ["le", "the"]) ? word + 1 : word;
        return CalendarDays.DayAndMonth(utterance, number, past) ?? CalendarDays.Figures(utterance, number, past)
            ?? (CalendarDays.Day(utterance, number) is { } day ? CalendarDays.Numbered(utterance, day, past) : null);
    }

    private static DateOnly Nearest(DateOnly today, DayOfWeek wanted, bool past, bool isNext)
    {
        var ahead = ((int)wanted - (int)today.DayOfWeek + 7) % 7;
        if (past)
            return today.AddDays(ahead == 0 ? -7 : ahead - 7);
        return today.AddDays(ahead == 0 && isNext ? 7 : ahead);
    }
}
