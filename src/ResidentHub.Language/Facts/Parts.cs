namespace ResidentHub.Language.Facts;

/// <summary>Building, stair, floor and flat, in the ways people name them.</summary>
internal static class Parts
{
    private static readonly string[] s_building = ["batiment", "bat", "bt", "building", "block", "tour", "tower", "immeuble"];
    private static readonly string[] s_stair = ["escalier", "esc", "entree", "cage", "allee", "entrance", "staircase", "stair"];
    private static readonly string[] s_flat = ["appartement", "appart", "appt", "apt", "app", "logement", "porte", "flat", "apartment"];
    private static readonly string[] s_floor = ["etage", "etages", "floor"];
    private static readonly string[] s_number = ["n", "no", "numero", "number"];

    public static void Read(in Utterance utterance, List<Fact> facts)
    {
        for (var i = 0; i < utterance.Count; i++)
        {
            if (utterance.IsAny(i, s_building))
                Named(utterance, i, PlacePart.Building, facts);
            else if (utterance.IsAny(i, s_stair))
                Named(utterance, i, PlacePart.Stair, facts);
            else if (utterance.IsAny(i, s_flat))
                Named(utterance, i, PlacePart.Flat, facts);
            else if (FloorAt(utterance, i) is { } floor)
                Add(utterance, i, floor.Last, PlacePart.Floor, floor.Number.ToString(), facts);
        }
    }

    // "bâtiment B", "escalier n° 2", "appt 304": a short name must follow, a letter or a figure.
    private static void Named(in Utterance utterance, int word, PlacePart part, List<Fact> facts)
    {
        var name = utterance.IsAny(word + 1, s_number) ? word + 2 : word + 1;
        var value = Written(utterance, name);
        if (value.Length is 0 or > 4 || utterance.Words.Tokens[name].Sentence != utterance.Words.Tokens[word].Sentence)
            return;
        var isFigure = char.IsAsciiDigit(value[0]);
        var isLetter = value.Length == 1 && char.IsAsciiLetter(value[0]) && IsName(utterance, name);
        if ((isFigure && Numbers.Ordinal(value) is null) || isLetter)
            Add(utterance, word, name, part, value.ToString().ToUpperInvariant(), facts);
    }

    // A letter as it stands: spellings read "E" as "et" and "G" as "j'ai".
    private static ReadOnlySpan<char> Written(in Utterance utterance, int word)
    {
        if (word >= utterance.Count || utterance.Words.Tokens[word] is not { Length: 1 } token || !char.IsAsciiLetter(utterance.Text[token.Start]))
            return utterance[word];
        return utterance.Text.Slice(token.Start, 1);
    }

    // One letter is a name unless it is elided ("le bâtiment n'a") or the verb ("le bâtiment a un problème").
    private static bool IsName(in Utterance utterance, int word)
    {
        var token = utterance.Words.Tokens[word];
        var end = token.Start + token.Length;
        if (token.Length != 1 || (end < utterance.Text.Length && utterance.Text[end] is '\'' or '’'))
            return false;
        return char.IsAsciiLetterUpper(utterance.Text[token.Start]) || utterance[word] is not ("a" or "y") || word == utterance.Count - 1 || utterance.Words.Tokens[word + 1].Clause != token.Clause;
    }

    private static (int Number, int Last)? FloorAt(in Utterance utterance, int word)
    {
        if (utterance.Is(word, "rdc"))
            return (0, word);
        if (utterance.Is(word, "rez") && utterance.Is(word + 2, "chaussee"))
            return (0, word + 2);
        if (utterance.Is(word, "ground") && utterance.Is(word + 1, "floor"))
            return (0, word + 1);
        if (Numbers.Ordinal(utterance[word]) is { } ordinal && (utterance.IsAny(word + 1, s_floor) || IsHome(utterance, word)))
            return (ordinal, utterance.IsAny(word + 1, s_floor) ? word + 1 : word);
        return utterance.IsAny(word, s_floor) && utterance.Number(word + 1) is { } number && number < 60 && char.IsAsciiDigit(utterance[word + 1][0]) ? (number, word + 1) : null;
    }

    // "au 3e", "du troisième": a floor; "au 3e appel" is none, so a figure or the end of a clause must not be far.
    private static bool IsHome(in Utterance utterance, int word) =>
        utterance.IsAny(word - 1, ["au", "du"]) && (word + 1 == utterance.Count || utterance.Words.Tokens[word + 1].Clause != utterance.Words.Tokens[word].Clause || utterance.IsAny(word + 1, ["gauche", "droite", "et", "batiment", "bat", "sans", "avec", "dans", "a", "il", "elle", "on", "je", "c", "qui", "de"]));

    private static void Add(in Utterance utterance, int first, int last, PlacePart part, string value, List<Fact> facts)
    {
        var (start, length) = utterance.Span(first, last);
        facts.Add(new PartFact(start, length, part, value));
    }
}
