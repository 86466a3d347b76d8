using ResidentHub.Language.Text;

namespace ResidentHub.Language.Facts;

/// <summary>What is known of a word while a message is read.</summary>
[Flags]
internal enum Mark : byte
{
    None = 0,

    /// <summary>Read as a fact: a word says one thing, and "depuis 3 heures" is no hour of the day.</summary>
    Taken = 1,

    /// <summary>Part of somebody's age.</summary>
    Age = 2,

    /// <summary>Denied by the words before it.</summary>
    Denied = 4,

    /// <summary>Begins the name of a thing whose absence is a trouble.</summary>
    Lack = 8,

    /// <summary>A number begins here, in figures or in words.</summary>
    Number = 16,
}

/// <summary>A message under reading: its text, its folded words, the day it is read on, and a mark for each word.</summary>
internal readonly ref struct Utterance(ReadOnlySpan<char> text, TokenBuffer words, DateOnly today, Span<Mark> marks)
{
    public readonly ReadOnlySpan<char> Text = text;
    public readonly TokenBuffer Words = words;
    public readonly DateOnly Today = today;
    private readonly Span<Mark> _marks = marks;

    public int Count => Words.Tokens.Length;

    /// <summary>A folded word; empty outside the message.</summary>
    public ReadOnlySpan<char> this[int word] => word >= 0 && word < Count ? Words.Word(word) : [];

    /// <summary>A word as it was written, where spellings read another.</summary>
    public ReadOnlySpan<char> Written(int word) => word >= 0 && word < Count ? Text.Slice(Words.Tokens[word].Start, Words.Tokens[word].Length) : [];

    /// <summary>What stands between a word and the next.</summary>
    public ReadOnlySpan<char> Gap(int word)
    {
        var end = Words.Tokens[word].Start + Words.Tokens[word].Length;
        return word + 1 < Count && Words.Tokens[word + 1].Start > end ? Text[end..Words.Tokens[word + 1].Start] : [];
    }

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

    public bool IsAny(int word, WordSet wanted) => wanted.Contains(this[word]);

    /// <summary>Whether a word begins with a figure.</summary>
    public bool IsFigure(int word) => this[word] is [>= '0' and <= '9', ..];

    /// <summary>Whether nothing follows a word in its clause.</summary>
    public bool IsEnd(int word) => word + 1 >= Count || Words.Tokens[word + 1].Clause != Words.Tokens[word].Clause;

    /// <summary>Whether two words stand in one clause.</summary>
    public bool IsTogether(int first, int last) => first >= 0 && last < Count && Words.Tokens[first].Clause == Words.Tokens[last].Clause;

    public bool IsFree(int word) => word >= 0 && word < Count && (_marks[word] & Mark.Taken) == Mark.None;

    public bool IsFree(int first, int last) => !HasAny(first, last, Mark.Taken);

    public bool Has(int word, Mark mark) => word >= 0 && word < Count && (_marks[word] & mark) != Mark.None;

    public bool HasAny(int first, int last, Mark mark)
    {
        foreach (var set in _marks[first..(last + 1)])
        {
            if ((set & mark) != Mark.None)
                return true;
        }

        return false;
    }

    public void Set(int first, int last, Mark mark)
    {
        foreach (ref var set in _marks[first..(last + 1)])
            set |= mark;
    }

    /// <summary>Takes words for a fact and gives their span in the text.</summary>
    public (int Start, int Length) Take(int first, int last)
    {
        Set(first, last, Mark.Taken);
        return Span(first, last);
    }

    /// <summary>Takes all words of a span of the text.</summary>
    public void TakeText(int start, int length)
    {
        for (var word = FirstFrom(start); word < Count && Words.Tokens[word].Start < start + length; word++)
            _marks[word] |= Mark.Taken;
    }

    /// <summary>The span in the text from one word to another.</summary>
    public (int Start, int Length) Span(int first, int last)
    {
        var (from, to) = (Words.Tokens[first], Words.Tokens[last]);
        return (from.Start, to.Start + to.Length - from.Start);
    }

    private int FirstFrom(int start)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Words.Tokens[middle].Start < start ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
