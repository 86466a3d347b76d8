namespace ResidentHub.Language.Facts;

/// <summary>A count of units of time, with no word on whether it lies behind, ahead or anywhere.</summary>
internal readonly record struct Lapse(int Count, TimeUnit Unit)
{
    /// <summary>The day so far before another; hours short of a day stay on it.</summary>
    public DateOnly Before(DateOnly day) => Shift(day, -1);

    public DateOnly After(DateOnly day) => Shift(day, 1);

    /// <summary>The lapse and a half of its unit more ("un an et demi").</summary>
    public Lapse AndHalf() => Unit switch
    {
        TimeUnit.Hour => new Lapse(Count * 60 + 30, TimeUnit.Minute),
        TimeUnit.Day => new Lapse(Count * 24 + 12, TimeUnit.Hour),
        TimeUnit.Month => new Lapse(Count * 30 + 15, TimeUnit.Day),
        TimeUnit.Year => new Lapse(Count * 12 + 6, TimeUnit.Month),
        _ => this,
    };

    private DateOnly Shift(DateOnly day, int sign) => Unit switch
    {
        TimeUnit.Hour => day.AddDays(sign * (Count / 24)),
        TimeUnit.Day => day.AddDays(sign * Count),
        TimeUnit.Week => day.AddDays(sign * Count * 7),
        TimeUnit.Month => day.AddMonths(sign * Count),
        TimeUnit.Year => day.AddYears(sign * Math.Min(Count, 100)),
        _ => day,
    };
}

/// <summary>Reads counts of time: "3 jours", "deux semaines", "2h30", "une quinzaine", "a couple of months", "half an hour".</summary>
internal static class Lapses
{
    private const int Most = 1_500, AFew = 3;

    private static readonly Lexicon<TimeUnit> s_units = new(
        ("minute minutes min mins mn", TimeUnit.Minute),
        ("heure heures h hour hours hr hrs", TimeUnit.Hour),
        ("jour jours j jrs day days nuit nuits night nights journee journees", TimeUnit.Day),
        ("semaine semaines week weeks wk wks", TimeUnit.Week),
        ("mois month months mth mths", TimeUnit.Month),
        ("an ans annee annees year years yr yrs", TimeUnit.Year));

    // Words besides numbers that a lapse may begin with.
    private static readonly WordSet s_starts = new("a an demi half quart quarts fortnight huitaine dizaine douzaine quinzaine vingtaine trentaine quarantaine cinquantaine soixantaine centaine");
    private static readonly WordSet s_adjectives = new("bon bonne bons bonnes petit petite petits petites long longue longs longues whole full good long");
    private static readonly WordSet s_few = new("plusieurs quelques des several few many some");
    private static readonly WordSet s_about = new("environ presque bientot deja quasi quasiment au moins plus de d pres a peu peine un about around over almost nearly more than at least roughly the past last les ces now maintenant");

    public static TimeUnit? Unit(ReadOnlySpan<char> word) => s_units[word];

    /// <summary>A counted lapse that begins at a word.</summary>
    public static (Lapse Lapse, int Last)? At(in Utterance utterance, int word)
    {
        if (Any(utterance, word) is not { } found || found.Lapse.Count is 0 or > Most || utterance.IsAny(found.Last + 1, ["old", "olds"]))
            return null;
        return utterance.Is(found.Last + 1, "et") && utterance.IsAny(found.Last + 2, ["demi", "demie"]) ? (found.Lapse.AndHalf(), found.Last + 2) : found;
    }

    /// <summary>The same after a word that promises one, where "plus de", "environ", "the last" and "quelques" may stand before.</summary>
    public static (Lapse Lapse, int Last)? Near(in Utterance utterance, int word)
    {
        for (var skipped = 0; skipped < 5 && word < utterance.Count; skipped++, word++)
        {
            if ((At(utterance, word) ?? Few(utterance, word)) is { } found)
                return found;
            if (!utterance.IsAny(word, s_about))
                return null;
        }

        return null;
    }

    private static (Lapse Lapse, int Last)? Any(in Utterance utterance, int word)
    {
        if (utterance.IsFigure(word))
            return Joined(utterance, word) ?? Counted(utterance, word);
        return utterance.Has(word, Mark.Number) || utterance.IsAny(word, s_starts) ? Fraction(utterance, word) ?? Collective(utterance, word) ?? Counted(utterance, word) : null;
    }

    // "2h", "30min", "3j", "2h30".
    private static (Lapse Lapse, int Last)? Joined(in Utterance utterance, int word)
    {
        var text = utterance[word];
        var digits = Numbers.Digits(text);
        if (digits is 0 or > 3 || digits == text.Length)
            return null;
        var count = int.Parse(text[..digits]);
        var rest = text[digits..];
        if (rest[0] == 'h' && rest.Length == 3 && int.TryParse(rest[1..], out var minutes) && minutes < 60)
            return (new Lapse(count * 60 + minutes, TimeUnit.Minute), word);
        return s_units[rest] is { } unit ? (new Lapse(count, unit), word) : null;
    }

