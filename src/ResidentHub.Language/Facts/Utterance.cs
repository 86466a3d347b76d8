using System.Globalization;
using ResidentHub.Language.Text;

namespace ResidentHub.Language.Facts;

/// <summary>A message under reading: its text, its folded words, and the day it is read on.</summary>
internal readonly ref struct Utterance(ReadOnlySpan<char> text, TokenBuffer words, DateOnly today)
{
    public readonly ReadOnlySpan<char> Text = text;
    public readonly TokenBuffer Words = words;
    public readonly DateOnly Today = today;

    public int Count => Words.Tokens.Length;

    public ReadOnlySpan<char> this[int word] => word >= 0 && word < Count ? Words.Word(word) : [];

    public bool Is(int word, string wanted) => this[word].SequenceEqual(wanted);

    public bool IsAny(int word, ReadOnlySpan<string> wanted)
    {
        var actual = this[word];
        foreach (var candidate in wanted)
        {
            if (actual.SequenceEqual(candidate))
                return true;
        }

        return false;
    }

    /// <summary>The span in the text from one word to another.</summary>
    public (int Start, int Length) Span(int first, int last)
    {
        var (from, to) = (Words.Tokens[first], Words.Tokens[last]);
        return (from.Start, to.Start + to.Length - from.Start);
    }

    /// <summary>A whole number in figures or in words (French and English, to sixty), or null.</summary>
    public int? Number(int word)
    {
        var actual = this[word];
        if (actual.Length is > 0 and <= 6 && int.TryParse(actual, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        return Numbers.Word(actual);
    }
}
