namespace ResidentHub.Language.Text;

/// <summary>One slip of the finger: a letter missing, added, wrong, or two neighbours swapped (Damerau-Levenshtein distance of one).</summary>
internal static class Slips
{
    public static bool WithinOne(ReadOnlySpan<char> meant, ReadOnlySpan<char> written)
    {
        var head = meant.CommonPrefixLength(written);
        var a = meant[head..];
        var b = written[head..];
        return (a.Length - b.Length) switch
        {
            0 => a.Length <= 1 || a[1..].SequenceEqual(b[1..]) || (a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..])),
            1 => a[1..].SequenceEqual(b),
            -1 => a.SequenceEqual(b[1..]),
            _ => false,
        };
    }
}

/// <summary>
/// Finds the words one slip away from a written one in a few steps: two words one slip apart share the word itself or a form with one letter left out.
/// </summary>
internal sealed class SlipIndex
{
    private const int MaxLength = 32;

    private readonly List<string> _words = [];

    // By the hash of a form: the latest of _links that has it; each names a word and the link before it.
    private readonly Dictionary<int, int> _latest = [];
    private readonly List<(int Word, int Before)> _links = [];

    public string this[int number] => _words[number];

    /// <summary>Adds a word and gives its number; words count from 0 in the order in which they are added.</summary>
    public int Add(string word)
    {
        _words.Add(word);
        Link(Hash(word));
        for (var gap = 0; gap < word.Length; gap++)
            Link(Hash(word.Remove(gap, 1)));
        return _words.Count - 1;
    }

    /// <summary>Adds to <paramref name="found"/> the numbers of all words exactly one slip away, some perhaps twice.</summary>
    public void Find(ReadOnlySpan<char> written, List<int> found)
    {
        Span<char> shorter = stackalloc char[MaxLength];
        if (written.Length > MaxLength)
            return;
        Take(Hash(written), written, found);
        for (var gap = 0; gap < written.Length; gap++)
        {
            written[..gap].CopyTo(shorter);
            written[(gap + 1)..].CopyTo(shorter[gap..]);
            Take(Hash(shorter[..(written.Length - 1)]), written, found);
        }
    }

    private void Link(int hash)
    {
        _links.Add((_words.Count - 1, _latest.GetValueOrDefault(hash, -1)));
        _latest[hash] = _links.Count - 1;
    }

    private void Take(int hash, ReadOnlySpan<char> written, List<int> found)
    {
        if (!_latest.TryGetValue(hash, out var link))
            return;
        for (; link >= 0; link = _links[link].Before)
        {
            var word = _links[link].Word;
            if (!written.SequenceEqual(_words[word]) && Slips.WithinOne(_words[word], written))
                found.Add(word);
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
}
