namespace ResidentHub.Language.Facts;

/// <summary>Days counted from today: "hier soir", "après-demain", "dans 15 jours", "la semaine dernière", "cet hiver".</summary>
internal static class RelativeDays
{
    private enum Stretch
    {
        Week,
        Weekend,
        Month,
        Year,
        Spring,
        Summer,
        Autumn,
        Winter,
    }

    private static readonly Lexicon<Stretch> s_stretches = new(
        ("semaine week", Stretch.Week), ("weekend", Stretch.Weekend), ("mois month", Stretch.Month), ("an annee year", Stretch.Year),
        ("printemps spring", Stretch.Spring), ("ete summer", Stretch.Summer), ("automne autumn", Stretch.Autumn), ("hiver winter", Stretch.Winter));

    private static readonly WordSet s_this = new("ce cet cette this");
    private static readonly WordSet s_parts = new("matin matinee soir soiree midi apres aprem nuit morning evening afternoon");

    public static (DateOnly Date, int Last)? At(in Utterance utterance, int word, bool past)
    {
        if (utterance.IsFigure(word))
            return null;
        var today = utterance.Today;
        if (utterance.Is(word, "aujourd") && utterance.Is(word + 1, "hui"))
            return (today, word + 1);
        if (utterance.IsAny(word, ["today", "tonight", "ojd", "auj"]))
            return (today, word);
        if (utterance.IsAny(word, s_this) && utterance.IsAny(word + 1, s_parts))
            return (today, utterance.Is(word + 1, "apres") && utterance.Is(word + 2, "midi") ? word + 2 : word + 1);
        return Neighbour(utterance, word) ?? Ahead(utterance, word) ?? LastNight(utterance, word) ?? Turned(utterance, word) ?? This(utterance, word, past);
    }

    // Yesterday and tomorrow, and the days beyond them.
    private static (DateOnly, int)? Neighbour(in Utterance utterance, int word)
    {
        var today = utterance.Today;
        if (utterance.Is(word, "avant") && utterance.Is(word + 1, "hier"))
            return (today.AddDays(-2), word + 1);
        if (utterance.Is(word, "apres") && utterance.Is(word + 1, "demain"))
            return (today.AddDays(2), word + 1);
        if (utterance.Is(word, "day") && utterance.Is(word + 1, "before") && utterance.Is(word + 2, "yesterday"))
            return (today.AddDays(-2), word + 2);
        if (utterance.Is(word, "day") && utterance.Is(word + 1, "after") && utterance.Is(word + 2, "tomorrow"))
            return (today.AddDays(2), word + 2);
        if (utterance.IsAny(word, ["hier", "yesterday"]))
            return (today.AddDays(-1), word);
        return utterance.IsAny(word, ["demain", "tomorrow"]) ? (today.AddDays(1), word) : null;
    }

    // "Dans 15 jours", "d'ici deux semaines", "sous 48h", "in a fortnight".
    private static (DateOnly, int)? Ahead(in Utterance utterance, int word)
    {
        if (!utterance.IsAny(word, ["dans", "sous", "in", "within"]) && !(utterance.Is(word, "ici") && utterance.Is(word - 1, "d")))
            return null;
        var from = utterance.IsAny(word + 1, ["les", "environ", "about"]) ? word + 2 : word + 1;
        // "Never late in nineteen years" looks back.
        return Lapses.At(utterance, from) is { } lapse && lapse.Lapse is not { Unit: TimeUnit.Year, Count: > 3 } ? (lapse.Lapse.After(utterance.Today), lapse.Last) : null;
    }

    private static (DateOnly, int)? LastNight(in Utterance utterance, int word)
    {
        var isLast = (utterance.Is(word, "last") && utterance.Is(word + 1, "night")) || (utterance.Is(word, "nuit") && utterance.IsAny(word + 1, ["derniere", "passee"]));
        return isLast ? (utterance.Today.AddDays(-1), word + 1) : null;
    }

    // "La semaine dernière", "next month", "l'hiver dernier", "le week-end prochain".
    private static (DateOnly, int)? Turned(in Utterance utterance, int word)
    {
        if (Turns.At(utterance, word) is { } before && StretchAt(utterance, word + 1) is { } named)
            return (Shift(utterance.Today, named.Stretch, before), named.Last);
        return StretchAt(utterance, word) is { } stretch && Turns.After(utterance, stretch.Last) is { } turn ? (Shift(utterance.Today, stretch.Stretch, turn), stretch.Last + 1) : null;
    }

    // "Ce week-end" is a day to come or just past; "cette semaine", "cet hiver" and "l'été" say only since when.
    private static (DateOnly, int)? This(in Utterance utterance, int word, bool past)
    {
        var name = utterance.IsAny(word, s_this) ? word + 1 : word;
        if (StretchAt(utterance, name) is not { } found)
            return null;
        if (past)
            return found.Stretch is Stretch.Year or Stretch.Month && name == word ? null : (Begin(utterance.Today, found.Stretch), found.Last);
        return found.Stretch == Stretch.Weekend && name > word ? (ThisWeekend(utterance.Today), found.Last) : null;
    }

    private static (Stretch Stretch, int Last)? StretchAt(in Utterance utterance, int word)
    {
        if (utterance.Is(word, "week") && utterance.Is(word + 1, "end"))
            return (Stretch.Weekend, word + 1);
        return s_stretches[utterance[word]] is { } stretch ? (stretch, word) : null;
    }

    private static DateOnly Shift(DateOnly today, Stretch stretch, int turn) => stretch switch
    {
        Stretch.Week => today.AddDays(7 * turn),
        Stretch.Month => today.AddMonths(turn),
        Stretch.Year => today.AddYears(turn),
        Stretch.Weekend => turn > 0 ? Saturday(today, 1) : Saturday(today, -1),
        _ => turn > 0 ? Season(today, stretch, past: false) : Season(today.AddMonths(-3), stretch, past: true),
    };

    private static DateOnly Begin(DateOnly today, Stretch stretch) => stretch switch
    {
        Stretch.Week => today.AddDays(-(((int)today.DayOfWeek + 6) % 7)),
        Stretch.Weekend => Saturday(today, 0),
        Stretch.Month => new DateOnly(today.Year, today.Month, 1),
        Stretch.Year => new DateOnly(today.Year, 1, 1),
        _ => Season(today, stretch, past: true),
    };

    private static DateOnly ThisWeekend(DateOnly today) => today.DayOfWeek == DayOfWeek.Sunday ? today : Saturday(today, 1);

    // The Saturday at or after today (1), at or before it (0), or of the weekend that is over (-1).
    private static DateOnly Saturday(DateOnly today, int turn)
    {
        var since = ((int)today.DayOfWeek + 1) % 7;
        return turn > 0 ? today.AddDays((7 - since) % 7) : today.AddDays(turn < 0 && since <= 1 ? -since - 7 : -since);
    }

    private static DateOnly Season(DateOnly today, Stretch season, bool past)
    {
        var begin = new DateOnly(today.Year, 3 * (season - Stretch.Spring) + 3, 21);
        return past ? begin <= today ? begin : begin.AddYears(-1) : begin >= today ? begin : begin.AddYears(1);
    }
}
