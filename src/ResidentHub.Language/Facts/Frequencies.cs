namespace ResidentHub.Language.Facts;

/// <summary>How often: "3 fois par semaine", "tous les soirs", "every other day", "sans arrêt", "h24", "souvent", "once".</summary>
internal static class Frequencies
{
    private const int Many = 3;

    private static readonly Lexicon<Rhythm> s_periods = new(
        ("heure heures hour hours", Rhythm.Hour),
        ("jour jours journee matin matins matinee soir soirs soiree midi aprem day days morning mornings afternoon afternoons evening evenings", Rhythm.Day),
        ("nuit nuits night nights", Rhythm.Night),
        ("semaine semaines week weeks", Rhythm.Week),
        ("weekend weekends", Rhythm.Weekend),
        ("minute minutes quart quarts", Rhythm.Always),
        ("mois month months", Rhythm.Month),
        ("an ans annee annees year years", Rhythm.Year));

    private static readonly Lexicon<Rhythm> s_alone = new(
        ("everyday daily quotidiennement", Rhythm.Day), ("nightly", Rhythm.Night), ("weekly", Rhythm.Week), ("monthly", Rhythm.Month), ("hourly", Rhythm.Hour),
        ("souvent frequemment regulierement often frequently regularly", Rhythm.Often), ("parfois rarement occasionnellement sometimes occasionally rarely", Rhythm.Sometimes),
        ("h24 nonstop continuellement constamment constantly continuously", Rhythm.Always));

    private static readonly Phrasebook<Rhythm> s_phrases = new(
        ("sans arret|sans cesse|sans interruption|sans relache|sans discontinuer|non stop|en continu|en permanence|tout le temps|jour et nuit|nuit et jour|24h sur 24|24 heures sur 24|24 sur 24|7 jours sur 7|all the time|day and night|night and day|round the clock|around the clock", Rhythm.Always),
        ("de temps en temps|par moments|now and then|from time to time|on and off|once in a while", Rhythm.Sometimes),
        ("plein de fois|tres souvent|trop souvent", Rhythm.Often),
        ("premiere fois|first time", Rhythm.InAll));

    private static readonly WordSet s_every = new("chaque every each");
    private static readonly WordSet s_all = new("tous toutes tout toute ts");
    private static readonly WordSet s_per = new("par chaque a per each every");

    // "Une fois que", "encore une fois", "une fois de plus" count nothing.
    private static readonly WordSet s_notOnce = new("plus moins more less que qu de d sur rentre rentree installe installee fini finie i we you he she they the again");

    private static readonly WordSet s_notBefore = new("encore at pour en in");

    public static void Read(in Utterance utterance, List<Fact> facts)
    {
        for (var i = 0; i < utterance.Count; i++)
        {
            if (!utterance.IsFree(i) || At(utterance, i) is not { } found || !utterance.IsFree(i, found.Last))
                continue;
            var (start, length) = utterance.Take(i, found.Last);
            facts.Add(new FrequencyFact(start, length, found.Per, found.Times, found.Every));
            i = found.Last;
        }
    }

    private static (Rhythm Per, int Times, int Every, int Last)? At(in Utterance utterance, int word)
    {
        if (s_phrases.At(utterance, word) is { } phrase)
            return (phrase.Meaning, 1, 1, phrase.Last);
        if (s_alone[utterance[word]] is { } alone)
            return (alone, 1, 1, word);
        if (IsRoundTheClock(utterance, word))
            return (Rhythm.Always, 1, 1, word + 1);
        return Every(utterance, word) ?? Other(utterance, word) ?? Times(utterance, word) ?? Weekly(utterance, word);
    }

    // "24h/24", "7j/7", "24/7", but not "le 24/7" nor "24/7/2026".
    private static bool IsRoundTheClock(in Utterance utterance, int word) =>
        utterance.IsAny(word, ["24", "24h", "7", "7j"]) && utterance.IsAny(word + 1, ["24", "24h", "7"]) && utterance.Gap(word) is "/" && utterance.Gap(word + 1) is not "/"
        && !utterance.IsAny(word - 1, ["le", "du", "au", "avant", "apres", "pour", "the", "on", "by"]);

