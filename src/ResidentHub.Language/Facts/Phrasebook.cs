using System.Collections.Frozen;

namespace ResidentHub.Language.Facts;

/// <summary>Folded phrases of one or more words with what they stand for; of several the longest counts.</summary>
internal sealed class Phrasebook<T>
    where T : struct
{
    private readonly record struct Phrase(string[] Words, T Meaning);

    private readonly FrozenDictionary<string, Phrase[]>.AlternateLookup<ReadOnlySpan<char>> _byFirstWord;

    /// <param name="entries">Phrases between bars, their words between spaces, and what all of them stand for.</param>
    public Phrasebook(params IEnumerable<(string Phrases, T Meaning)> entries) =>
        _byFirstWord = entries.SelectMany(entry => entry.Phrases.Split('|').Select(phrase => new Phrase(phrase.Split(' '), entry.Meaning)))
            .GroupBy(phrase => phrase.Words[0])
            .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(phrase => phrase.Words.Length).ToArray(), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The phrase that begins at a word, and its last word, or null.</summary>
    public (T Meaning, int Last)? At(in Utterance utterance, int word)
    {
        if (!_byFirstWord.TryGetValue(utterance[word], out var phrases))
            return null;
        foreach (var phrase in phrases)
        {
            if (Fits(utterance, word, phrase.Words))
                return (phrase.Meaning, word + phrase.Words.Length - 1);
        }

        return null;
    }

    private static bool Fits(in Utterance utterance, int word, string[] phrase)
    {
        for (var i = 1; i < phrase.Length; i++)
        {
            if (!utterance.Is(word + i, phrase[i]))
                return false;
        }

        return true;
    }
}
