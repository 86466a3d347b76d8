namespace ResidentHub.Language.Facts;

/// <summary>"Dernier", "next": which of several like days is meant.</summary>
internal static class Turns
{
    private static readonly Lexicon<int> s_turns = new(("prochain prochaine pro next", 1), ("dernier derniere passe passee last", -1));

    /// <summary>1 for the next, -1 for the last, null where the word says neither.</summary>
    public static int? At(in Utterance utterance, int word) => s_turns[utterance[word]];

    /// <summary>The same right after a word, in its clause.</summary>
    public static int? After(in Utterance utterance, int word) => utterance.IsTogether(word, word + 1) ? At(utterance, word + 1) : null;
}

/// <summary>A year in figures.</summary>
internal static class Years
{
    public static int? At(in Utterance utterance, int word) =>
        utterance[word].Length == 4 && int.TryParse(utterance[word], System.Globalization.NumberStyles.None, null, out var year) && year is > 1990 and < 2100 ? year : null;
}
