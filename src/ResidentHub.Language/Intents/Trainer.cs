using System.Runtime.Intrinsics;
using ResidentHub.Language.Text;

namespace ResidentHub.Language.Intents;

/// <summary>One text with the label it has.</summary>
public readonly record struct Example(string Text, string Label);

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
        var data = Data.Of(examples, features, spellings);
        var model = Fit(data, Enumerable.Range(0, examples.Count).ToArray(), features, training);
        if (training.Folds > 1)
            model.Temperature = Calibration.Fit(OutOfFold(data, features, training));
        return model;
    }

    /// <summary>Margins of each example by a model that had not seen it, with the example's label.</summary>
    public static IReadOnlyList<(float[] Margins, int Label)> OutOfFold(IReadOnlyList<Example> examples, FeatureSettings features, TrainingSettings training, Spellings spellings) =>
        OutOfFold(Data.Of(examples, features, spellings), features, training);

    private static List<(float[] Margins, int Label)> OutOfFold(Data data, FeatureSettings features, TrainingSettings training)
    {
        var results = new (float[] Margins, int Label)[data.Labels.Length];
        for (var fold = 0; fold < training.Folds; fold++)
        {
            var kept = Enumerable.Range(0, data.Labels.Length).ToLookup(i => i % training.Folds == fold);
            var model = Fit(data, [.. kept[false]], features, training);
            Parallel.ForEach(kept[true], i =>
            {
                var margins = new float[model.Labels.Count];
                model.Score(data.Vectors[i], margins);
                results[i] = (margins, data.Labels[i]);
            });
        }

        return [.. results];
    }

    private static LinearModel Fit(Data data, int[] rows, FeatureSettings features, TrainingSettings training)
    {
        var blocks = new float[(data.Names.Length + Lanes - 1) / Lanes][];
        var biases = new float[blocks.Length * Lanes];
        Parallel.For(0, blocks.Length, block =>
        {
            (blocks[block], var bias) = FitBlock(data, rows, block * Lanes, features, training);
            bias.CopyTo(biases, block * Lanes);
        });
        return LinearModel.Of(data.Names, features, (bucket, label) => blocks[label / Lanes][bucket * Lanes + label % Lanes], biases[..data.Names.Length]);
    }

    // Minimises |w|²/2 + C Σ max(0, 1 - y w·x)² for eight labels at once, one a lane. In the dual each example has one number a ≥ 0 a label, moved in
    // turn to its best value. An example that rests at 0 with room to spare in all lanes is put aside for the rounds that follow (shrinking).
    private static (float[] Weights, Vector256<float> Bias) FitBlock(Data data, int[] rows, int firstLabel, FeatureSettings features, TrainingSettings training)
    {
        var weights = new float[Lanes << features.Bits];
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
                var vector = data.Vectors[row];
                var y = Vector256.ConditionalSelect(Vector256.Equals(labels, Vector256.Create(data.Labels[row])).AsSingle(), one, -one);
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
                var next = Vector256.Max(zero, alpha - gradient / Vector256.Create(data.SquaredNorms[row] + 1 + diagonal));
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
        var buckets = vector.Buckets;
        var values = vector.Values;
        var sum = Vector256<float>.Zero;
        for (var i = 0; i < buckets.Length; i++)
            sum += Vector256.Create<float>(weights.AsSpan(buckets[i] * Lanes, Lanes)) * values[i];
        return sum;
    }

    private static void Add(FeatureVector vector, Vector256<float> step, float[] weights)
    {
        var buckets = vector.Buckets;
        var values = vector.Values;
        for (var i = 0; i < buckets.Length; i++)
        {
            var lanes = weights.AsSpan(buckets[i] * Lanes, Lanes);
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

    private sealed record Data(FeatureVector[] Vectors, float[] SquaredNorms, int[] Labels, string[] Names)
    {
        public static Data Of(IReadOnlyList<Example> examples, FeatureSettings features, Spellings spellings)
        {
            var names = examples.Select(example => example.Label).Distinct().Order(StringComparer.Ordinal).ToArray();
            var numbers = names.Index().ToDictionary(name => name.Item, name => name.Index);
            var extractor = new FeatureExtractor(features);
            var buffer = new TokenBuffer();
            var vector = new FeatureVector();
            var vectors = new FeatureVector[examples.Count];
            for (var i = 0; i < vectors.Length; i++)
            {
                buffer.Fill(examples[i].Text, spellings);
                extractor.Extract(buffer, vector);
                vectors[i] = vector.Copy();
            }

            return new Data(vectors, [.. vectors.Select(SquaredNorm)], [.. examples.Select(example => numbers[example.Label])], names);
        }

        private static float SquaredNorm(FeatureVector vector)
        {
            var sum = 0f;
            foreach (var value in vector.Values)
                sum += value * value;
            return sum;
        }
    }

    // A repeatable order, new in each round: xorshift32 and Fisher-Yates.
    private sealed class Shuffle(int count)
    {
        private readonly int[] _order = [.. Enumerable.Range(0, count)];
        private int _active = count;
        private uint _state = 2463534242;

        /// <summary>Leaves out the example at a place of the order for all rounds to come.</summary>
        public void PutAside(int place, ref Span<int> active)
        {
            _active--;
            (_order[place], _order[_active]) = (_order[_active], _order[place]);
            active = _order.AsSpan(0, _active);
        }

        public Span<int> Next()
        {
            for (var i = _active - 1; i > 0; i--)
            {
                _state ^= _state << 13;
                _state ^= _state >> 17;
                _state ^= _state << 5;
                var j = (int)(_state % (uint)(i + 1));
                (_order[i], _order[j]) = (_order[j], _order[i]);
            }

            return _order.AsSpan(0, _active);
        }
    }
}
