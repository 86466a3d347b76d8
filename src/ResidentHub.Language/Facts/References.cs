namespace ResidentHub.Language.Facts;

/// <summary>
/// References are seven random signs and a check sign of an alphabet without look-alikes, shown <c>K7M4-9PQX</c>.
/// </summary>
public static class References
{
    public const string Alphabet = "23456789CDFGHJKMNPQRTVWXYZ";
    public const int Length = 8;

    /// <summary>The check sign of the first seven (ISO 7064, MOD 27,26: every wrong sign and nearly every swap of neighbours shows).</summary>
    public static char Check(ReadOnlySpan<char> signs)
    {
        var product = Alphabet.Length;
        for (var i = 0; i < Length - 1; i++)
        {
            var sum = (product + Alphabet.IndexOf(signs[i])) % Alphabet.Length;
            product = (sum == 0 ? Alphabet.Length : sum) * 2 % (Alphabet.Length + 1);
        }

        return Alphabet[(Alphabet.Length + 1 - product) % Alphabet.Length];
    }

    /// <summary>The reference without separators and in capitals, or null when it is none.</summary>
    public static string? Read(ReadOnlySpan<char> text) => Shaped(text) is { } signs && signs[Length - 1] == Check(signs) ? signs : null;

    /// <summary>What is written like a reference, whether its check sign is right or not; null when it is not.</summary>
    public static string? Shaped(ReadOnlySpan<char> text)
    {
        Span<char> signs = stackalloc char[Length];
        var count = 0;
        foreach (var c in text)
        {
            if (c is ' ' or '-' or '.' or '\u00a0')
                continue;
            var sign = char.ToUpperInvariant(c);
            if (count == Length || !Alphabet.Contains(sign))
                return null;
            signs[count++] = sign;
        }

        return count == Length ? new string(signs) : null;
    }

    /// <summary>As people read and dictate it: two groups of four.</summary>
    public static string Show(string reference) => $"{reference[..4]}-{reference[4..]}";

    internal static void Read(in Utterance utterance, List<Fact> facts)
    {
        for (var i = 0; i < utterance.Count; i++)
        {
            if (!utterance.IsFree(i))
                continue;
            if (Read(utterance.Written(i)) is { } whole)
                Add(utterance, i, i, whole, facts);
            else if (IsHalf(utterance, i) && IsHalf(utterance, i + 1) && utterance.IsFree(i + 1) && utterance.Gap(i).Length <= 3 && Read(Pair(utterance, i)) is { } pair)
                Add(utterance, i, ++i, pair, facts);
        }
    }

    private static bool IsHalf(in Utterance utterance, int word) => utterance.Written(word).Length == Length / 2;

    private static ReadOnlySpan<char> Pair(in Utterance utterance, int first)
    {
        var (start, length) = utterance.Span(first, first + 1);
        return utterance.Text.Slice(start, length);
    }

    private static void Add(in Utterance utterance, int first, int last, string reference, List<Fact> facts)
    {
        var (start, length) = utterance.Take(first, last);
        facts.Add(new ReferenceFact(start, length, reference));
    }
}
