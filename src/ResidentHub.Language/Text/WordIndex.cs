namespace ResidentHub.Language.Text;

/// <summary>How one word of a pattern meets one folded word of a message.</summary>
internal static class WordIndex
{
    /// <summary>Words shorter than this must be written right; longer ones may have one slip.</summary>
    public const int SlipFrom = 6;

    public static bool Fits(string pattern, ReadOnlySpan<char> word)
    {
        if (pattern[0] == '=')
            return word.SequenceEqual(pattern.AsSpan(1));
        if (pattern[^1] == '*')
            return word.StartsWith(pattern.AsSpan(0, pattern.Length - 1));
        return word.SequenceEqual(pattern) || (pattern.Length >= SlipFrom && Slips.WithinOne(pattern, word));
    }
}

/// <summary>Finds in one step what pattern words may begin at a word: written right, by prefix, or with one slip of the finger.</summary>
internal sealed class WordIndex<T>
{
    private readonly Dictionary<string, List<(string Pattern, T Value)>> _exact = [];
    private readonly Dictionary<string, List<(string Pattern, T Value)>> _prefix = [];
    private readonly Dictionary<string, List<(string Pattern, T Value)>> _slips = [];
    private int _longestPrefix;

    public void Add(string pattern, T value)
    {
        if (pattern[^1] == '*')
        {
            _longestPrefix = Math.Max(_longestPrefix, pattern.Length - 1);
            Put(_prefix, pattern[..^1], pattern, value);
            return;
        }

        var word = pattern.TrimStart('=');
        Put(_exact, word, pattern, value);
        if (pattern[0] == '=' || word.Length < WordIndex.SlipFrom)
            return;
        foreach (var form in Slips.Forms(word))
            Put(_slips, form, pattern, value);
    }

    public void Find(ReadOnlySpan<char> word, List<T> found)
    {
        Take(_exact, word, found);
        for (var length = 1; length <= Math.Min(word.Length, _longestPrefix); length++)
            Take(_prefix, word[..length], found);
        if (word.Length >= WordIndex.SlipFrom - 1)
            FindSlips(word, found);
    }

    private void FindSlips(ReadOnlySpan<char> word, List<T> found)
    {
        Span<char> shorter = stackalloc char[Slips.MaxLength];
        if (word.Length > shorter.Length)
            return;
        TakeSlips(word, word, found);
        for (var gap = 0; gap < word.Length; gap++)
        {
            word[..gap].CopyTo(shorter);
            word[(gap + 1)..].CopyTo(shorter[gap..]);
            TakeSlips(shorter[..(word.Length - 1)], word, found);
        }
    }

    private void TakeSlips(ReadOnlySpan<char> form, ReadOnlySpan<char> word, List<T> found)
    {
        if (!_slips.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(form, out var entries))
            return;
        foreach (var (pattern, value) in entries)
        {
            if (!word.SequenceEqual(pattern) && Slips.WithinOne(pattern, word) && !found.Contains(value))
                found.Add(value);
        }
    }

    private static void Take(Dictionary<string, List<(string, T)>> index, ReadOnlySpan<char> word, List<T> found)
    {
        if (!index.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var entries))
            return;
        foreach (var (_, value) in entries)
            found.Add(value);
    }

    private static void Put(Dictionary<string, List<(string, T)>> index, string key, string pattern, T value)
    {
        if (!index.TryGetValue(key, out var entries))
            index[key] = entries = [];
        entries.Add((pattern, value));
    }
}
