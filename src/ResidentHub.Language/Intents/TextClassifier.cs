using ResidentHub.Language.Text;

namespace ResidentHub.Language.Intents;

/// <summary>
/// Learns any set of labelled texts with settings of its own choosing, and says how likely it is right. A text unlike all examples of the label it
/// is given is unlikely to be right, whatever the margin: its confidence tells what is out of scope.
/// </summary>
public sealed class TextClassifier
{
    private const int Parts = 4, MaxFitted = 1_000, EpochsApart = 10;

    private readonly Nearest _nearest;
    private readonly Spellings _spellings;
    private readonly (double Slope, double Offset) _scale;

    private TextClassifier(LinearModel model, Nearest nearest, Spellings spellings, (double, double) scale) => (Model, _nearest, _spellings, _scale) = (model, nearest, spellings, scale);

    public LinearModel Model { get; }

    public static TextClassifier Train(IReadOnlyList<Example> examples, Spellings spellings)
    {
        var (features, training) = Tuner.Choose(examples, spellings);
        var apart = Apart(examples, features, training with { Folds = 1, Epochs = EpochsApart }, spellings);
        var model = Trainer.Train(examples, features, training with { Folds = 1 }, spellings);
        return new TextClassifier(model, new Nearest(model, examples, spellings), spellings, apart);
    }

    /// <summary>The likeliest label and how likely it is right, 0 to 1.</summary>
    public Candidate Predict(string text)
    {
        var (label, score) = Score(Model, _nearest, text, _spellings);
        return new Candidate(Model.Labels[label], Logistic.Of(_scale.Slope * score + _scale.Offset));
    }

    // What a score is worth, learned on a quarter of the examples kept apart.
    private static (double Slope, double Offset) Apart(IReadOnlyList<Example> examples, FeatureSettings features, TrainingSettings training, Spellings spellings)
    {
        var folds = Folds.Of([.. examples.Select(example => example.Author)], Parts);
        var seen = examples.Where((_, row) => folds[row] != 0).ToList();
        var labels = seen.Select(example => example.Label).ToHashSet();
        var unseen = examples.Where((example, row) => folds[row] == 0 && labels.Contains(example.Label)).ToList();
        if (unseen.Count == 0 || labels.Count < 2)
            return (1, 0);
        var model = Trainer.Train(seen, features, training, spellings);
        var nearest = new Nearest(model, seen, spellings);
        var step = Math.Max(1, unseen.Count / MaxFitted);
        return Logistic.Fit([.. unseen.Where((_, row) => row % step == 0).Select(example =>
        {
            var (label, score) = Score(model, nearest, example.Text, spellings);
            return ((double)score, model.Labels[label] == example.Label);
        })]);
    }

    private static (int Label, float Score) Score(LinearModel model, Nearest nearest, string text, Spellings spellings)
    {
        var (label, margin) = model.Predict(text, spellings);
        return (label, margin + nearest.To(label, text, spellings));
    }
}
