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
    private readonly Dictionary<string, List<T>> _exact = [];
    private readonly Dictionary<string, List<T>> _prefix = [];
    private readonly List<(string Word, T Value)> _long = [];

    // By the hash of a word less one letter: the latest of _links that has it; each names a word of _long and the link before it.
    private readonly Dictionary<int, int> _latest = [];
    private readonly List<(int Word, int Before)> _links = [];
    private int _longestPrefix;

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
        _long.Add((word, value));
        foreach (var form in Slips.Forms(word))
        {
            var hash = Hash(form);
            _links.Add((_long.Count - 1, _latest.GetValueOrDefault(hash, -1)));
            _latest[hash] = _links.Count - 1;
        }
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
        if (!_latest.TryGetValue(Hash(form), out var link))
            return;
        for (; link >= 0; link = _links[link].Before)
        {
            var (meant, value) = _long[_links[link].Word];
            if (!word.SequenceEqual(meant) && Slips.WithinOne(meant, word) && !found.Contains(value))
                found.Add(value);
        }
    }

    // FNV-1a. Words that share a hash are told apart by comparing them.
    private static int Hash(ReadOnlySpan<char> form)
    {
        var hash = 0x811C9DC5;
        foreach (var letter in form)
            hash = (hash ^ letter) * 0x01000193;
        return (int)hash;
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
