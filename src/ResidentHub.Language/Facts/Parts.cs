namespace ResidentHub.Language.Facts;

/// <summary>Building, stair and flat, in the ways people name them: "bât. B", "esc. C", "cage 4", "apt n° 12B", "porte gauche".</summary>
internal static class Parts
{
    private static readonly Lexicon<PlacePart> s_parts = new(
        ("batiment bat bt building block tour tower immeuble", PlacePart.Building),
        ("escalier esc entree cage allee montee entrance staircase stair", PlacePart.Stair),
        ("appartement appart appt apt app logement porte flat apartment", PlacePart.Flat));

    private static readonly WordSet s_number = new("n no num numero number nr");
    private static readonly WordSet s_short = new("bat bât bt esc apt appt app no num n Bat Bât Bt Esc Apt Appt App BAT BÂT BT ESC APT APPT APP");

    // Doors people tell apart by where they are.
    private static readonly WordSet s_sides = new("gauche droite face milieu left right");
    private static readonly WordSet s_ofDoor = new("du de des d qui ne n est");

    public static void Read(in Utterance utterance, List<Fact> facts)
    {
        for (var i = 0; i < utterance.Count; i++)
        {
            if (!utterance.IsFree(i) || s_parts[utterance[i]] is not { } part || (Named(utterance, i, part) ?? Side(utterance, i)) is not { } name || !utterance.IsFree(i, name.Last))
                continue;
            var (start, length) = utterance.Take(i, name.Last);
            facts.Add(new PartFact(start, length, part, name.Value));
            i = name.Last;
        }
    }

    /// <summary>"Gauche" after a door or a floor ("3e gauche", "2e étage à droite"), or null.</summary>
    public static (string Value, int Last)? SideAfter(in Utterance utterance, int last)
    {
        var side = utterance.IsAny(last + 1, ["porte", "a", "on", "door"]) ? last + 2 : last + 1;
        side = utterance.IsAny(side, ["de", "a", "the"]) ? side + 1 : side;
        return utterance.IsAny(side, s_sides) && utterance.IsTogether(last, side) && !utterance.IsAny(side + 1, s_ofDoor) ? (utterance[side].ToString(), side) : null;
    }

    private static (string Value, int Last)? Named(in Utterance utterance, int word, PlacePart part)
    {
        var name = utterance.IsAny(word + 1, s_number) ? word + 2 : word + 1;
        return name < utterance.Count && IsJoined(utterance, word, name) && PartNames.At(utterance, name) is { } value && !(part == PlacePart.Flat && IsSize(value)) ? (value, name) : null;
    }

    // "Appartement T3" has three rooms.
    private static bool IsSize(string value) => value is ['T' or 'F', >= '0' and <= '9', ..];

    // "La porte gauche", not "la porte gauche du hall".
    private static (string, int)? Side(in Utterance utterance, int word) => utterance.Is(word, "porte") ? SideAfter(utterance, word) : null;

    // In one sentence, save for the point of a short form ("esc. C").
    private static bool IsJoined(in Utterance utterance, int word, int name)
    {
        for (var i = word; i < name; i++)
        {
            if (utterance.Words.Tokens[i].Sentence != utterance.Words.Tokens[i + 1].Sentence && !(utterance.Gap(i) is "." or ". " && s_short.Contains(utterance.Written(i))))
                return false;
        }

        return true;
    }
}
