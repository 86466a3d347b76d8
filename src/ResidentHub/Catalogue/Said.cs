using ResidentHub.Language;
using ResidentHub.Language.Facts;
using ResidentHub.Language.Text;

namespace ResidentHub.Catalogue;

/// <summary>Something a resident said, ready to be read as answers: the text, its words, its facts without those it denies.</summary>
public sealed class Said
{
    private readonly string _written;
    private readonly HashSet<int> _denied;
    private readonly HashSet<int> _names;
    private readonly HashSet<int> _factual;

    public Said(string text, IReadOnlyList<Fact> facts, DateOnly today, Spellings spellings)
    {
        (_written, Text, Today) = (text, text.Trim(), today);
        Words.Fill(text, spellings);
        _denied = WordsIn(facts.OfType<NegatedFact>().Select(fact => (fact.DeniedFrom, fact.Start + fact.Length)));
        _names = WordsOf(facts.Where(fact => fact is ResidenceFact or PartFact or PhoneFact or EmailFact));
        _factual = WordsOf(facts.Where(fact => fact is ResidenceFact or PartFact or PhoneFact or EmailFact or ReferenceFact or AmountFact or DateFact or TimeFact));
        var kept = facts.Where(fact => !IsDenied(fact)).ToList();
        Facts = [.. facts.Where(fact => kept.Contains(fact) || kept.TrueForAll(other => !IsSameKind(other, fact)))];
    }

    public string Text { get; }

    public TokenBuffer Words { get; } = new();

    /// <summary>What the text says, without what it denies where it says something else instead ("le 12, pas le 14").</summary>
    public IReadOnlyList<Fact> Facts { get; }

    public DateOnly Today { get; }

    /// <summary>A word as it was written.</summary>
    public string Written(in Token word) => _written.Substring(word.Start, word.Length);

    public int Count => Words.Tokens.Length;

    public static Said Of(string text, Reading reading, Dialogs dialogs, DateOnly today) => new(text, reading.Facts, today, dialogs.Spellings);

    public T? Fact<T>()
        where T : Fact => Facts.OfType<T>().FirstOrDefault();

    /// <summary>Whether a word belongs to a telephone number, a sum, a date or a place, so that its figures count nothing else.</summary>
    public bool IsOfFact(int word) => _factual.Contains(word);

    /// <summary>
    /// The keys of phrases that the text says; those it denies give way to others ("pas la musique, les travaux"). Names of places and ways to
    /// be reached are not read as anything else ("porte 12", "chien@…").
    /// </summary>
    public IReadOnlyList<string> Keys(Phrases phrases)
    {
        var said = phrases.In(_names.Count == 0 ? Words : Without(_names));
        if (said.Count < 2 || _denied.Count == 0)
            return said;
        var affirmed = said.Except(Denied(phrases)).ToList();
        return affirmed.Count > 0 ? affirmed : said;
    }

    /// <summary>Whether the text speaks of the phrases only to deny them ("ce n'est pas dangereux").</summary>
    public bool Denies(Phrases phrases) => _denied.Count > 0 && phrases.In(Words) is { Count: > 0 } said && !said.Except(Denied(phrases)).Any();

    private IReadOnlyList<string> Denied(Phrases phrases) => phrases.In(Without([.. Enumerable.Range(0, Count).Where(word => !_denied.Contains(word))]));

    private bool IsDenied(Fact fact) => WordsOf([fact]).Overlaps(_denied);

    // Two parts of a place say different things; two dates say the same thing twice.
    private static bool IsSameKind(Fact one, Fact other) => one.GetType() == other.GetType() && (one as PartFact)?.Part == (other as PartFact)?.Part;

    private HashSet<int> WordsOf(IEnumerable<Fact> facts) => WordsIn(facts.Select(fact => (fact.Start, fact.Start + fact.Length)));

    private HashSet<int> WordsIn(IEnumerable<(int From, int To)> spans)
    {
        var words = new HashSet<int>();
        var next = 0;
        foreach (var (from, to) in spans.OrderBy(span => span.From))
        {
            while (next < Count && Words.Tokens[next].Start < from)
                next++;
            for (var i = next; i < Count && Words.Tokens[i].Start < to; i++)
                words.Add(i);
        }

        return words;
    }

    // The text with a word that means nothing in the place of each of those.
    private TokenBuffer Without(HashSet<int> words)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < Count; i++)
            text.Append(words.Contains(i) ? "×x×" : Words.Word(i)).Append(i + 1 < Count && Words.Tokens[i + 1].Sentence != Words.Tokens[i].Sentence ? ". " : " ");
        var buffer = new TokenBuffer();
        buffer.Fill(text.ToString(), Spellings.None);
        return buffer;
    }
}
