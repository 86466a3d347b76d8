namespace ResidentHub.Language.Facts;

/// <summary>Numbers written as words in French and English, folded.</summary>
public static class Numbers
{
    private static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> s_words = Table(
        "un 1|une 1|deux 2|trois 3|quatre 4|cinq 5|six 6|sept 7|huit 8|neuf 9|dix 10|onze 11|douze 12|treize 13|quatorze 14|quinze 15|seize 16|vingt 20|trente 30|quarante 40|cinquante 50|soixante 60|" +
        "one 1|a 1|two 2|three 3|four 4|five 5|seven 7|eight 8|nine 9|ten 10|eleven 11|twelve 12|fifteen 15|twenty 20|thirty 30|couple 2");

    private static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> s_ordinals = Table(
        "premier 1|premiere 1|1er 1|1ere 1|deuxieme 2|second 2|seconde 2|troisieme 3|quatrieme 4|cinquieme 5|sixieme 6|septieme 7|huitieme 8|neuvieme 9|dixieme 10|onzieme 11|douzieme 12|treizieme 13|quatorzieme 14|quinzieme 15|" +
        "first 1|third 3|fourth 4|fifth 5|sixth 6|seventh 7|eighth 8|ninth 9|tenth 10");

    /// <summary>One to sixty as one folded word ("deux", "twenty"), or null.</summary>
    public static int? Word(ReadOnlySpan<char> word) => s_words.TryGetValue(word, out var number) ? number : null;

    /// <summary>"3e", "3eme", "3rd", "troisieme": 3.</summary>
    public static int? Ordinal(ReadOnlySpan<char> word)
    {
        if (s_ordinals.TryGetValue(word, out var number))
            return number;
        var digits = 0;
        while (digits < word.Length && char.IsAsciiDigit(word[digits]))
            digits++;
        return digits is > 0 and <= 3 && word[digits..] is "e" or "er" or "eme" or "ieme" or "em" or "th" or "st" or "nd" or "rd" && int.TryParse(word[..digits], out var figure)
            ? figure
            : null;
    }

    private static Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Table(string entries) =>
        entries.Split('|').Select(entry => entry.Split(' ')).ToDictionary(pair => pair[0], pair => int.Parse(pair[1])).GetAlternateLookup<ReadOnlySpan<char>>();
}
