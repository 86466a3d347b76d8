namespace ResidentHub.Language.Facts;

/// <summary>Months of rent owed or late: "deux loyers de retard", "3 months behind". They take no word: "depuis 3 mois" says since when too.</summary>
internal static class Arrears
{
    private const int Most = 60, Before = 4, After = 6;

    private static readonly WordSet s_months = new("mois loyers loyer months month");
    private static readonly WordSet s_owed = new("retard retards impaye impayes behind late arrears dois doit devons owe owes owing dette dettes");

    public static void Read(in Utterance utterance, List<Fact> facts)
    {
        for (var i = 0; i < utterance.Count; i++)
        {
            if (Numbers.At(utterance, i) is not { } count)
                continue;
            if (count.Value < Most && utterance.IsAny(count.Last + 1, s_months) && IsOwed(utterance, i))
            {
                var (start, length) = utterance.Span(i, count.Last + 1);
                facts.Add(new MonthsFact(start, length, count.Value));
            }

            i = count.Last;
        }
    }

    private static bool IsOwed(in Utterance utterance, int word)
    {
        for (var i = Math.Max(0, word - Before); i < Math.Min(utterance.Count, word + After); i++)
        {
            if (utterance.IsAny(i, s_owed) && utterance.Words.Tokens[i].Sentence == utterance.Words.Tokens[word].Sentence)
                return true;
        }

        return false;
    }
}
