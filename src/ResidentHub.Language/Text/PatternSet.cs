using System.Runtime.CompilerServices;

namespace ResidentHub.Language.Text;

/// <summary>A pattern that matched: its number in the set and the first and last token it needed.</summary>
public readonly record struct PatternHit(int Pattern, int First, int Last);

/// <summary>
/// Many patterns matched at once in one pass over the words: time grows with the words of the message, not with the number of patterns,
/// and nothing ever backtracks.
/// </summary>
public sealed class PatternSet
{
    private readonly record struct Start(int Pattern, int Term, int Phrase);

    private readonly List<Pattern> _patterns = [];
    private readonly List<string[]> _phrases = [];
    private readonly WordIndex<Start> _starts = new();
    private readonly List<int> _firstTerms = [];
    private int _terms;
    [ThreadStatic]
    private static ConditionalWeakTable<PatternSet, Progress>? t_progress;

    public int Count => _patterns.Count;

    /// <summary>Adds a pattern and gives its number.</summary>
    /// <exception cref="FormatException">The pattern breaks the grammar; the message says how.</exception>
    public int Add(string text, IReadOnlyDictionary<string, IReadOnlyList<string>> lists)
    {
        var pattern = Pattern.Parse(text, lists);
        var number = _patterns.Count;
        _patterns.Add(pattern);
        _firstTerms.Add(_terms);
        _terms += pattern.Terms.Count;
        for (var term = 0; term < pattern.Terms.Count; term++)
        {
            foreach (var phrase in pattern.Terms[term])
            {
                _phrases.Add(phrase);
                _starts.Add(phrase[0], new Start(number, term, _phrases.Count - 1));
            }
        }

        return number;
    }

    /// <summary>Appends every hit to <paramref name="hits"/>, in the order in which the message reveals them.</summary>
    public void Match(TokenBuffer buffer, List<PatternHit> hits)
    {
        var progress = (t_progress ??= []).GetOrCreateValue(this);
        progress.Begin(_firstTerms, _terms);
        var tokens = buffer.Tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            progress.Found.Clear();
            _starts.Find(buffer.Word(i), progress.Found);
            // Later terms first: a word that stands in two terms of a chain does not break it.
            for (var at = progress.Found.Count - 1; at >= 0; at--)
            {
                var start = progress.Found[at];
                if (!PhraseFits(buffer, i, _phrases[start.Phrase]))
                    continue;
                var last = i + _phrases[start.Phrase].Length - 1;
                var pattern = _patterns[start.Pattern];
                if (pattern.Terms.Count == 1)
                    hits.Add(new PatternHit(start.Pattern, i, last));
                else if (Meet(progress.Of(start.Pattern, _firstTerms[start.Pattern], pattern.Terms.Count), start.Term, i, last, tokens, pattern) is { } hit)
                    hits.Add(new PatternHit(start.Pattern, hit.First, hit.Last));
            }
        }
    }

    private static bool PhraseFits(TokenBuffer buffer, int at, string[] phrase)
    {
        if (at + phrase.Length > buffer.Tokens.Length)
            return false;
        for (var i = 1; i < phrase.Length; i++)
        {
            if (buffer.Tokens[at + i].Sentence != buffer.Tokens[at].Sentence || !WordIndex.Fits(phrase[i], buffer.Word(at + i)))
                return false;
        }

        return true;
    }

    // Met: the latest place where each term of the pattern was met. For patterns in order, a term counts only after the one before it, and
    // remembers where its chain began.
    private static (int First, int Last)? Meet(Span<(int First, int Last)> met, int term, int first, int last, ReadOnlySpan<Token> tokens, Pattern pattern) =>
        pattern.Ordered ? MeetInOrder(met, term, first, last, tokens, pattern.Width) : MeetAny(met, term, first, last, tokens, pattern.Width);

    private static (int, int)? MeetAny(Span<(int First, int Last)> met, int term, int first, int last, ReadOnlySpan<Token> tokens, int width)
    {
        met[term] = (first, last);
        var (start, end) = (first, last);
        foreach (var (f, l) in met)
        {
            if (f < 0)
                return null;
            (start, end) = (Math.Min(start, f), Math.Max(end, l));
        }

        return tokens[end].Position - tokens[start].Position < width ? (start, end) : null;
    }

    private static (int, int)? MeetInOrder(Span<(int First, int Last)> met, int term, int first, int last, ReadOnlySpan<Token> tokens, int width)
    {
        var chain = first;
        if (term > 0)
        {
            var (before, end) = met[term - 1];
            if (before < 0 || end >= first || tokens[last].Position - tokens[before].Position >= width)
                return null;
            chain = before;
        }

        met[term] = (chain, last);
        return term == met.Length - 1 ? (chain, last) : null;
    }

    // What one thread remembers while it matches one message. A pattern's terms count only if they were met in this message.
    private sealed class Progress
    {
        private (int First, int Last)[] _met = [];
        private int[] _messageOf = [];
        private int _message;

        public List<Start> Found { get; } = [];

        public void Begin(List<int> firstTerms, int terms)
        {
            if (_messageOf.Length != firstTerms.Count)
                (_messageOf, _met, _message) = (new int[firstTerms.Count], new (int, int)[terms], 0);
            _message++;
        }

        public Span<(int First, int Last)> Of(int pattern, int firstTerm, int terms)
        {
            var met = _met.AsSpan(firstTerm, terms);
            if (_messageOf[pattern] != _message)
            {
                _messageOf[pattern] = _message;
                met.Fill((-1, -1));
            }

            return met;
        }
    }
}
