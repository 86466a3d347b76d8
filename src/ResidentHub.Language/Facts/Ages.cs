namespace ResidentHub.Language.Facts;

/// <summary>Ages that make somebody frail: "ma mère de 86 ans", "j'ai 82 ans", "mon bébé de 3 mois", "a 90-year-old".</summary>
internal static class Ages
{
    private const int Grown = 18, Old = 65, Oldest = 120, InfantUnder = 3, Near = 4;

    private static readonly WordSet s_persons = new(
        "veuf veuve cousin cousine patient patiente gosse gosses minot minots colocataire locataire ami amie " +
        "mere pere mari femme epouse epoux fils fille filles enfant enfants bebe bebes frere soeur mamie mamy papi papy pepe oncle tante voisin voisine dame monsieur homme personne petit petite petits petites garcon garcons fillette gamin gamine gamins ado ados neveu niece jumeaux jumelles maman papa nourrisson compagne compagnon conjoint conjointe " +
        "mother father mum mom dad husband wife son daughter child children kid kids baby babies brother sister grandma grandpa granny grandad nan uncle aunt neighbour neighbor lady man woman boy girl toddler twins");

    // An uncle who is three is an uncle, and three years of something else.
    private static readonly WordSet s_young = new(
        "fils fille filles enfant enfants bebe bebes frere soeur petit petite petits petites garcon garcons fillette gamin gamine gamins gosse gosses minot minots ado ados neveu niece cousin cousine jumeaux jumelles nourrisson copain copine " +
        "son daughter child children kid kids baby babies brother sister boy girl toddler twins nephew niece");

    private static readonly WordSet s_infants = new("bebe bebes nourrisson petit petite fils fille enfant jumeaux jumelles garcon baby babies son daughter toddler twins child boy girl");
    private static readonly WordSet s_have = new("ai a ont avait avoir am is are");
    private static readonly WordSet s_who = new("j il elle qui on ils elles doit i he she who m s");
    private static readonly WordSet s_about = new("plus moins de environ bientot presque deja over almost nearly about");

    public static void Read(in Utterance utterance, List<Fact> facts)
    {
        for (var i = 0; i < utterance.Count; i++)
        {
            if (!utterance.IsFree(i) || At(utterance, i) is not { } age || !utterance.IsFree(i, age.Last))
                continue;
            utterance.Set(i, age.Last, Mark.Taken);
            utterance.Set(age.First, age.Last, Mark.Age);
            if (age.Kind is { } kind)
            {
                var (start, length) = utterance.Span(age.First, age.Last);
                facts.Add(new VulnerableFact(start, length, kind));
            }

            i = age.Last;
        }
    }

    // An age that makes nobody frail is taken all the same: it is no duration.
    private static (Vulnerability? Kind, int First, int Last)? At(in Utterance utterance, int word)
    {
        if (Lapses.Greatest(utterance, word) is not { Value: > 0 and < Oldest } count || Unit(utterance, count.Last + 1) is not { } unit)
            return null;
        var person = Person(utterance, word, unit.IsMonths ? s_infants : count.Value < Grown ? s_young : s_persons);
        if (!unit.IsAge && person is null && (unit.IsMonths || !(Has(utterance, word) || IsAged(utterance, word, count.Value) || IsAlone(utterance, word, unit.Last, count.Value))))
            return null;
        var kind = unit.IsMonths ? count.Value < InfantUnder * 12 ? Vulnerability.Infant : (Vulnerability?)null : OfYears(count.Value);
        return (kind, person ?? word, unit.Last);
    }

    private static Vulnerability? OfYears(int years) => years switch
    {
        < InfantUnder => Vulnerability.Infant,
        < Grown => Vulnerability.Child,
        >= Old => Vulnerability.Elderly,
        _ => null,
    };

    // "86 ans", "3 mois", "90 years old", "90 year old", "82 yo". English ages are told by "old".
    private static (bool IsMonths, bool IsAge, int Last)? Unit(in Utterance utterance, int word)
    {
        if (utterance.IsAny(word, ["ans", "an"]))
            return (false, utterance.IsAny(word + 1, ["passes", "revolus"]), word);
        if (utterance.IsAny(word, ["mois", "semaines"]))
            return (true, false, word);
        if (utterance.IsAny(word, ["year", "years", "month", "months", "week", "weeks"]) && utterance.Is(word + 1, "old"))
            return (!utterance.IsAny(word, ["year", "years"]), true, word + 1);
        return utterance.IsAny(word, ["yo", "yrs"]) && (utterance.Is(word, "yo") || utterance.Is(word + 1, "old")) ? (false, true, utterance.Is(word, "yo") ? word : word + 1) : null;
    }

    // The person within a few words before, joined by "de", "a", a comma: "ma mère, 86 ans".
    private static int? Person(in Utterance utterance, int word, WordSet persons)
    {
        for (var i = word - 1; i >= Math.Max(0, word - Near) && utterance.Words.Tokens[i].Sentence == utterance.Words.Tokens[word].Sentence; i--)
        {
            if (utterance.IsAny(i, persons))
                return utterance.IsAny(word - 1, ["depuis", "pendant", "y", "fait", "dans", "for", "since"]) || utterance.Is(word - 2, "y") ? null : i;
            if (utterance.IsAny(i, ["depuis", "pendant", "y", "for", "since", "fait", "dans"]))
                return null;
        }

        return null;
    }

    // "Veuve, 71 ans, encore solide", "(81 ans)": nothing else lasts so long between two commas.
    private static bool IsAlone(in Utterance utterance, int word, int last, int years) => years >= Old && utterance.IsEnd(last) && (word == 0 || utterance.IsEnd(word - 1));

    // "J'ai 82 ans", "elle a 86 ans"; "il y a 70 ans" and "l'immeuble a 80 ans" tell no age of a person.
    private static bool Has(in Utterance utterance, int word)
    {
        while (utterance.IsAny(word - 1, s_about))
            word--;
        return utterance.IsAny(word - 1, s_have) && utterance.IsAny(word - 2, s_who);
    }

    // "À 86 ans", "mes 80 ans", "âgée de 90 ans", "aged 90"; "les 8-12 ans" are children, "les 70 ans" of a house an anniversary.
    private static bool IsAged(in Utterance utterance, int word, int years) =>
        utterance.IsAny(word - 1, ["aged", "mes", "ses"])
        || (years < Grown && utterance.IsAny(word - 1, ["les", "des", "aux"]))
        || utterance.Written(word - 1) is "à" or "À"
        || (utterance.Is(word - 1, "de") && utterance.IsAny(word - 2, ["age", "agee", "ages", "agees"]));
}
