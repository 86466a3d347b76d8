namespace ResidentHub.Language.Facts;

/// <summary>Tells the name of a building, stair or flat ("B", "12B", "304") from other short words. Letters count as written: spellings read "E" as "et".</summary>
internal static class PartNames
{
    private const int Longest = 4;

    private static readonly WordSet s_afterName = new("esc escalier etage rdc appartement apt appt porte logement entree floor flat staircase");

    /// <summary>The name after a word that promises one ("bâtiment B"), in capitals, or null.</summary>
    public static string? At(in Utterance utterance, int word) => Name(utterance, word, "ay");

    /// <summary>The name where nothing promises one ("Tilleuls B"), in capitals, or null.</summary>
    public static string? Alone(in Utterance utterance, int word) => Name(utterance, word, "aycgiujdlmnst");

    // A figure with perhaps letters ("12B"), a letter with figures ("C2"), or one letter that is no verb or pronoun ("le bâtiment a un problème", "aux Tilleuls c la fête").
    private static string? Name(in Utterance utterance, int word, string verbs)
    {
        var written = utterance.Written(word);
        if (written.Length is 0 or > Longest)
            return null;
        var isName = char.IsAsciiDigit(written[0]) ? Numbers.Ordinal(utterance[word]) is null
            : char.IsAsciiLetter(written[0]) && written.Length > 1 ? Numbers.Digits(written[1..]) == written.Length - 1
            : written.Length == 1 && char.IsAsciiLetter(written[0]) && !IsElided(utterance, word) && (IsCapital(utterance, word) || !verbs.Contains(char.ToLowerInvariant(written[0])) || IsLast(utterance, word));
        return isName ? written.ToString().ToUpperInvariant() : null;
    }

    // "Le bâtiment n'a".
    private static bool IsElided(in Utterance utterance, int word)
    {
        var end = utterance.Words.Tokens[word].Start + 1;
        return end < utterance.Text.Length && utterance.Text[end] is '\'' or '’';
    }

    // In a message all in capitals a capital says nothing.
    private static bool IsCapital(in Utterance utterance, int word) =>
        char.IsAsciiLetterUpper(utterance.Written(word)[0]) && !(utterance.Written(word - 1) is [_, .., var last] && char.IsAsciiLetterUpper(last));

    private static bool IsLast(in Utterance utterance, int word) => utterance.IsEnd(word) || utterance.IsAny(word + 1, s_afterName) || Numbers.OrdinalAt(utterance, word + 1) is not null;
}
