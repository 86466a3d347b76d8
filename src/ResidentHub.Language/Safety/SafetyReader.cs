using ResidentHub.Language.Text;

namespace ResidentHub.Language.Safety;

/// <summary>
/// Reads danger from signs alone, with no model: the labels in order of precedence, look-alikes masked first. Reads every word of the message
/// once.
/// </summary>
public sealed class SafetyReader
{
    /// <summary>The first line of a label that only the model saw.</summary>
    public const string LineOfModel = "default";

    private readonly record struct Meaning(int Label, int Order, bool IsUnless);

    private static readonly Comparison<SignHit> s_precedence = (one, other) => (one.Label, one.Order, one.Words.First).CompareTo((other.Label, other.Order, other.Words.First));

    private readonly IReadOnlyList<SafetySigns> _labels;
    private readonly PatternSet _patterns = new();
    private readonly List<Meaning> _meanings = [];

    /// <param name="labels">In the order in which dangers go before one another.</param>
    /// <exception cref="FormatException">A pattern breaks the grammar.</exception>
    public SafetyReader(IReadOnlyList<SafetySigns> labels, IReadOnlyDictionary<string, IReadOnlyList<string>> lists)
    {
        _labels = labels;
        for (var label = 0; label < labels.Count; label++)
        {
            Add(labels[label].LookAlikes, new Meaning(-1, 0, false), lists);
            for (var order = 0; order < labels[label].Signs.Count; order++)
            {
                Add(labels[label].Signs[order].Patterns, new Meaning(label, order, false), lists);
                Add(labels[label].Signs[order].Unless, new Meaning(label, order, true), lists);
            }
        }
    }

    /// <summary>Finds the signs in a message.</summary>
    internal void Find(TokenBuffer buffer, List<PatternHit> hits, DangerSigns signs)
    {
        hits.Clear();
        _patterns.Match(buffer, hits);
        signs.Found.Clear();
        signs.LooksAlike = false;
        foreach (var hit in hits)
        {
            var meaning = _meanings[hit.Pattern];
            signs.LooksAlike |= meaning.Label < 0;
            if (meaning is { Label: >= 0, IsUnless: false } && !IsMasked(hit, hits) && !IsTakenBack(hit, hits, buffer))
                signs.Found.Add(new SignHit(meaning.Label, meaning.Order, hit));
        }

        signs.Found.Sort(s_precedence);
    }

    /// <summary>The danger the signs speak of, or null. Of one label's signs the one written first in its file speaks: gas before fire.</summary>
    /// <param name="likelihoods">By label, how likely a danger is to the model where a sign of the label speaks; empty without a model: every sign is believed.</param>
    internal SafetyReading? Read(ReadOnlySpan<char> text, TokenBuffer buffer, DangerSigns signs, ReadOnlySpan<float> likelihoods)
    {
        SignHit? first = null;
        foreach (var hit in signs.Found)
        {
            if (likelihoods.IsEmpty || likelihoods[hit.Label] >= _labels[hit.Label].Believe)
            {
                first = hit;
                break;
            }
        }

        if (first is not { } spoken)
            return null;

        // Where one danger is near, another is believed without asking the model.
        var also = new List<string>();
        foreach (var hit in signs.Found)
        {
            if (hit.Label != spoken.Label && !also.Contains(_labels[hit.Label].Label))
                also.Add(_labels[hit.Label].Label);
        }

        var sign = _labels[spoken.Label].Signs[spoken.Order];
        var (from, to) = (buffer.Tokens[spoken.Words.First], buffer.Tokens[spoken.Words.Last]);
        return new SafetyReading(_labels[spoken.Label].Label, sign.Line, also, sign.Key, text[from.Start..(to.Start + to.Length)].ToString());
    }

    private void Add(IReadOnlyList<string> texts, Meaning meaning, IReadOnlyDictionary<string, IReadOnlyList<string>> lists)
    {
        foreach (var text in texts)
        {
            _patterns.Add(text, lists);
            _meanings.Add(meaning);
        }
    }

    private bool IsMasked(PatternHit sign, List<PatternHit> hits)
    {
        foreach (var hit in hits)
        {
            if (_meanings[hit.Pattern].Label < 0 && hit.First <= sign.Last && sign.First <= hit.Last)
                return true;
        }

        return false;
    }

    private bool IsTakenBack(PatternHit sign, List<PatternHit> hits, TokenBuffer buffer)
    {
        var taken = _meanings[sign.Pattern] with { IsUnless = true };
        foreach (var hit in hits)
        {
            if (_meanings[hit.Pattern] == taken && buffer.Tokens[hit.First].Sentence == buffer.Tokens[sign.First].Sentence)
                return true;
        }

        return false;
    }
}
