using ResidentHub.Language.Evaluation;

namespace ResidentHub.Tests.Understanding.Learning;

/// <summary>Against figures worked out by hand.</summary>
public sealed class MetricsTests
{
    private static readonly Outcome[] s_outcomes =
    [
        Said("a", "a", 0.9), Said("a", "a", 0.8), Said("a", "b", 0.6), Said("b", "b", 0.7), Said("b", "c", 0.4), Said("c", "c", 0.95),
    ];

    [Fact]
    public void Accuracy_is_the_share_that_is_right() => Assert.Equal(4 / 6.0, Metrics.Accuracy(s_outcomes), 9);

    [Fact]
    public void Each_label_has_its_precision_and_recall()
    {
        var labels = Metrics.ByLabel(s_outcomes);
        Assert.Equal([("a", 1, 2 / 3.0), ("b", 0.5, 0.5), ("c", 0.5, 1)], labels.Select(label => (label.Label, label.Precision, label.Recall)));
        Assert.Equal((0.8 + 0.5 + 2 / 3.0) / 3, Metrics.MacroF1(s_outcomes), 9);
    }

    [Fact]
    public void A_second_label_that_is_right_too_counts_for_its_own_label()
    {
        var label = Assert.Single(Metrics.ByLabel([new Outcome("a", "b", 1, IsRight: true)]));
        Assert.Equal((1, 1), (label.Precision, label.Recall));
    }

    [Fact]
    public void Confusions_are_counted() => Assert.Equal([("a", "b", 1), ("b", "c", 1)], Metrics.Confusions(s_outcomes));

    [Fact]
    public void Calibration_is_the_mean_gap_between_claim_and_truth() =>
        Assert.Equal((Math.Abs(0.4 - 0) + Math.Abs(0.6 - 0) + Math.Abs(0.7 - 1) + Math.Abs(0.8 - 1) + 2 * Math.Abs(0.925 - 1)) / 6, Metrics.CalibrationError(s_outcomes), 9);

    [Fact]
    public void Errors_grow_with_coverage()
    {
        Assert.Equal(0, Metrics.ErrorAt(s_outcomes, 0.5), 9);
        Assert.Equal(2 / 6.0, Metrics.ErrorAt(s_outcomes, 1), 9);
    }

    [Theory]
    [InlineData(1, new[] { 0.9, 0.8 }, new[] { 0.1, 0.2 })]
    [InlineData(0, new[] { 0.1 }, new[] { 0.2 })]
    [InlineData(0.5, new[] { 0.3, 0.3 }, new[] { 0.3 })]
    [InlineData(0.75, new[] { 0.4, 0.2 }, new[] { 0.1, 0.3 })]
    public void The_area_under_the_curve_is_the_chance_of_the_right_order(double area, double[] inside, double[] outside) => Assert.Equal(area, Metrics.Auroc(inside, outside), 9);

    [Fact]
    public void Of_nothing_nothing_is_said()
    {
        Assert.Equal(0, Metrics.Accuracy([]));
        Assert.Equal(0, Metrics.MacroF1([]));
        Assert.Equal(0, Metrics.CalibrationError([]));
    }

    private static Outcome Said(string right, string said, double confidence) => new(right, said, confidence, right == said);
}