    // "Chaque nuit", "tous les jours", "toutes les deux heures", "every three weeks", "every monday".
    private static (Rhythm, int, int, int)? Every(in Utterance utterance, int word)
    {
        var isAll = utterance.IsAny(word, s_all) && utterance.Is(word + 1, "les");
        if (!isAll && !utterance.IsAny(word, s_every))
            return null;
        var from = isAll ? word + 2 : word + 1;
        if (utterance.IsAny(from, ["other", "second", "single"]))
            return Period(utterance, from + 1) is { } other ? (other.Per, 1, utterance.Is(from, "single") ? 1 : 2, other.Last) : null;
        if (Period(utterance, from) is { } period)
            return (period.Per, 1, 1, period.Last);
        return Numbers.At(utterance, from) is { Value: > 0 and < 1000 } count && Period(utterance, count.Last + 1) is { } counted ? (counted.Per, 1, count.Value, counted.Last) : null;
    }

    // "Un jour sur deux", "une nuit sur trois".
    private static (Rhythm, int, int, int)? Other(in Utterance utterance, int word) =>
        utterance.IsAny(word, ["un", "une"]) && Period(utterance, word + 1) is { } period && utterance.Is(period.Last + 1, "sur") && Numbers.At(utterance, period.Last + 2) is { Value: > 1 and < 100 } share
            ? (period.Per, 1, share.Value, share.Last)
            : null;

    // "Trois fois par semaine", "2 fois/jour", "twice a day", "once", "plusieurs fois".
    private static (Rhythm, int, int, int)? Times(in Utterance utterance, int word)
    {
        if (Counted(utterance, word) is not { } times)
            return null;
        if (s_alone[utterance[times.Last + 1]] is { } adverb and (Rhythm.Day or Rhythm.Night or Rhythm.Week or Rhythm.Month or Rhythm.Hour))
            return (adverb, times.Value, 1, times.Last + 1);
        var isSlash = times.Last + 1 < utterance.Count && utterance.Gap(times.Last) is "/" or " / ";
        var period = isSlash ? Period(utterance, times.Last + 1) : utterance.IsAny(times.Last + 1, s_per) ? Period(utterance, times.Last + 2) : null;
        if (period is { } per)
            return (per.Per, times.Value, 1, per.Last);
        // "Payer en deux fois", "deux fois 25 euros".
        var isIdiom = utterance.IsAny(times.Last + 1, s_notOnce) || utterance.IsAny(word - 1, s_notBefore) || utterance.IsFigure(times.Last + 1);
        return isIdiom ? null : (Rhythm.InAll, times.Value, 1, times.Last);
    }

    private static (int Value, int Last)? Counted(in Utterance utterance, int word)
    {
        // "Once" is eleven in Spanish, "önce" before in Turkish.
        if (utterance.IsAny(word, ["once", "twice", "thrice"]) && utterance.Written(word)[0] != 'ö' && !utterance.IsAny(word - 1, ["las", "los", "y"]))
            return (utterance.Is(word, "once") ? 1 : utterance.Is(word, "twice") ? 2 : 3, word);
        if (utterance.IsAny(word, ["plusieurs", "several", "many"]) && utterance.IsAny(word + 1, ["fois", "times"]))
            return (Many, word + 1);
        return Numbers.At(utterance, word) is { Value: > 0 and < 1000 } count && utterance.IsAny(count.Last + 1, ["fois", "times"]) ? (count.Value, count.Last + 1) : null;
    }

    // "Les samedis", "on mondays", "at weekends": the plural says that it comes back.
    private static (Rhythm, int, int, int)? Weekly(in Utterance utterance, int word)
    {
        if (utterance[word] is [.., 's'] && Weekdays.Name(utterance[word]) is not null)
            return (Rhythm.Week, 1, 1, word);
        if (utterance.Is(word, "weekends"))
            return (Rhythm.Weekend, 1, 1, word);
        return utterance.Is(word, "week") && utterance.Is(word + 1, "ends") ? (Rhythm.Weekend, 1, 1, word + 1) : null;
    }

    private static (Rhythm Per, int Last)? Period(in Utterance utterance, int word)
    {
        if (utterance.Is(word, "week") && utterance.IsAny(word + 1, ["end", "ends"]))
            return (Rhythm.Weekend, word + 1);
        if (utterance.Is(word, "apres"))
            return utterance.Is(word + 1, "midi") ? (Rhythm.Day, word + 1) : null;
        return Weekdays.Name(utterance[word]) is not null ? (Rhythm.Week, word) : s_periods[utterance[word]] is { } period ? (period, word) : null;
    }
}
