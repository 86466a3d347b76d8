namespace ResidentHub.Language.Facts;

/// <summary>Hours of the day: "18h30", "2h du matin", "6pm", "midi", "de 14h à 18h", "14-16h", "half past three".</summary>
internal static class Times
{
    private static readonly WordSet s_hours = new("h heure heures");
    private static readonly WordSet s_before = new("de entre from between vers des");
    private static readonly WordSet s_at = new("a vers des apres avant jusqu at by around after before about till until");

    // What moves an hour into its half of the day.
    private static readonly Phrasebook<DayPart> s_halves = new(
        ("du matin|du mat|am|a m|in the morning", DayPart.Morning), ("de l apres midi|de l aprem|in the afternoon", DayPart.Afternoon), ("du soir|pm|p m|in the evening", DayPart.Evening), ("de la nuit|at night", DayPart.Night));

    public static void Read(in Utterance utterance, List<Fact> facts)
    {
        for (var i = 0; i < utterance.Count; i++)
        {
            if (!utterance.IsFree(i) || Range(utterance, i) is not { } found || !utterance.IsFree(i, found.Last))
                continue;
            var (start, length) = utterance.Take(i, found.Last);
            facts.Add(new TimeFact(start, length, found.From, found.To));
            i = found.Last;
        }
    }

    private static (TimeOnly From, TimeOnly? To, int Last)? Range(in Utterance utterance, int word)
    {
        if (At(utterance, word) is not { } from)
            return Bare(utterance, word);
        var isSaid = utterance.IsAny(word - 1, s_before);
        if (Joint(utterance, from.Last, isSaid) is { } next && At(utterance, next) is { } to && (to.Time > from.Time || to.Time == TimeOnly.MinValue || isSaid) && to.Time != from.Time)
            return (from.Time, to.Time, to.Last);
        return (from.Time, null, from.Last);
    }

    // "14-16h", "entre 9 et 11h", "from 2 to 4pm": only the second hour says that it is one.
    private static (TimeOnly, TimeOnly?, int)? Bare(in Utterance utterance, int word)
    {
        var isSaid = utterance.IsAny(word - 1, s_before);
        if (utterance[word].Length > 2 || Numbers.At(utterance, word) is not { Value: < 24 } hour || hour.Last > word || Joint(utterance, word, isSaid) is not { } next || At(utterance, next) is not { } to)
            return null;
        if (!isSaid && utterance.Gap(word) is not ("-" or " - " or "/") && !utterance.Is(word + 1, "to"))
            return null;
        var from = hour.Value < 12 && to.Time.Hour >= 12 && hour.Value + 12 < to.Time.Hour && utterance[to.Last] is [.., 'm'] ? hour.Value + 12 : hour.Value;
        return from == to.Time.Hour ? null : (new TimeOnly(from, 0), to.Time, to.Last);
    }

    // Where the second hour of a range begins: after "à", "to" or a dash; after "et" only where "entre" is said.
    private static int? Joint(in Utterance utterance, int last, bool isSaid)
    {
        if (last + 1 >= utterance.Count)
            return null;
        if (utterance.Gap(last) is "-" or " - " or "/" or "–" or " – ")
            return last + 1;
        if (utterance.Is(last + 1, "jusqu"))
            return last + 3;
        return utterance.IsAny(last + 1, ["a", "to", "till", "until"]) || (isSaid && utterance.IsAny(last + 1, ["et", "and"])) ? last + 2 : null;
    }

    private static (TimeOnly Time, int Last)? At(in Utterance utterance, int word)
    {
        if (utterance.IsAny(word, ["midi", "noon", "midday"]) && !utterance.IsAny(word - 1, ["apres", "apre", "lapres", "lapre", "after"]))
            return Shares(utterance, 12, 0, word);
        if (utterance.IsAny(word, ["minuit", "midnight"]))
            return Shares(utterance, 0, 0, word);
        return Past(utterance, word) ?? Hour(utterance, word);
    }

    // "Half past three", "quarter to 5", "half five in the morning".
    private static (TimeOnly, int)? Past(in Utterance utterance, int word)
    {
        if (utterance.Is(word, "half") && Numbers.At(utterance, word + 1) is { Value: > 0 and <= 12 } british && s_halves.At(utterance, british.Last + 1) is not null)
            return Half(utterance, british.Value * 60 + 30, british.Last);
        if (!utterance.IsAny(word, ["half", "quarter"]) || !utterance.IsAny(word + 1, ["past", "to"]) || Numbers.At(utterance, word + 2) is not { Value: > 0 and <= 12 } hour)
            return null;
        var minutes = utterance.Is(word, "half") ? 30 : 15;
        return Half(utterance, hour.Value * 60 + (utterance.Is(word + 1, "to") ? -minutes : minutes), hour.Last);
    }

