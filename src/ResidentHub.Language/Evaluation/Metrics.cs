namespace ResidentHub.Language.Evaluation;

/// <summary>One text that was read: what is right, and what was said with which confidence.</summary>
/// <param name="Right">The label it has.</param>
/// <param name="Said">The label it was given.</param>
/// <param name="Confidence">How likely that is right, 0 to 1.</param>
/// <param name="IsRight">Whether what was said counts as right; also a second label may.</param>
public readonly record struct Outcome(string Right, string Said, double Confidence, bool IsRight)
{
    public static Outcome Of(string right, Candidate said) => new(right, said.Label, said.Confidence, right == said.Label);
}

/// <summary>How well one label is read.</summary>
/// <param name="Count">Texts that have the label.</param>
/// <param name="Precision">Share of what was given the label that is right; 0 when nothing was.</param>
/// <param name="Recall">Share of what has the label that was read right.</param>
public sealed record LabelScore(string Label, int Count, double Precision, double Recall)
{
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);
}

/// <summary>One step of the confidences: what was claimed and what came of it.</summary>
/// <param name="Count">Readings in the step.</param>
/// <param name="Claimed">Their mean confidence.</param>
/// <param name="Accuracy">The share that was right.</param>
public readonly record struct Step(int Count, double Claimed, double Accuracy);

/// <summary>What the field measures of classifiers.</summary>
public static class Metrics
{
    private const int Steps = 10;

    /// <summary>The share that is right, 0 to 1; 0 of nothing.</summary>
    public static double Accuracy(IReadOnlyCollection<Outcome> outcomes) => outcomes.Count == 0 ? 0 : outcomes.Count(outcome => outcome.IsRight) / (double)outcomes.Count;

    /// <summary>Each label that a text has, in ordinal order. A text read as another label that counts as right too is a hit of its own label.</summary>
    public static IReadOnlyList<LabelScore> ByLabel(IReadOnlyCollection<Outcome> outcomes)
    {
        var said = outcomes.CountBy(Given).ToDictionary();
        var hits = outcomes.Where(outcome => outcome.IsRight).CountBy(outcome => outcome.Right).ToDictionary();
        return [.. outcomes.CountBy(outcome => outcome.Right).OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => new LabelScore(
            label.Key, label.Value, said.TryGetValue(label.Key, out var given) ? hits.GetValueOrDefault(label.Key) / (double)given : 0, hits.GetValueOrDefault(label.Key) / (double)label.Value))];

        static string Given(Outcome outcome) => outcome.IsRight ? outcome.Right : outcome.Said;
    }

    /// <summary>The mean F1 of the labels that a text has.</summary>
    public static double MacroF1(IReadOnlyCollection<Outcome> outcomes) => outcomes.Count == 0 ? 0 : ByLabel(outcomes).Average(label => label.F1);

    /// <summary>Which labels are taken for which, the most frequent first.</summary>
    public static IReadOnlyList<(string Right, string Said, int Count)> Confusions(IEnumerable<Outcome> outcomes) =>
        [.. outcomes.Where(outcome => !outcome.IsRight).CountBy(outcome => (outcome.Right, outcome.Said)).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => (pair.Key.Right, pair.Key.Said, pair.Value))];

    /// <summary>The confidences in ten equal steps.</summary>
    public static IReadOnlyList<Step> Calibration(IEnumerable<Outcome> outcomes) =>
        [.. outcomes.GroupBy(outcome => Math.Min(Steps - 1, (int)(outcome.Confidence * Steps))).OrderBy(step => step.Key)
            .Select(step => new Step(step.Count(), step.Average(outcome => outcome.Confidence), Accuracy([.. step])))];

    /// <summary>Expected calibration error (Naeini et al., AAAI 2015): the mean gap between what is claimed and what is right.</summary>
    public static double CalibrationError(IReadOnlyCollection<Outcome> outcomes) =>
        outcomes.Count == 0 ? 0 : Calibration(outcomes).Sum(step => step.Count * Math.Abs(step.Claimed - step.Accuracy)) / outcomes.Count;

    /// <summary>Share of wrong readings when only the surest share of all is acted on.</summary>
    public static double ErrorAt(IReadOnlyCollection<Outcome> outcomes, double coverage)
    {
        var surest = outcomes.OrderByDescending(outcome => outcome.Confidence).Take((int)Math.Ceiling(outcomes.Count * coverage)).ToList();
        return 1 - Accuracy(surest);
    }

    /// <summary>The chance that one text in scope is given more confidence than one out of scope; ties count half. NaN when one side is empty.</summary>
    public static double Auroc(IReadOnlyCollection<double> inScope, IReadOnlyCollection<double> outOfScope)
    {
        var ranked = inScope.Select(confidence => (Confidence: confidence, IsIn: true)).Concat(outOfScope.Select(confidence => (Confidence: confidence, IsIn: false))).OrderBy(one => one.Confidence).ToList();
        var ranks = 0.0;
        for (var first = 0; first < ranked.Count;)
        {
            var last = first;
            while (last + 1 < ranked.Count && ranked[last + 1].Confidence == ranked[first].Confidence)
                last++;
            for (var i = first; i <= last; i++)
                ranks += ranked[i].IsIn ? (first + last) / 2.0 + 1 : 0;
            first = last + 1;
        }

        double inside = inScope.Count, outside = outOfScope.Count;
        return (ranks - inside * (inside + 1) / 2) / (inside * outside);
    }
}
