namespace ResidentHub.Language.Facts;

/// <summary>Since when, or how long ago: "depuis lundi", "ça fait 3 jours", "il y a deux semaines", "for months", "two days ago".</summary>
internal static class Sinces
{
    private static readonly WordSet s_since = new("depuis since");
    private static readonly WordSet s_article = new("le la l les the du");

    // "We need it for two hours" says how long it will last, not since when.
    private static readonly WordSet s_plans = new("will ll would want wants wanted need needs was were worked taught lived stayed kept book booking borrow lend rent hire going stay could can may let leave away free open lasts lasted");

    public static void Read(in Utterance utterance, List<Fact> facts)
    {
        for (var i = 0; i < utterance.Count; i++)
        {
            if (!utterance.IsFree(i) || At(utterance, i) is not { } since || !utterance.IsFree(i, since.Last))
                continue;
            var (start, length) = utterance.Take(i, since.Last);
            facts.Add(new SinceFact(start, length, since.Date));
            i = since.Last;
        }
    }

    private static (DateOnly Date, int Last)? At(in Utterance utterance, int word)
    {
        if (utterance.IsAny(word, s_since))
            return Back(utterance, word + 1) ?? Day(utterance, word + 1);
        if (AfterPhrase(utterance, word) is { } after)
            return Back(utterance, after);
        if (utterance.Is(word, "for"))
            return IsPlan(utterance, word) ? null : Back(utterance, word + 1);
        return Ago(utterance, word) ?? Recent(utterance, word);
    }

    // "Il y a", "ça fait", "voilà": where what follows begins.
    private static int? AfterPhrase(in Utterance utterance, int word)
    {
        if (utterance.Is(word, "il") && utterance.Is(word + 1, "y") && utterance.Is(word + 2, "a"))
            return word + 3;
        if (utterance.Is(word, "y") && utterance.Is(word + 1, "a"))
            return word + 2;
        if (utterance.IsAny(word, ["ca", "sa", "cela"]) && utterance.IsAny(word + 1, ["fait", "faisait"]))
            return word + 2;
        return utterance.IsAny(word, ["voila", "voici"]) ? word + 1 : null;
    }

    private static (DateOnly, int)? Back(in Utterance utterance, int word) =>
        Lapses.Near(utterance, word) is { } lapse ? (lapse.Lapse.Before(utterance.Today), utterance.Is(lapse.Last + 1, "ago") ? lapse.Last + 1 : lapse.Last) : null;

    private static (DateOnly, int)? Day(in Utterance utterance, int word)
    {
        if (utterance.IsAny(word, ["midi", "minuit", "noon", "midnight"]))
            return (utterance.Today, word);
        // "Depuis le 3" needs its article, "depuis la Toussaint" and "depuis le mois de mars" go on behind it.
        var name = utterance.IsAny(word, s_article) ? word + 1 : word;
        return Dates.At(utterance, word, past: true) ?? Dates.At(utterance, name, past: true) ?? Months.Begin(utterance, name);
    }

    // "Two days ago", "a few weeks ago", "three days now".
    private static (DateOnly, int)? Ago(in Utterance utterance, int word)
    {
        var isFew = utterance.IsAny(utterance.Is(word, "a") ? word + 1 : word, ["several", "few", "some"]);
        if ((isFew ? Lapses.Near(utterance, word) : Lapses.At(utterance, word)) is not { } lapse)
            return null;
        var isAgo = utterance.IsAny(lapse.Last + 1, ["ago", "now"]) || (IsBegin(utterance, word) && utterance.IsAny(lapse.Last + 1, ["que", "qu"]));
        return isAgo ? (lapse.Lapse.Before(utterance.Today), lapse.Last + 1) : null;
    }

    // "3 jours que l'ascenseur est en panne", at the beginning of a clause.
    private static bool IsBegin(in Utterance utterance, int word) => word == 0 || utterance.IsEnd(word - 1) || utterance.IsAny(word - 1, ["et", "deja"]);

    // "Ces 3 derniers jours", "the last two weeks".
    private static (DateOnly, int)? Recent(in Utterance utterance, int word)
    {
        if (utterance.IsAny(word, ["last", "past"]) && utterance.IsAny(word - 1, ["the", "these"]) && Lapses.At(utterance, word + 1) is { } english)
            return (english.Lapse.Before(utterance.Today), english.Last);
        return Numbers.At(utterance, word) is { Value: > 0 and < 100 } count && utterance.IsAny(count.Last + 1, ["derniers", "dernieres"]) && Lapses.Unit(utterance[count.Last + 2]) is { } unit
            ? (new Lapse(count.Value, unit).Before(utterance.Today), count.Last + 2)
            : null;
    }

    private static bool IsPlan(in Utterance utterance, int word)
    {
        for (var i = word - 1; i >= Math.Max(0, word - 8) && utterance.IsTogether(i, word); i--)
        {
            if (utterance.IsAny(i, ["not", "t", "no", "been", "without"]))
                return false;
            if (utterance.IsAny(i, s_plans) && !utterance.IsAny(i + 1, ["t", "not"]))
                return true;
        }

        return false;
    }
}
