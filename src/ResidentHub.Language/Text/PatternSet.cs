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
    // A place where a phrase stands: a term of a pattern.
    private readonly record struct Use(int Pattern, int Term);

    // A term met in the message, as one number to sort by: where it begins, then the later terms first (a word that stands in two terms of a chain does
    // not break it), then the pattern.
    private readonly record struct Met(ulong Key)
    {
        public Met(Use use, int first, int last)
            : this(((ulong)first << 48) | ((ulong)(byte.MaxValue - use.Term) << 40) | ((ulong)use.Pattern << 16) | (uint)last)
        {
        }

        public int First => (int)(Key >> 48);

        public int Term => byte.MaxValue - (byte)(Key >> 40);

        public int Pattern => (int)(Key >> 16) & 0xFFFFFF;

        public int Last => (ushort)Key;
    }

    private readonly List<Pattern> _patterns = [];
    private readonly List<int> _firstTerms = [];

    // Patterns share most of their phrases (lists that many of them call): each is looked for once, by its longest word, which is seldom a frequent one.
    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<string[]> _phrases = [];
    private readonly List<List<Use>> _uses = [];
    private readonly List<int> _anchors = [];
    private readonly WordIndex<int> _byAnchor = new();
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
                UsesOf(phrase).Add(new Use(number, term));
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
            FindPhrases(buffer, i, progress);
        progress.Met.Sort();
        foreach (var key in progress.Met)
        {
            var met = new Met(key);
            var pattern = _patterns[met.Pattern];
            if (pattern.Terms.Count == 1)
                hits.Add(new PatternHit(met.Pattern, met.First, met.Last));
            else if (Meet(progress.Of(met.Pattern, _firstTerms[met.Pattern], pattern.Terms.Count), met.Term, met.First, met.Last, tokens, pattern) is { } hit)
                hits.Add(new PatternHit(met.Pattern, hit.First, hit.Last));
        }
    }

    private List<Use> UsesOf(string[] phrase)
    {
        var text = string.Join(' ', phrase);
        if (!_numbers.TryGetValue(text, out var number))
        {
            _numbers[text] = number = _phrases.Count;
            _phrases.Add(phrase);
            _uses.Add([]);
            var anchor = Array.IndexOf(phrase, phrase.MaxBy(word => word.Length));
            _anchors.Add(anchor);
            _byAnchor.Add(phrase[anchor], number);
        }

        return _uses[number];
    }

    private void FindPhrases(TokenBuffer buffer, int at, Progress progress)
    {
        progress.Found.Clear();
        _byAnchor.Find(buffer.Word(at), progress.Found);
        foreach (var number in progress.Found)
        {
            var (phrase, first) = (_phrases[number], at - _anchors[number]);
            if (!PhraseFits(buffer, at, first, phrase))
                continue;
            foreach (var use in _uses[number])
                progress.Met.Add(new Met(use, first, first + phrase.Length - 1).Key);
        }
    }

    // The word at the anchor fits already.
    private static bool PhraseFits(TokenBuffer buffer, int anchor, int first, string[] phrase)
    {
        if (first < 0 || first + phrase.Length > buffer.Tokens.Length)
            return false;
        for (var i = 0; i < phrase.Length; i++)
        {
            var at = first + i;
            if (at != anchor && (buffer.Tokens[at].Sentence != buffer.Tokens[anchor].Sentence || !WordIndex.Fits(phrase[i], buffer.Word(at))))
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
        private (int First, int Last)[] _places = [];
        private int[] _messageOf = [];
        private int _message;

        /// <summary>Phrases that may begin at a word.</summary>
        public List<int> Found { get; } = [];

        /// <summary>The <see cref="PatternSet.Met"/> of the message.</summary>
        public List<ulong> Met { get; } = [];

        public void Begin(List<int> firstTerms, int terms)
        {
            if (_messageOf.Length != firstTerms.Count)
                (_messageOf, _places, _message) = (new int[firstTerms.Count], new (int, int)[terms], 0);
            _message++;
            Met.Clear();
        }

        public Span<(int First, int Last)> Of(int pattern, int firstTerm, int terms)
        {
            var met = _places.AsSpan(firstTerm, terms);
            if (_messageOf[pattern] != _message)
            {
                _messageOf[pattern] = _message;
                met.Fill((-1, -1));
            }

            return met;
        }
    }
}