    private static (Lapse, int)? Fraction(in Utterance utterance, int word)
    {
        var first = utterance.IsAny(word, ["un", "une", "a"]) ? word + 1 : word;
        if (utterance.Is(first, "demi") && utterance.IsAny(first + 1, ["heure", "h"]))
            return (new Lapse(30, TimeUnit.Minute), first + 1);
        if (utterance.Is(first, "half") && utterance.Is(first + 1, "an") && utterance.Is(first + 2, "hour"))
            return (new Lapse(30, TimeUnit.Minute), first + 2);
        if (utterance.Is(first, "half") && utterance.Is(first + 1, "hour"))
            return (new Lapse(30, TimeUnit.Minute), first + 1);
        if (utterance.IsAny(first, ["quart", "quarts"]) && utterance.Is(first + 1, "d") && utterance.Is(first + 2, "heure"))
            return (new Lapse(15, TimeUnit.Minute), first + 2);
        return utterance.Is(word, "trois") && utterance.Is(word + 1, "quarts") && utterance.Is(word + 2, "d") && utterance.Is(word + 3, "heure") ? (new Lapse(45, TimeUnit.Minute), word + 3) : null;
    }

    // "Une quinzaine (de jours)", "une dizaine de minutes", "a fortnight", "un trimestre".
    private static (Lapse, int)? Collective(in Utterance utterance, int word)
    {
        var first = utterance.IsAny(word, ["une", "un", "a"]) ? word + 1 : word;
        if (utterance.Is(first, "fortnight"))
            return (new Lapse(2, TimeUnit.Week), first);
        if (first > word && utterance.IsAny(first, ["trimestre", "semestre"]))
            return (new Lapse(utterance.Is(first, "trimestre") ? 3 : 6, TimeUnit.Month), first);
        if (Numbers.Collective(utterance[first]) is not { } count)
            return null;
        if (utterance.IsAny(first + 1, ["de", "d"]) && s_units[utterance[first + 2]] is { } unit)
            return (new Lapse(count, unit), first + 2);
        return utterance.IsAny(first, ["huitaine", "quinzaine"]) && !utterance.IsAny(first + 1, ["de", "d"]) ? (new Lapse(count, TimeUnit.Day), first) : null;
    }

    private static (Lapse, int)? Counted(in Utterance utterance, int word)
    {
        if (Count(utterance, word) is not { } count)
            return null;
        var name = utterance.IsAny(count.Last + 1, s_adjectives) ? count.Last + 2 : count.Last + 1;
        if (s_units[utterance[name]] is not { } unit || !utterance.IsTogether(word, name))
            return null;
        var minutes = unit == TimeUnit.Hour && utterance[name + 1].Length == 2 && Numbers.Digits(utterance[name + 1]) == 2 && utterance.IsTogether(name, name + 1) ? int.Parse(utterance[name + 1]) : 60;
        return minutes < 60 ? (new Lapse(count.Value * 60 + minutes, TimeUnit.Minute), name + 1) : (new Lapse(count.Value, unit), name);
    }

    // "A" and "an" count one before an English unit only: "a mois" is no month, and "an" is a year.
    private static (int Value, int Last)? Count(in Utterance utterance, int word)
    {
        if (utterance.IsAny(word, ["a", "an"]))
            return utterance.Is(word + 1, "couple") ? (2, utterance.Is(word + 2, "of") ? word + 2 : word + 1) : IsEnglishUnit(utterance, word + 1) ? (1, word) : null;
        return Greatest(utterance, word);
    }

    /// <summary>A number, or the greater of two: "8-12", "deux ou trois".</summary>
    public static (int Value, int Last)? Greatest(in Utterance utterance, int word)
    {
        if (Numbers.At(utterance, word) is not { } count)
            return null;
        var next = utterance.IsAny(count.Last + 1, ["ou", "a", "or", "to"]) ? count.Last + 2 : IsRange(utterance, count.Last) ? count.Last + 1 : -1;
        return next > 0 && Numbers.At(utterance, next) is { } most && most.Value > count.Value ? most : count;
    }

    // "2-3 jours", "deux trois jours", but not "12 3".
    private static bool IsRange(in Utterance utterance, int last) => last + 1 < utterance.Count && (utterance.Gap(last) is "-" or "/" || (!utterance.IsFigure(last) && utterance.Gap(last) is " "));

    private static bool IsEnglishUnit(in Utterance utterance, int word) => utterance.IsAny(utterance.IsAny(word, s_adjectives) ? word + 1 : word, ["day", "week", "month", "year", "hour", "minute", "night"]);

    // "Quelques jours", "a few weeks", "for months".
    private static (Lapse, int)? Few(in Utterance utterance, int word)
    {
        var name = utterance.IsAny(word, s_few) ? word + 1 : utterance.Is(word, "a") && utterance.Is(word + 1, "few") ? word + 2 : word;
        var isSeveral = name > word || utterance.IsAny(name, ["hours", "days", "weeks", "months", "years"]);
        return isSeveral && s_units[utterance[name]] is { } unit ? (new Lapse(AFew, unit), name) : null;
    }
}
