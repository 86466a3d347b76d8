namespace ResidentHub.Language.Facts;

/// <summary>Days, named or counted from today. A day without a year is the next one to come, unless the past is said.</summary>
internal static class Dates
{
    public static void Read(in Utterance utterance, List<Fact> facts)
    {
        for (var i = 0; i < utterance.Count; i++)
        {
            if (Free(utterance, i, past: false) is not { } day)
                continue;
            if (IsEveryWeek(utterance, i))
            {
                i += 2;
                continue;
            }

            var to = Until(utterance, day);
            var (start, length) = utterance.Take(i, to?.Last ?? day.Last);
            facts.Add(new DateFact(start, length, day.Date, to?.Date));
            i = to?.Last ?? day.Last;
        }
    }

    /// <summary>The day that begins at a word, the next one or the last one past, or null.</summary>
    public static (DateOnly Date, int Last)? At(in Utterance utterance, int word, bool past) =>
        Holidays.At(utterance, word, past)
        ?? Weekdays.OfMonth(utterance, word, past)
        ?? RelativeDays.At(utterance, word, past)
        ?? Weekdays.At(utterance, word, past)
        ?? CalendarDays.DayAndMonth(utterance, word, past)
        ?? CalendarDays.Figures(utterance, word, past)
        ?? CalendarDays.DayOfMonth(utterance, word, past)
        ?? Months.Part(utterance, word, past);

    private static (DateOnly Date, int Last)? Free(in Utterance utterance, int word, bool past) =>
        utterance.IsFree(word) && At(utterance, word, past) is { } day && utterance.IsFree(word, day.Last) ? day : null;

    // "Du lundi au vendredi" comes back.
    private static bool IsEveryWeek(in Utterance utterance, int word) =>
        Weekdays.Name(utterance[word]) is not null && utterance.IsAny(word + 1, ["au", "to"]) && Weekdays.Name(utterance[word + 2]) is not null && !utterance.IsFigure(word + 3);

    // "Du 3 au 5 mars", "du 28 décembre au 2 janvier".
    private static (DateOnly Date, int Last)? Until(in Utterance utterance, (DateOnly Date, int Last) from)
    {
        if (!utterance.IsAny(from.Last + 1, ["au", "to", "until", "jusqu"]))
            return null;
        var word = utterance.Is(from.Last + 1, "jusqu") ? from.Last + 3 : from.Last + 2;
        var to = CalendarDays.DayAndMonth(utterance, word, past: false) ?? CalendarDays.Figures(utterance, word, past: false)
            ?? Weekdays.At(utterance, word, past: false) ?? (CalendarDays.Day(utterance, word) is { } day ? CalendarDays.Numbered(utterance, day, past: false) : null);
        return to is { } end && end.Date > from.Date && utterance.IsFree(word, end.Last) ? to : null;
    }
}
