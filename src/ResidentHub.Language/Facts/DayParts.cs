namespace ResidentHub.Language.Facts;

/// <summary>Parts of the day and of the week: "le soir", "cette nuit", "le week-end", "en semaine". They take no word: "hier soir" is a day too.</summary>
internal static class DayParts
{
    private static readonly Phrasebook<DayPart> s_parts = new(
        ("matin|matins|matinee|matinees|morning|mornings", DayPart.Morning),
        ("apres midi|apres midis|apresmidi|aprem|afternoon|afternoons", DayPart.Afternoon),
        ("soir|soirs|evening|evenings|tonight|en soiree|la soiree|cette soiree|debut de soiree|fin de soiree|toute la soiree", DayPart.Evening),
        ("nuit|nuits|nocturne|nocturnes|night|nights|nightly|overnight", DayPart.Night),
        ("en journee|la journee|les journees|de jour|le jour|jour et nuit|nuit et jour|daytime|during the day|in the day|all day", DayPart.Day),
        ("week end|week ends|weekend|weekends", DayPart.Weekend),
        ("en semaine|du lundi au vendredi|lundi au vendredi|jours ouvrables|weekday|weekdays|monday to friday", DayPart.Weekdays));

    // A wish, a piece of furniture, a club.
    private static readonly WordSet s_wishes = new("bonne bon belle good bonnes");
    private static readonly WordSet s_things = new("boite table tables chemise veilleuse lampe pharmacie garde veilleur gardien train travail poste");

    public static void Read(in Utterance utterance, List<Fact> facts)
    {
        for (var i = 0; i < utterance.Count; i++)
        {
            if (s_parts.At(utterance, i) is not { } part || IsOther(utterance, i) || IsOfHour(utterance, i))
                continue;
            var (start, length) = utterance.Span(i, part.Last);
            facts.Add(new WhenFact(start, length, part.Meaning));
            i = part.Last;
        }
    }

    // "Le jour de Noël" is no part of a day, nor is "Morning, the lift is down".
    private static bool IsOther(in Utterance utterance, int word) =>
        utterance.IsAny(word - 1, s_wishes)
        || (utterance.Is(word - 1, "de") && utterance.IsAny(word - 2, s_things))
        || (word == 0 && utterance.IsAny(word, ["morning", "afternoon", "evening"]))
        || (utterance.Is(word, "le") && !utterance.IsEnd(word + 1) && !utterance.IsAny(word + 2, ["et", "ou", "comme", "aussi"]));

    // "2h du matin" has its hour already.
    private static bool IsOfHour(in Utterance utterance, int word) =>
        !utterance.IsFree(word) && !utterance.IsFree(word - 1) && (utterance.IsAny(word - 1, ["du", "the", "at"]) || (utterance.IsAny(word - 1, ["l", "la"]) && utterance.Is(word - 2, "de")));
}
