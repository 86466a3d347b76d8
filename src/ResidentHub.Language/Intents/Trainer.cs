using System.Runtime.Intrinsics;
using ResidentHub.Language.Text;

namespace ResidentHub.Language.Intents;

/// <summary>How the learner learns.</summary>
/// <param name="Cost">C of the squared hinge: how much one wrong example weighs against small weights.</param>
/// <param name="Epochs">Passes over the examples.</param>
/// <param name="Folds">Folds of the cross-validation that fits the temperature; 1 leaves it at 1.</param>
public sealed record TrainingSettings(float Cost = 1f, int Epochs = 25, int Folds = 2);

/// <summary>
/// Trains one-against-rest linear models with squared hinge loss by dual coordinate descent (Hsieh et al., ICML 2008), the solver of LIBLINEAR.
/// The same examples in the same order give the same model.
/// </summary>
public static class Trainer
{
    private const int Lanes = 8;
    private const float Still = 0.01f;

    public static LinearModel Train(IReadOnlyList<Example> examples, FeatureSettings features, TrainingSettings training, Spellings spellings)
    {
        var set = TrainingSet.Of(examples, features, spellings);
        var model = Fit(set, [.. Enumerable.Range(0, set.Count)], training);
        if (training.Folds > 1)
            model.Temperature = Calibration.Fit(OutOfFold(set, training));
        return model;
    }

    /// <summary>Each example's label with the one a model gives it that had not seen it, nor anything by its author.</summary>
    public static IReadOnlyList<(string Right, string Said)> ReadUnseen(IReadOnlyList<Example> examples, FeatureSettings features, TrainingSettings training, Spellings spellings)
    {
        var set = TrainingSet.Of(examples, features, spellings);
        return [.. OutOfFold(set, training).Select(row => (set.Names[row.Label], set.Names[((ReadOnlySpan<float>)row.Margins).IndexOfMax()]))];
    }

    /// <summary>Margins of each example by a model that had not seen it, with the example's label.</summary>
    internal static List<(float[] Margins, int Label)> OutOfFold(TrainingSet set, TrainingSettings training)
    {
        var results = new (float[] Margins, int Label)[set.Count];
        var folds = Folds.Of(set.Authors, training.Folds);
        for (var fold = 0; fold < training.Folds; fold++)
        {
            var rows = Enumerable.Range(0, set.Count).ToLookup(row => folds[row] == fold);
            var model = Fit(set, [.. rows[false]], training);
            foreach (var row in rows[true])
                results[row] = (Margins(model, set, row), set.Labels[row]);
        }

        return [.. results];
    }

    /// <summary>Margins of an example, one a label of the set.</summary>
    internal static float[] Margins(LinearModel model, TrainingSet set, int row)
    {
        var (vector, margins) = (set.Vectors[row].Copy(set.Buckets), new float[model.Labels.Count]);
        model.Score(vector, margins);
        return margins;
    }

    internal static LinearModel Fit(TrainingSet set, int[] rows, TrainingSettings training)
    {
        var blocks = new float[(set.Names.Length + Lanes - 1) / Lanes][];
        var biases = new float[blocks.Length * Lanes];
        Parallel.For(0, blocks.Length, block =>
        {
            (blocks[block], var bias) = FitBlock(set, rows, block * Lanes, training);
            bias.CopyTo(biases, block * Lanes);
        });
        return LinearModel.Of(set.Names, set.Space, set.Buckets, (row, label) => blocks[label / Lanes][row * Lanes + label % Lanes], biases[..set.Names.Length]);
    }

    // Minimises |w|²/2 + C Σ max(0, 1 - y w·x)² for eight labels at once, one a lane. In the dual each example has one number a ≥ 0 a label, moved in
    // turn to its best value. An example that rests at 0 with room to spare in all lanes is put aside for the rounds that follow (shrinking).
    private static (float[] Weights, Vector256<float> Bias) FitBlock(TrainingSet set, int[] rows, int firstLabel, TrainingSettings training)
    {
        var weights = new float[Lanes * set.Buckets.Length];
        var alphas = new float[rows.Length * Lanes];
        var (bias, zero, one) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.One);
        var labels = Vector256.Create(firstLabel) + Vector256<int>.Indices;
        var diagonal = 0.5f / training.Cost;
        var order = new Shuffle(rows.Length);
        var room = float.MaxValue;
        for (var epoch = 0; epoch < training.Epochs; epoch++)
        {
            var (moved, largest) = (zero, zero);
            var active = order.Next();
            for (var i = 0; i < active.Length; i++)
            {
                var at = active[i];
                var row = rows[at];
                var vector = set.Vectors[row];
                var y = Vector256.ConditionalSelect(Vector256.Equals(labels, Vector256.Create(set.Labels[row])).AsSingle(), one, -one);
                var alpha = Vector256.Create<float>(alphas.AsSpan(at * Lanes, Lanes));
                var gradient = y * (Dot(vector, weights) + bias) - one + alpha * diagonal;
                var rests = Vector256.Equals(alpha, zero) & Vector256.GreaterThanOrEqual(gradient, zero);
                if (Vector256.EqualsAll(rests.AsInt32(), Vector256<int>.AllBitsSet))
                {
                    if (Vector256.GreaterThanAll(gradient, Vector256.Create(room)))
                        order.PutAside(i--, ref active);
                    continue;
                }

                largest = Vector256.Max(largest, Vector256.AndNot(Vector256.Abs(gradient), rests));
                var next = Vector256.Max(zero, alpha - gradient / Vector256.Create(set.SquaredNorms[row] + 1 + diagonal));
                var step = (next - alpha) * y;
                next.CopyTo(alphas, at * Lanes);
                Add(vector, step, weights);
                bias += step;
                moved = Vector256.Max(moved, Vector256.Abs(step));
            }

            room = Largest(largest);
            if (Largest(moved) < Still)
                break;
        }

        return (weights, bias);
    }

    private static Vector256<float> Dot(FeatureVector vector, float[] weights)
    {
        var features = vector.Buckets;
        var values = vector.Values;
        var sum = Vector256<float>.Zero;
        for (var i = 0; i < features.Length; i++)
            sum += Vector256.Create<float>(weights.AsSpan(features[i] * Lanes, Lanes)) * values[i];
        return sum;
    }

    private static void Add(FeatureVector vector, Vector256<float> step, float[] weights)
    {
        var features = vector.Buckets;
        var values = vector.Values;
        for (var i = 0; i < features.Length; i++)
        {
            var lanes = weights.AsSpan(features[i] * Lanes, Lanes);
            (Vector256.Create<float>(lanes) + step * values[i]).CopyTo(lanes);
        }
    }

    private static float Largest(Vector256<float> lanes)
    {
        var largest = lanes[0];
        for (var lane = 1; lane < Lanes; lane++)
            largest = MathF.Max(largest, lanes[lane]);
        return largest;
    }
}
