using ResidentHub.Language.Text;

namespace ResidentHub.Language.Intents;

/// <summary>
/// Chooses a learner's settings for a set of examples by cross-validation, always the same for the same examples. A setting leaves its default only
/// where it wins by more than chance would.
/// </summary>
public static class Tuner
{
    private const int MaxRows = 1_500, MaxBytes = 2 << 20, FewestBits = 14, MostBits = 17, FewRows = 1_000, WordsTogetherFrom = 60;

    /// <summary>The settings for a set of examples.</summary>
    public static (FeatureSettings Features, TrainingSettings Training) Choose(IReadOnlyList<Example> examples, Spellings spellings)
    {
        var labels = examples.Select(example => example.Label).Distinct().Count();
        var features = new FeatureSettings(Bits(labels), Rarity: 0.5f, WordsTogether: examples.Count >= labels * WordsTogetherFrom);
        var training = new TrainingSettings();
        var trial = new Trial(Sample(examples), spellings);
        var best = trial.Run(features, training);
        foreach (var rarity in (ReadOnlySpan<float>)[1f, 1.5f])
            Try(features with { Rarity = rarity }, training);
        foreach (var cost in (ReadOnlySpan<float>)[3f, 0.3f])
            Try(features, training with { Cost = cost });
        return (features, training);

        void Try(FeatureSettings otherFeatures, TrainingSettings otherTraining)
        {
            if (trial.Run(otherFeatures, otherTraining) is var other && Trial.IsBetter(other, best))
                (features, training, best) = (otherFeatures, otherTraining, other);
        }
    }

    // As many buckets as two megabytes of weights allow.
    private static int Bits(int labels) => Math.Clamp((int)Math.Log2(MaxBytes / (double)labels), FewestBits, MostBits);

    // The same share of every label, spread over the order in which the examples stand.
    private static List<Example> Sample(IReadOnlyList<Example> examples)
    {
        var step = Math.Max(1, (examples.Count + MaxRows - 1) / MaxRows);
        return [.. examples.GroupBy(example => example.Label).SelectMany(label => label.Where((_, i) => i % step == 0))];
    }

    /// <summary>Measures settings on the same splits, so that two can be compared example by example.</summary>
    private sealed class Trial(List<Example> sample, Spellings spellings)
    {
        private readonly int _folds = sample.Count <= FewRows ? 5 : 3;

        /// <summary>For each example whether a model that had not seen it read it right.</summary>
        public bool[] Run(FeatureSettings features, TrainingSettings training)
        {
            var set = TrainingSet.Of(sample, features, spellings);
            return [.. Trainer.OutOfFold(set, training with { Folds = _folds, Epochs = 8 }).Select(row => ((ReadOnlySpan<float>)row.Margins).IndexOfMax() == row.Label)];
        }

        // McNemar's statistic (1947): among the examples on which they differ, as many wins more than losses as chance seldom gives.
        public static bool IsBetter(bool[] one, bool[] other)
        {
            var wins = one.Zip(other).Count(pair => pair.First && !pair.Second);
            var losses = one.Zip(other).Count(pair => !pair.First && pair.Second);
            return wins - losses > Math.Sqrt(wins + losses);
        }
    }
}
