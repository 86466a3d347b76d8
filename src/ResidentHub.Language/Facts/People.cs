namespace ResidentHub.Language.Facts;

/// <summary>How many people: "on est six", "à sept dans un T3", "une famille de quatre", "40 personnes", "une dizaine de voisins".</summary>
internal static class People
{
    private const int MostInAHome = 20;

    private static readonly WordSet s_people = new(
        "personnes personne gens habitants habitantes voisins voisines locataires residents residentes jeunes enfants adultes ados adolescents participants participantes invites convives seniors volontaires benevoles individus gars mecs gamins femmes hommes " +
        "people persons neighbours neighbors residents tenants kids children youths teenagers adults guests participants volunteers men women lads");

    // "On est six", where the number of those who speak follows.
    private static readonly Phrasebook<bool> s_us = new(
        ("on est|on sera|on serait|on etait|on vit|on habite|on dort|on loge|nous sommes|nous serons|nous serions|nous etions|nous vivons|nous habitons|nous dormons|nous logeons|we are|we re|we were|we will be|we ll be|we live|there are|there s|there will be", true));

    private static readonly WordSet s_homes = new("famille foyer menage family household group groupe party");
    private static readonly WordSet s_living = new("vit vivons vivre vivent habite habitons habiter dort dormons dormir loge logeons loger sommes est tient serres serre entasses loges etes");
    private static readonly WordSet s_between = new("a au nombre de deja environ tous toutes tout presque plus que bien une un about around nearly only just all");

    // What may follow the number of those who speak; "on est 3 jours sans eau" counts days.
    private static readonly WordSet s_afterUs = new(
        "a au dans en et pour avec sur chez ici dont qui interesses interessees partants partantes prets pretes motives la le maintenant total par mais donc ou de " +
        "in at and with for here of who so but now interested living");

    public static void Read(in Utterance utterance, List<Fact> facts)
    {
        for (var i = 0; i < utterance.Count; i++)
        {
            if (!utterance.IsFree(i) || At(utterance, i) is not { } found || !utterance.IsFree(i, found.Last))
                continue;
            var (start, length) = utterance.Take(i, found.Last);
            facts.Add(new PeopleFact(start, length, found.Count, found.IsUs));
            i = found.Last;
        }
    }

    private static (int Count, bool IsUs, int Last)? At(in Utterance utterance, int word) =>
        Us(utterance, word) ?? Home(utterance, word) ?? Together(utterance, word) ?? OfUs(utterance, word) ?? Alone(utterance, word) ?? Counted(utterance, word);

    // "On est cinq", "nous sommes une dizaine de voisins", "we are 12".
    private static (int, bool, int)? Us(in Utterance utterance, int word)
    {
        if (s_us.At(utterance, word) is not { } us)
            return null;
        var from = us.Last + 1;
        while (from < us.Last + 4 && utterance.IsAny(from, s_between) && Count(utterance, from) is null)
            from++;
        if (Count(utterance, from) is not { Value: > 1 } count || !utterance.IsTogether(word, count.Last))
            return null;
        if (NounAfter(utterance, count.Last) is { } noun)
            return (count.Value, !utterance.Is(word, "there"), noun);
        if (utterance.Is(word, "there"))
            return utterance.Is(count.Last + 1, "of") && utterance.Is(count.Last + 2, "us") ? (count.Value, true, count.Last + 2) : null;
        return utterance.IsEnd(count.Last) || utterance.IsAny(count.Last + 1, s_afterUs) ? (count.Value, true, count.Last) : null;
    }

    // "Une famille de quatre", "a household of 3"; of "une famille de quatre enfants" only the children are counted.
    private static (int, bool, int)? Home(in Utterance utterance, int word) =>
        utterance.IsAny(word, s_homes) && utterance.IsAny(word + 1, ["de", "of", "a"]) && Count(utterance, word + 2) is { Value: > 1 } count && Lapses.Unit(utterance[count.Last + 1]) is null && !utterance.IsAny(count.Last + 1, ["enfants", "kids", "children"])
            ? (count.Value, true, NounAfter(utterance, count.Last) ?? count.Last)
            : null;

    // "On vit à sept", "à 5 dans 40 m²".
    private static (int, bool, int)? Together(in Utterance utterance, int word)
    {
        if (!utterance.Is(word, "a") || Count(utterance, word + 1) is not { Value: > 1 and < MostInAHome } count)
            return null;
        var isLiving = utterance.IsAny(word - 1, s_living) || utterance.IsAny(word - 2, s_living);
        var isInside = utterance.Is(count.Last + 1, "dans") && !utterance.IsFigure(word - 1);
        return isInside || (isLiving && (utterance.IsEnd(count.Last) || utterance.IsAny(count.Last + 1, s_afterUs))) ? (count.Value, true, count.Last) : null;
    }

    // "Five of us".
    private static (int, bool, int)? OfUs(in Utterance utterance, int word) =>
        Count(utterance, word) is { Value: > 1 } count && utterance.Is(count.Last + 1, "of") && utterance.Is(count.Last + 2, "us") ? (count.Value, true, count.Last + 2) : null;

    private static (int, bool, int)? Alone(in Utterance utterance, int word)
    {
        if (utterance.Is(word, "je") && utterance.IsAny(word + 1, ["vis", "habite"]) && utterance.IsAny(word + 2, ["seul", "seule"]))
            return (1, true, word + 2);
        return utterance.Is(word, "i") && utterance.Is(word + 1, "live") && utterance.Is(word + 2, "alone") ? (1, true, word + 2) : null;
    }

    // "40 personnes", "une dizaine de voisins", "six voisins".
    private static (int, bool, int)? Counted(in Utterance utterance, int word)
    {
        if (Count(utterance, word) is not { } count || NounAfter(utterance, count.Last) is not { } noun)
            return null;
        // "Une personne" is somebody.
        return count.Value > 1 || utterance.IsFigure(word) ? (count.Value, false, noun) : null;
    }

    private static (int Value, int Last)? Count(in Utterance utterance, int word)
    {
        var first = utterance.IsAny(word, ["une", "a", "la"]) ? word + 1 : word;
        return Numbers.Collective(utterance[first]) is { } round ? (round, first) : Numbers.At(utterance, word);
    }

    private static int? NounAfter(in Utterance utterance, int number)
    {
        var noun = utterance.IsAny(number + 1, ["de", "d", "of", "autres", "other", "jeunes", "petits", "young"]) && utterance.IsAny(number + 2, s_people) ? number + 2 : number + 1;
        return utterance.IsAny(noun, s_people) && utterance.IsTogether(number, noun) ? noun : null;
    }
}
