using ResidentHub.Language.Text;

namespace ResidentHub.Language.Intents;

/// <summary>What the model makes of a message.</summary>
/// <param name="Top">The likeliest ordinary labels, best first, at most three.</param>
/// <param name="OfClauses">The likeliest label of each clause, in the order of the text.</param>
/// <param name="Danger">How likely the message speaks of any danger.</param>
/// <param name="DangerLabel">The likeliest of them.</param>
/// <param name="DangerBySign">By safety label: how likely it is where a sign of that label speaks.</param>
internal readonly record struct IntentScores(
    IReadOnlyList<Candidate> Top, IReadOnlyList<Candidate> OfClauses, double Danger, string? DangerLabel, float[] DangerBySign)
{
    /// <summary>Without a model.</summary>
    public static readonly IntentScores None = new([], [], 0, null, []);
}

/// <summary>Reads a message and its clauses with the model and the cues.</summary>
internal sealed class IntentReader
{
    private const int MaxTop = 3, NoDanger = -1;
    private const float Shadow = 0.1f;

    private readonly Knowledge _knowledge;
    private readonly LinearModel _model;
    private readonly PatternSet _cues = new();
    private readonly int[] _labelOfCue;

    // For each label of the model, its place among the safety labels.
    private readonly int[] _dangers;

    /// <exception cref="FormatException">A pattern breaks the grammar.</exception>
    public IntentReader(Knowledge knowledge, LinearModel model)
    {
        (_knowledge, _model) = (knowledge, model);
        var places = model.Labels.Index().ToDictionary(label => label.Item, label => label.Index);
        var cues = knowledge.Cues.Where(cue => places.ContainsKey(cue.Label)).ToList();
        cues.ForEach(cue => _cues.Add(cue.Pattern, knowledge.Lists));
        _labelOfCue = [.. cues.Select(cue => places[cue.Label])];
        var safety = knowledge.Safety.Select(signs => signs.Label).ToList();
        _dangers = [.. model.Labels.Select(label => safety.IndexOf(label))];
    }

    /// <summary>Reads the matter on the bench.</summary>
    public IntentScores Read(Workbench bench)
    {
        if (bench.Matter.Tokens.IsEmpty)
            return IntentScores.None with { DangerBySign = new float[_knowledge.Safety.Count] };
        bench.Cues.Clear();
        _cues.Match(bench.Matter, bench.Cues);
        var whole = bench.Whole(_model.Labels.Count);
        Score(bench, bench.Matter.All, whole);
        var (danger, label) = Danger(whole);
        var bySign = new float[_knowledge.Safety.Count];
        for (var place = 0; place < whole.Length; place++)
        {
            if (_dangers[place] != NoDanger && danger >= _knowledge.Thresholds.DangerWithSign)
                bySign[_dangers[place]] = whole[place];
        }

        var part = bench.Part(_model.Labels.Count);
        Clauses.Split(bench.Matter, bench.Clauses);
        var clauses = new Candidate[bench.Clauses.Count];
        for (var clause = 0; clause < clauses.Length; clause++)
        {
            Score(bench, bench.Clauses[clause], part);
            var best = part.IndexOfMax();
            clauses[clause] = new Candidate(_model.Labels[best], part[best]);
            if (Danger(part).Likelihood is var here && here >= _knowledge.Thresholds.DangerInClause)
                Raise(bySign, part, here);
        }

        return new IntentScores(Top(whole), clauses, danger, label, bySign);
    }

    /// <summary>The three words that weighed most for the label and the one that weighed most against it.</summary>
    public IReadOnlyList<Reason> Explain(string label, Workbench bench)
    {
        var (number, buffer) = (IndexOf(label), bench.Matter);
        var weights = new List<(int Token, float Weight)>(buffer.Tokens.Length);
        for (var token = 0; token < buffer.Tokens.Length; token++)
            weights.Add((token, _model.Weight(buffer.Word(token), number, bench)));
        weights.Sort((one, other) => other.Weight.CompareTo(one.Weight));
        var reasons = new List<Reason>();
        foreach (var (token, weight) in weights.TakeWhile(one => one.Weight > 0))
        {
            if (reasons.Count < 3 && !reasons.Exists(reason => buffer.Word(token).SequenceEqual(reason.What)))
                reasons.Add(new Reason(buffer.Word(token).ToString(), Math.Round(weight, 2)));
        }

        if (weights is [.., { Weight: < -0.1f } against])
            reasons.Add(new Reason(buffer.Word(against.Token).ToString(), Math.Round(against.Weight, 2)));
        return reasons;
    }

    private void Score(Workbench bench, Words words, Span<float> probabilities)
    {
        _model.Score(bench.Matter, words, bench, probabilities);
        Span<bool> given = stackalloc bool[probabilities.Length];
        foreach (var hit in bench.Cues)
        {
            var label = _labelOfCue[hit.Pattern];
            if (hit.First >= words.First && hit.Last < words.First + words.Count && !given[label])
                (given[label], probabilities[label]) = (true, probabilities[label] + (float)_knowledge.Thresholds.Cue);
        }

        _model.Calibrate(probabilities);
    }

    private (float Likelihood, string? Label) Danger(ReadOnlySpan<float> probabilities)
    {
        var (sum, best) = (0f, -1);
        for (var label = 0; label < probabilities.Length; label++)
        {
            if (_dangers[label] == NoDanger)
                continue;
            sum += probabilities[label];
            if (best < 0 || probabilities[label] > probabilities[best])
                best = label;
        }

        return (sum, best < 0 ? null : _model.Labels[best]);
    }

    // A clause speaks for the signs of the dangers it may tell of.
    private void Raise(float[] bySign, ReadOnlySpan<float> probabilities, float likelihood)
    {
        for (var label = 0; label < probabilities.Length; label++)
        {
            if (_dangers[label] != NoDanger && probabilities[label] >= Shadow)
                bySign[_dangers[label]] = Math.Max(bySign[_dangers[label]], likelihood);
        }
    }

    private List<Candidate> Top(ReadOnlySpan<float> probabilities)
    {
        var top = new List<Candidate>(MaxTop + 1);
        for (var label = 0; label < probabilities.Length; label++)
        {
            if (_dangers[label] != NoDanger || (top.Count == MaxTop && probabilities[label] <= top[^1].Confidence))
                continue;
            var place = top.Count;
            while (place > 0 && top[place - 1].Confidence < probabilities[label])
                place--;
            top.Insert(place, new Candidate(_model.Labels[label], probabilities[label]));
            if (top.Count > MaxTop)
                top.RemoveAt(MaxTop);
        }

        return top;
    }

    private int IndexOf(string label)
    {
        for (var i = 0; i < _model.Labels.Count; i++)
        {
            if (_model.Labels[i] == label)
                return i;
        }

        throw new ArgumentException($"The model knows no label '{label}'.", nameof(label));
    }
}