    private static (TimeOnly, int)? Hour(in Utterance utterance, int word)
    {
        var text = utterance[word];
        var digits = Numbers.Digits(text);
        if (digits is > 2 || (digits == 0 && !IsHourInWords(utterance, word)))
            return null;
        if (digits > 0 && digits < text.Length)
            return Joined(utterance, word, int.Parse(text[..digits]), text[digits..]);
        var hour = Numbers.At(utterance, word)!.Value;
        if (digits > 0 && utterance.Gap(word) is ":" && Minutes(utterance, word + 1) is { } colon)
            return Half(utterance, hour.Value * 60 + colon, word + 1);
        var next = hour.Last + 1;
        if (utterance.IsAny(next, s_hours))
            return Minutes(utterance, next + 1) is { } after && utterance.IsTogether(next, next + 1) ? Half(utterance, hour.Value * 60 + after, next + 1) : InWords(utterance, hour.Value, next) ?? Shares(utterance, hour.Value, 0, next);
        if (utterance.Is(next, "o") && utterance.Is(next + 1, "clock"))
            return Half(utterance, hour.Value * 60, next + 1);
        return s_halves.At(utterance, next) is not null && utterance.IsAny(next, ["am", "pm", "a", "p", "in", "at"]) ? Half(utterance, hour.Value * 60, hour.Last) : null;
    }

    // Words count hours only where they are told ("à deux heures", "deux heures du matin"): "deux heures" alone is how long.
    private static bool IsHourInWords(in Utterance utterance, int word)
    {
        if (Numbers.At(utterance, word) is not { Value: > 0 and < 24 } hour)
            return false;
        var isUnit = utterance.IsAny(hour.Last + 1, s_hours) || utterance.Is(hour.Last + 1, "o");
        return (isUnit && (utterance.IsAny(word - 1, s_at) || s_halves.At(utterance, hour.Last + 2) is not null)) || utterance.IsAny(hour.Last + 1, ["am", "pm"]) || (utterance.IsAny(hour.Last + 1, ["in", "at"]) && s_halves.At(utterance, hour.Last + 1) is not null);
    }

    // "18h", "18h30", "6pm".
    private static (TimeOnly, int)? Joined(in Utterance utterance, int word, int hour, ReadOnlySpan<char> unit)
    {
        if (unit is "h" or "hr" or "hrs")
            return Minutes(utterance, word + 1) is { } apart && utterance.Gap(word) is " " or "" ? Half(utterance, hour * 60 + apart, word + 1) : Shares(utterance, hour, 0, word);
        if (unit is "am" or "pm")
            return hour is > 0 and <= 12 ? Clock(hour % 12 * 60 + (unit is "pm" ? 12 * 60 : 0), word) : null;
        return unit.Length is 2 or 3 && unit[0] == 'h' && int.TryParse(unit[1..], out var minutes) && minutes < 60 ? Half(utterance, hour * 60 + minutes, word) : null;
    }

    // "Et demie", "et quart", "moins le quart".
    private static (TimeOnly, int)? Shares(in Utterance utterance, int hour, int minutes, int last)
    {
        if (utterance.Is(last + 1, "et") && utterance.IsAny(last + 2, ["demi", "demie", "quart"]))
            return Half(utterance, hour * 60 + (utterance.Is(last + 2, "quart") ? 15 : 30), last + 2);
        if (utterance.Is(last + 1, "moins") && utterance.Is(last + 2, "le") && utterance.Is(last + 3, "quart"))
            return Half(utterance, hour * 60 - 15, last + 3);
        return Half(utterance, hour * 60 + minutes, last);
    }

    // With "du soir" or "pm" after it, if that stands there.
    private static (TimeOnly, int)? Half(in Utterance utterance, int minutes, int last)
    {
        if (s_halves.At(utterance, last + 1) is not { } half)
            return Clock(minutes, last);
        var isLater = half.Meaning switch
        {
            DayPart.Morning => false,
            DayPart.Night => minutes is >= 6 * 60 and < 12 * 60,
            _ => minutes < 12 * 60,
        };
        var isMidnight = half.Meaning is DayPart.Morning or DayPart.Night && minutes is >= 12 * 60 and < 13 * 60;
        return Clock(isLater ? minutes + 12 * 60 : isMidnight ? minutes - 12 * 60 : minutes, half.Last);
    }

    private static int? Minutes(in Utterance utterance, int word) => utterance[word] is { Length: 2 } text && int.TryParse(text, out var minutes) && minutes < 60 ? minutes : null;

    private static (TimeOnly, int)? InWords(in Utterance utterance, int hour, int last) =>
        Numbers.At(utterance, last + 1) is { Value: >= 5 and < 60 } minutes && !utterance.IsFigure(last + 1) && utterance.IsTogether(last, minutes.Last) && Lapses.Unit(utterance[minutes.Last + 1]) is null or TimeUnit.Minute ? Half(utterance, hour * 60 + minutes.Value, minutes.Last) : null;

    private static (TimeOnly, int)? Clock(int minutes, int last) => minutes is >= 0 and < 24 * 60 ? (new TimeOnly(minutes / 60, minutes % 60), last) : null;
}
