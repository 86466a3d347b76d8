namespace ResidentHub.Language.Facts;

/// <summary>Floors: "2ème étage", "au troisième", "RDC", "sous-sol", "3rd floor". "Dernier étage" has no number and is left alone.</summary>
internal static class Floors
{
    private const int Highest = 60;

    private static readonly WordSet s_floor = new("etage etages floor");

    private static readonly Phrasebook<int> s_named = new(
        ("rdc|rez de chaussee|rez de chausse|rez de jardin|rdj|ground floor", 0), ("premier sous sol|1er sous sol|sous sol|sous sols|basement", -1), ("2e sous sol|2eme sous sol|deuxieme sous sol", -2), ("3e sous sol|3eme sous sol|troisieme sous sol", -3));

    // "Au 3e", "du troisième": a floor unless it is the third of something ("au 3e appel").
    private static readonly WordSet s_afterHome = new("gauche droite et batiment bat sans avec dans a il elle on je c qui de porte esc escalier appartement");

    public static void Read(in Utterance utterance, List<Fact> facts)
    {
        for (var i = 0; i < utterance.Count; i++)
        {
            if (!utterance.IsFree(i) || At(utterance, i) is not { } floor || !utterance.IsFree(i, floor.Last))
                continue;
            var (start, length) = utterance.Take(i, floor.Last);
            facts.Add(new PartFact(start, length, PlacePart.Floor, floor.Number.ToString()));
            i = floor.Last;
            if (Parts.SideAfter(utterance, i) is not { } side || !utterance.IsFree(i + 1, side.Last))
                continue;
            (start, length) = utterance.Take(i + 1, side.Last);
            facts.Add(new PartFact(start, length, PlacePart.Flat, side.Value));
            i = side.Last;
        }
    }

    private static (int Number, int Last)? At(in Utterance utterance, int word)
    {
        if (s_named.At(utterance, word) is { } named)
            return named.Meaning == -1 && utterance.IsFigure(named.Last + 1) && Numbers.At(utterance, named.Last + 1) is { Value: > 1 and < 10 } level ? (-level.Value, level.Last) : (named.Meaning, named.Last);
        if (Numbers.OrdinalAt(utterance, word) is { } ordinal)
            return utterance.IsAny(ordinal.Last + 1, s_floor) ? (ordinal.Value, ordinal.Last + 1) : IsHome(utterance, word, ordinal.Last) ? (ordinal.Value, ordinal.Last) : null;
        return utterance.IsAny(word, s_floor) ? After(utterance, word) : Before(utterance, word);
    }

    // "Étage 3", "étage n° 3".
    private static (int, int)? After(in Utterance utterance, int word)
    {
        var number = utterance.IsAny(word + 1, ["n", "no", "numero"]) ? word + 2 : word + 1;
        return utterance.IsFigure(number) && Numbers.At(utterance, number) is { Value: < Highest } floor && Lapses.Unit(utterance[number + 1]) is null ? (floor.Value, number) : null;
    }

    // "Au 3 étage"; "3 étages" are how many there are.
    private static (int, int)? Before(in Utterance utterance, int word) =>
        utterance.IsFigure(word) && utterance.Is(word + 1, "etage") && Numbers.At(utterance, word) is { Value: < Highest } floor ? (floor.Value, word + 1) : null;

    private static bool IsHome(in Utterance utterance, int word, int last) =>
        utterance.IsAny(word - 1, ["au", "du"]) && !utterance.IsAny(word - 2, ["partir", "compter"]) && (utterance.IsEnd(last) || utterance.IsAny(last + 1, s_afterHome));
}
