namespace ResidentHub.Language.Text;

/// <summary>How one word of a pattern meets one folded word of a message.</summary>
internal static class WordIndex
{
    /// <summary>Words shorter than this must be written right; longer ones may have one slip, but not in their first letter ("maison", "raison").</summary>
    public const int SlipFrom = 6;

    public static bool Fits(string pattern, ReadOnlySpan<char> word)
    {
        if (pattern[0] == '=')
            return word.SequenceEqual(pattern.AsSpan(1));
        if (pattern[^1] == '*')
            return word.StartsWith(pattern.AsSpan(0, pattern.Length - 1));
        return word.SequenceEqual(pattern) || (pattern.Length >= SlipFrom && HasSameFirst(pattern, word) && Slips.WithinOne(pattern, word));
    }

    internal static bool HasSameFirst(ReadOnlySpan<char> one, ReadOnlySpan<char> other) => !one.IsEmpty && !other.IsEmpty && one[0] == other[0];
}

/// <summary>Finds in one step what pattern words may begin at a word: written right, by prefix, or with one slip of the finger.</summary>
internal sealed class WordIndex<T>
{
    private readonly Dictionary<string, List<T>> _exact = [];
    private readonly Dictionary<string, List<T>> _prefix = [];
    private readonly SlipIndex _slips = new();
    private readonly Dictionary<string, int> _slipNumbers = [];
    private readonly List<List<T>> _valuesOfSlips = [];
    private int _longestPrefix;
    [ThreadStatic]
    private static List<int>? t_slips;

    public void Add(string pattern, T value)
    {
        if (pattern[^1] == '*')
        {
            _longestPrefix = Math.Max(_longestPrefix, pattern.Length - 1);
            Put(_prefix, pattern[..^1], value);
            return;
        }

        var word = pattern.TrimStart('=');
        Put(_exact, word, value);
        if (pattern[0] == '=' || word.Length < WordIndex.SlipFrom)
            return;
        if (!_slipNumbers.TryGetValue(word, out var number))
        {
            _slipNumbers[word] = number = _slips.Add(word);
            _valuesOfSlips.Add([]);
        }

        _valuesOfSlips[number].Add(value);
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
        var slips = t_slips ??= [];
        slips.Clear();
        _slips.Find(word, slips);
        foreach (var number in slips)
        {
            if (!WordIndex.HasSameFirst(_slips[number], word))
                continue;
            foreach (var value in _valuesOfSlips[number])
            {
                if (!found.Contains(value))
                    found.Add(value);
            }
        }
    }

    private static void Take(Dictionary<string, List<T>> index, ReadOnlySpan<char> word, List<T> found)
    {
        if (index.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var entries))
            found.AddRange(entries);
    }

    private static void Put(Dictionary<string, List<T>> index, string key, T value)
    {
        if (!index.TryGetValue(key, out var entries))
            index[key] = entries = [];
        entries.Add(value);
    }
}
