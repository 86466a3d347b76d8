namespace ResidentHub.Language.Facts;

/// <summary>
/// What a text denies: "pas de fuite", "le 12, pas le 14", "personne n'est bloqué", "instead of the 14th". Not what it lacks: the landlord's
/// content names the things whose absence is the trouble itself.
/// </summary>
internal static class Negations
{
    /// <summary>A denial reaches so many words, less when its clause or the thing denied ends before.</summary>
    private const int Reach = 4;

    private static readonly WordSet s_denials = new("pas not sans without aucun aucune jamais never nobody ni neither nor");
    private static readonly WordSet s_articles = new("le la les l un une des du au aux the an");

    // What comes after these is said, not denied.
    private static readonly WordSet s_turns = new("mais but plutot rather car parce because donc alors quand when si if");

    // A denial does not end on these.
    private static readonly WordSet s_open = new("de d et a le la l les un une des du au aux ni pas the an of and to");

    // A new clause begins with these, save right after the denial ("pas elle").
    private static readonly WordSet s_subjects = new("je j il elle on nous vous ils elles c i he she we they it");
    private static readonly WordSet s_contracted = new("isn aren wasn weren don doesn didn won can couldn hasn haven wouldn");
    private static readonly WordSet s_notAfterNo = new("it i its that this we he she they the sorry not in on at one");
    private static readonly WordSet s_countsPeople = new("une la cette chaque autre premiere");

    // "Pas seulement", "pas que", "pas mal de bruit", "sans arrêt" deny nothing.
    private static readonly WordSet s_notDenied = new("seulement que qu mal only just arret cesse interruption relache discontinuer doute souci");

    public static void Read(in Utterance utterance, List<Fact> facts)
    {
        for (var i = 0; i < utterance.Count; i++)
        {
            if (!IsDenial(utterance, i) || utterance.IsAny(i + 1, s_notDenied) || IsLack(utterance, i) || Last(utterance, i) is not { } last)
                continue;
            utterance.Set(i + 1, last, Mark.Denied);
            var (start, length) = utterance.Span(utterance.IsAny(i, ["t", "lieu", "of"]) ? i - 1 : i, last);
            facts.Add(new NegatedFact(start, length, utterance.Words.Tokens[i + 1].Start));
        }
    }

    private static int? Last(in Utterance utterance, int denial)
    {
        var (last, articles) = (denial, 0);
        for (var i = denial + 1; i <= denial + Reach && utterance.IsTogether(denial, i) && !utterance.IsAny(i, s_turns); i++)
        {
            // "Pas le 14 le 12": the second article begins something else. "Ne marche pas depuis lundi" does not deny lundi.
            if ((utterance.IsAny(i, s_articles) && ++articles > 1) || (utterance.IsAny(i, ["depuis", "since"]) && !IsOfItself(utterance, denial, i)))
                break;
            // "Ne marche pas et il y a une fuite", but "pas de bruit et de fumée".
            if ((utterance.IsAny(i, ["et", "and"]) && !utterance.IsAny(i + 1, ["de", "d", "des"])) || (i > denial + 1 && utterance.IsAny(i, s_subjects)))
                break;
            last = i;
        }

        while (last > denial && utterance.IsAny(last, s_open))
            last--;
        return last > denial ? last : null;
    }

    // "Ce n'est pas depuis lundi".
    private static bool IsOfItself(in Utterance utterance, int denial, int word) => word == denial + 1 && (denial == 0 || utterance.IsAny(denial - 1, ["est", "etait", "non", "et", "not", "isn"]) || utterance.IsEnd(denial - 1));

    // "Pas d'eau chaude", "no heating": the words between are few.
    private static bool IsLack(in Utterance utterance, int denial)
    {
        for (var i = denial + 1; i < utterance.Count && i <= denial + 3; i++)
        {
            if (utterance.Has(i, Mark.Lack))
                return true;
            if (!utterance.IsAny(i, ["de", "d", "du", "la", "le", "l", "the", "any", "assez", "une", "un"]))
                return false;
        }

        return false;
    }

    private static bool IsDenial(in Utterance utterance, int word)
    {
        if (utterance.IsAny(word, s_denials))
            return true;
        return utterance[word] switch
        {
            "t" => utterance.IsAny(word - 1, s_contracted),
            "no" => utterance.IsTogether(word, word + 1) && !utterance.IsAny(word + 1, s_notAfterNo) && !utterance.IsFigure(word + 1),
            "non" => utterance.IsAny(word - 1, ["et", "mais"]),
            "personne" => !utterance.IsAny(word - 1, s_countsPeople) && (utterance.IsAny(word + 1, ["n", "ne", "est"]) || utterance.IsAny(word - 1, ["a", "est"])),
            "rien" => utterance.IsAny(word + 1, ["de", "d"]),
            "nothing" => utterance.IsTogether(word, word + 1),
            "lieu" => utterance.Is(word - 1, "au"),
            "of" => utterance.Is(word - 1, "instead"),
            _ => false,
        };
    }
}
