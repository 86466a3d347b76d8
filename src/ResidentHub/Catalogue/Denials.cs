using ResidentHub.Language.Text;

namespace ResidentHub.Catalogue;

/// <summary>Which words a text denies: "le 12 pas le 14", "personne n'est bloqué", "instead of the 14th".</summary>
internal static class Denials
{
    /// <summary>A denial reaches so many words, less when its clause or the thing denied ends before.</summary>
    private const int Reach = 4;

    private static readonly string[] s_denials = ["pas", "not", "sans", "without", "aucun", "aucune", "jamais", "never", "nobody", "ni", "neither"];
    private static readonly string[] s_articles = ["le", "la", "les", "l", "un", "une", "des", "du", "au", "aux", "the", "an"];
    private static readonly string[] s_turns = ["mais", "but", "plutot", "rather"];
    private static readonly string[] s_contracted = ["isn", "aren", "wasn", "weren", "don", "doesn", "didn", "won", "can", "couldn", "hasn", "haven", "wouldn"];
    private static readonly string[] s_notAfterNo = ["it", "i", "its", "that", "this", "we", "he", "she", "they", "the", "sorry", "not", "in", "on", "at"];
    private static readonly string[] s_countsPeople = ["une", "la", "cette", "chaque", "autre", "premiere"];

    /// <summary>The places of denied words.</summary>
    public static HashSet<int> In(TokenBuffer words)
    {
        var denied = new HashSet<int>();
        for (var i = 0; i < words.Tokens.Length; i++)
        {
            if (IsDenial(words, i))
                Reached(words, i, denied);
        }

        return denied;
    }

    private static void Reached(TokenBuffer words, int denial, HashSet<int> denied)
    {
        var tokens = words.Tokens;
        var articles = 0;
        for (var i = denial + 1; i < Math.Min(tokens.Length, denial + Reach + 1) && tokens[i].Clause == tokens[denial].Clause && !Is(words, i, s_turns); i++)
        {
            // "pas le 14 le 12": the second article begins something else.
            if (Is(words, i, s_articles) && ++articles > 1)
                return;
            denied.Add(i);
        }
    }

    private static bool IsDenial(TokenBuffer words, int i)
    {
        var word = words.Word(i);
        if (Is(words, i, s_denials))
            return true;
        return word switch
        {
            "t" => Is(words, i - 1, s_contracted),
            "no" => i + 1 < words.Tokens.Length && words.Tokens[i + 1].Clause == words.Tokens[i].Clause && !Is(words, i + 1, s_notAfterNo) && !char.IsAsciiDigit(words.Word(i + 1)[0]),
            "non" => Is(words, i - 1, ["et", "mais"]),
            "personne" => !Is(words, i - 1, s_countsPeople) && (Is(words, i + 1, ["n", "ne", "est"]) || Is(words, i - 1, ["a", "est"])),
            "lieu" => Is(words, i - 1, ["au"]),
            "of" => Is(words, i - 1, ["instead"]),
            _ => false,
        };
    }

    private static bool Is(TokenBuffer words, int i, string[] wanted)
    {
        if (i < 0 || i >= words.Tokens.Length)
            return false;
        foreach (var candidate in wanted)
        {
            if (words.Word(i).SequenceEqual(candidate))
                return true;
        }

        return false;
    }
}
