using System.Collections.Frozen;

namespace ResidentHub.Language.Facts;

/// <summary>Folded words, asked for without allocation.</summary>
/// <param name="words">The words, between spaces.</param>
internal sealed class WordSet(string words)
{
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _words = words.Split(' ').ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public bool Contains(ReadOnlySpan<char> word) => _words.Contains(word);
}

/// <summary>Folded words with what they stand for.</summary>
internal sealed class Lexicon<T>
    where T : struct
{
    private readonly FrozenDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> _words;

    /// <param name="entries">Words between spaces, and what all of them stand for.</param>
    public Lexicon(params (string Words, T Meaning)[] entries) =>
        _words = entries.SelectMany(entry => entry.Words.Split(' ').Select(word => KeyValuePair.Create(word, entry.Meaning))).ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public T? this[ReadOnlySpan<char> word] => _words.TryGetValue(word, out var meaning) ? meaning : null;
}
