namespace ResidentHub.Language.Facts;

/// <summary>How long, when not until now: "pendant 3 heures", "deux mois", "for two hours". Read after what lasts since, or comes back.</summary>
internal static class Durations
{
    private const int MostForHours = 6;

    private static readonly WordSet s_lasting = new("pendant durant dure dures durent durer durera dureront duree attendu attendre attends attente coupure coupures moins plus lasts lasted last takes took take wait waited waiting only entire whole reste mis prend pris");
    private static readonly WordSet s_after = new("attente retard travail suite affilee route menage coupure late long straight wait");

    public static void Read(in Utterance utterance, List<Fact> facts)
    {
        for (var i = 0; i < utterance.Count; i++)
        {
            if (!utterance.IsFree(i) || Lapses.At(utterance, i) is not { } found || !utterance.IsFree(i, found.Last) || IsHourOfDay(utterance, i, found) || (found.Lapse.Count == 1 && IsOnce(utterance, i)) || IsOther(utterance, i, found.Last))
                continue;
            var (start, length) = utterance.Take(i, found.Last);
            facts.Add(new DurationFact(start, length, found.Lapse.Count, found.Lapse.Unit));
            i = found.Last;
        }
    }

    // "Enceinte de 7 mois" is no duration, nor "il en reste une quinzaine".
    private static bool IsOther(in Utterance utterance, int word, int last) =>
        (utterance.IsAny(word - 1, ["de", "d"]) && utterance.Is(word - 2, "enceinte")) || utterance.Is(last + 1, "pregnant") || utterance.IsAny(last, ["quinzaine", "huitaine"]);

    // "Un jour", "a week" are how long only where that is said: "two days a week", "un jour il est tombé".
    private static bool IsOnce(in Utterance utterance, int word) =>
        utterance.IsAny(word, ["un", "une", "one", "a", "an"]) && !utterance.IsAny(word - 1, s_lasting) && !utterance.IsAny(word - 1, ["pour", "sur", "for", "about", "in", "en", "within", "over", "than"]) && !(utterance.IsAny(word - 1, ["de", "d"]) && utterance.IsAny(word - 2, s_lasting));

    // "À 18 heures", "18h30" and "2h du matin" are hours of the day; "3 hours", "pendant 3 heures" and "48 heures" are not.
    private static bool IsHourOfDay(in Utterance utterance, int word, (Lapse Lapse, int Last) found)
    {
        var isHour = found.Lapse.Unit == TimeUnit.Hour ? found.Lapse.Count < 24 : found.Lapse is { Unit: TimeUnit.Minute, Count: < 24 * 60 } && IsHour(utterance, word, found.Last);
        if (!isHour || utterance.IsAny(found.Last, ["hour", "hours", "hr", "hrs"]))
            return false;
        // "Pour 2 heures" is how long, "pour 18 heures" when.
        if (utterance.IsAny(word - 1, ["pour", "sur", "for", "passe"]))
            return found.Lapse is { Unit: TimeUnit.Hour, Count: > MostForHours } or { Unit: TimeUnit.Minute, Count: > MostForHours * 60 };
        var isLasting = utterance.IsAny(word - 1, s_lasting) || (utterance.IsAny(word - 1, ["de", "d"]) && utterance.IsAny(word - 2, s_lasting));
        return !isLasting && !SaysHowLong(utterance, found.Last + 1);
    }

    // "2 heures de retard", "3 heures par jour", "2 heures plus tard".
    private static bool SaysHowLong(in Utterance utterance, int word) =>
        utterance.IsAny(utterance.IsAny(word, ["de", "d"]) ? word + 1 : word, s_after)
        || (utterance.IsAny(word, ["par", "a", "per"]) && utterance.IsAny(word + 1, ["jour", "nuit", "semaine", "mois", "personne", "day", "night", "week", "month"]))
        || (utterance.Is(word, "plus") && utterance.Is(word + 1, "tard"));

    // "18h30" and "18 heures 30" are read as minutes.
    private static bool IsHour(in Utterance utterance, int first, int last)
    {
        for (var word = first; word <= last && utterance.IsFigure(first); word++)
        {
            if (utterance[word].Contains('h'))
                return true;
        }

        return false;
    }
}
