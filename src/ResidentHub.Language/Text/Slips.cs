namespace ResidentHub.Language.Text;

/// <summary>One slip of the finger: a letter missing, added, wrong, or two neighbours swapped (Damerau-Levenshtein distance of one).</summary>
internal static class Slips
{
    public const int MaxLength = 32;

    /// <summary>The word itself and the word with each letter left out: two words one slip apart share at least one of these forms.</summary>
    public static IEnumerable<string> Forms(string word)
    {
        yield return word;
        for (var gap = 0; gap < word.Length; gap++)
            yield return word.Remove(gap, 1);
    }

    public static bool WithinOne(ReadOnlySpan<char> meant, ReadOnlySpan<char> written)
    {
        var head = meant.CommonPrefixLength(written);
        var a = meant[head..];
        var b = written[head..];
        // A first letter is rarely missed, and a slip there makes another word ("maison", "raison").
        if (head == 0 && !(a.IsEmpty && b.IsEmpty))
            return false;
        return (a.Length - b.Length) switch
        {
            0 => a.Length <= 1 || a[1..].SequenceEqual(b[1..]) || (a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..])),
            1 => a[1..].SequenceEqual(b),
            -1 => a.SequenceEqual(b[1..]),
            _ => false,
        };
    }
}
