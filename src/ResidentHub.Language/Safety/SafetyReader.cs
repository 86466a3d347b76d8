using ResidentHub.Language.Text;

namespace ResidentHub.Language.Safety;

/// <summary>
/// Reads danger from signs alone, with no model: the labels in order of precedence, look-alikes masked first. Reads every word of the message
/// once.
/// </summary>
public sealed class SafetyReader
{
    private const string DefaultLine = "default";

    private readonly record struct Meaning(int Label, SafetySign? Sign, bool IsUnless);

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
            foreach (var text in labels[label].LookAlikes)
                Add(text, new Meaning(-1, null, false), lists);
            foreach (var sign in labels[label].Signs)
            {
                foreach (var text in sign.Patterns)
                    Add(text, new Meaning(label, sign, false), lists);
                foreach (var text in sign.Unless)
                    Add(text, new Meaning(label, sign, true), lists);
            }
        }
    }

    /// <summary>The first line of a label that only the model saw.</summary>
    public static string LineOfModel => DefaultLine;

    /// <summary>Whether words of the message are known to look like a danger without being one.</summary>
    public bool LooksAlike(TokenBuffer buffer)
    {
        var hits = new List<PatternHit>();
        _patterns.Match(buffer, hits);
        return hits.Exists(hit => _meanings[hit.Pattern].Label < 0);
    }

    /// <summary>Reads a message.</summary>
    /// <param name="likelihoodOf">How likely a danger is to the model where a sign of a label speaks; 1 without a model, so that every sign is believed.</param>
    public SafetyReading? Read(ReadOnlySpan<char> text, TokenBuffer buffer, Func<string, double> likelihoodOf)
    {
        var hits = new List<PatternHit>();
        _patterns.Match(buffer, hits);
        if (hits.Count == 0)
            return null;
        var masked = hits.Where(hit => _meanings[hit.Pattern].Label < 0).ToList();
        var signs = hits.Where(hit => _meanings[hit.Pattern] is { Label: >= 0, IsUnless: false } meant && _labels[meant.Label].Believe <= likelihoodOf(_labels[meant.Label].Label) && !masked.Exists(mask => Overlap(mask, hit)) && !TakenBack(hit, hits, buffer))
            .OrderBy(hit => _meanings[hit.Pattern].Label).ThenBy(hit => LineOrder(hit)).ToList();
        if (signs.Count == 0)
            return null;
        var first = signs[0];
        var meaning = _meanings[first.Pattern];
        var (from, to) = (buffer.Tokens[first.First], buffer.Tokens[first.Last]);
        return new SafetyReading(
            _labels[meaning.Label].Label,
            meaning.Sign!.Line,
            [.. signs.Select(hit => _labels[_meanings[hit.Pattern].Label].Label).Distinct().Skip(1)],
            meaning.Sign.Key,
            text[from.Start..(to.Start + to.Length)].ToString());
    }

    private void Add(string text, Meaning meaning, IReadOnlyDictionary<string, IReadOnlyList<string>> lists)
    {
        _patterns.Add(text, lists);
        _meanings.Add(meaning);
    }

    // Of one label's signs the one written first in its file speaks: gas before fire.
    private int LineOrder(PatternHit hit)
    {
        var meaning = _meanings[hit.Pattern];
        for (var i = 0; i < _labels[meaning.Label].Signs.Count; i++)
        {
            if (ReferenceEquals(_labels[meaning.Label].Signs[i], meaning.Sign))
                return i;
        }

        return 0;
    }

    private bool TakenBack(PatternHit sign, List<PatternHit> hits, TokenBuffer buffer)
    {
        var sentence = buffer.Tokens[sign.First].Sentence;
        return hits.Exists(hit => _meanings[hit.Pattern].IsUnless && ReferenceEquals(_meanings[hit.Pattern].Sign, _meanings[sign.Pattern].Sign) && buffer.Tokens[hit.First].Sentence == sentence);
    }

    private static bool Overlap(PatternHit mask, PatternHit hit) => mask.First <= hit.Last && hit.First <= mask.Last;
}
