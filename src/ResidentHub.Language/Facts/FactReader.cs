using System.Buffers;
using ResidentHub.Language.Text;

namespace ResidentHub.Language.Facts;

/// <summary>
/// Reads what a message says that answers questions: places, contacts, days, hours, sums, people. One pass a kind over the words, each looking
/// at a few words only, so that time grows with the text and with nothing else. Holds no state between messages and knows no clock.
/// </summary>
public sealed class FactReader
{
    private const int FewWords = 256;

    private readonly Gazetteer _places;
    private readonly Frailties _frailties;
    private readonly Lacks _lacks;

    /// <param name="vulnerable">Patterns that say that somebody is frail, with their kind.</param>
    /// <param name="lacks">Patterns of things whose absence is the trouble itself.</param>
    /// <param name="lists">Named lists that patterns call.</param>
    /// <exception cref="FormatException">A pattern breaks the grammar.</exception>
    public FactReader(Gazetteer places, IEnumerable<(Vulnerability Kind, string Pattern)> vulnerable, IEnumerable<string> lacks, IReadOnlyDictionary<string, IReadOnlyList<string>> lists) =>
        (_places, _frailties, _lacks) = (places, new Frailties(vulnerable, lists), new Lacks(lacks, lists));

    /// <summary>The facts of a message in the order of its text.</summary>
    /// <param name="words">The words of the text.</param>
    /// <param name="today">The day on the landlord's calendar.</param>
    public List<Fact> Read(ReadOnlySpan<char> text, TokenBuffer words, DateOnly today)
    {
        var facts = new List<Fact>();
        var count = words.Tokens.Length;
        var rented = count > FewWords ? ArrayPool<Mark>.Shared.Rent(count) : null;
        var marks = rented is null ? stackalloc Mark[FewWords] : rented.AsSpan();
        marks.Clear();
        Read(new Utterance(text[..Math.Min(text.Length, TokenBuffer.MaxLetters)], words, today, marks[..count]), facts);
        if (rented is not null)
            ArrayPool<Mark>.Shared.Return(rented);
        facts.Sort((one, other) => one.Start != other.Start ? one.Start.CompareTo(other.Start) : other.Length.CompareTo(one.Length));
        return facts;
    }

    // What is surest first: a word that one kind takes is not read by the next.
    private void Read(in Utterance utterance, List<Fact> facts)
    {
        Numbers.Find(utterance);
        _lacks.Find(utterance);
        Negations.Read(utterance, facts);
        Contacts.Read(utterance, facts);
        References.Read(utterance, facts);
        _places.Read(utterance, facts);
        Parts.Read(utterance, facts);
        Floors.Read(utterance, facts);
        Ages.Read(utterance, facts);
        Amounts.Read(utterance, facts);
        Frequencies.Read(utterance, facts);
        Sinces.Read(utterance, facts);
        Dates.Read(utterance, facts);
        Durations.Read(utterance, facts);
        Times.Read(utterance, facts);
        People.Read(utterance, facts);
        Arrears.Read(utterance, facts);
        DayParts.Read(utterance, facts);
        _frailties.Read(utterance, facts);
    }
}
