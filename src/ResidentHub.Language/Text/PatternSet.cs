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

    public int Count => _patterns.Count;

    /// <summary>Adds a pattern and gives its number.</summary>
    /// <exception cref="FormatException">The pattern breaks the grammar; the message says how.</exception>
    public int Add(string text, IReadOnlyDictionary<string, IReadOnlyList<string>> lists)
    {
        var pattern = Pattern.Parse(text, lists);
        var number = _patterns.Count;
        _patterns.Add(pattern);
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
        var progress = new Dictionary<int, Progress>();
        var tokens = buffer.Tokens;
        var found = new List<Start>();
        for (var i = 0; i < tokens.Length; i++)
        {
            found.Clear();
            _starts.Find(buffer.Word(i), found);
            foreach (var start in found)
            {
                var last = i + _phrases[start.Phrase].Length - 1;
                if (!PhraseFits(buffer, i, _phrases[start.Phrase]))
                    continue;
                var pattern = _patterns[start.Pattern];
                if (pattern.Terms.Count == 1)
                    hits.Add(new PatternHit(start.Pattern, i, last));
                else if (ProgressOf(progress, start.Pattern, pattern).Meet(start.Term, i, last, tokens, pattern) is { } hit)
                    hits.Add(new PatternHit(start.Pattern, hit.First, hit.Last));
            }
        }
    }

    private static Progress ProgressOf(Dictionary<int, Progress> progress, int number, Pattern pattern)
    {
        if (!progress.TryGetValue(number, out var state))
            progress[number] = state = new Progress(pattern.Terms.Count);
        return state;
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

    // The latest place where each term was met. For patterns in order, a term counts only after the one before it,
    // and remembers where its chain began.
    private sealed class Progress(int terms)
    {
        private readonly (int First, int Last)[] _met = [.. Enumerable.Repeat((-1, -1), terms)];

        public (int First, int Last)? Meet(int term, int first, int last, ReadOnlySpan<Token> tokens, Pattern pattern) =>
            pattern.Ordered ? MeetInOrder(term, first, last, tokens, pattern.Width) : MeetAny(term, first, last, tokens, pattern.Width);

        private (int, int)? MeetAny(int term, int first, int last, ReadOnlySpan<Token> tokens, int width)
        {
            _met[term] = (first, last);
            var (start, end) = (first, last);
            foreach (var (f, l) in _met)
            {
                if (f < 0)
                    return null;
                (start, end) = (Math.Min(start, f), Math.Max(end, l));
            }

            return tokens[end].Position - tokens[start].Position < width ? (start, end) : null;
        }

        private (int, int)? MeetInOrder(int term, int first, int last, ReadOnlySpan<Token> tokens, int width)
        {
            var chain = first;
            if (term > 0)
            {
                var (before, end) = _met[term - 1];
                if (before < 0 || end >= first || tokens[last].Position - tokens[before].Position >= width)
                    return null;
                chain = before;
            }

            _met[term] = (chain, last);
            return term == _met.Length - 1 ? (chain, last) : null;
        }
    }
}
