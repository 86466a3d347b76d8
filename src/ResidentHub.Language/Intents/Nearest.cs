using ResidentHub.Language.Text;

namespace ResidentHub.Language.Intents;

/// <summary>
/// How near the nearest example of a label is to a text, as the cosine of their vectors: what no example resembles is likelier out of scope than
/// the margin alone tells.
/// </summary>
public sealed class Nearest
{
    private readonly LinearModel _model;
    private readonly Dictionary<int, List<(int Row, float Value)>> _rowsOf = [];
    private readonly int[] _labels;

    /// <param name="model">Gives the vectors.</param>
    /// <param name="examples">Those it was trained on.</param>
    public Nearest(LinearModel model, IReadOnlyList<Example> examples, Spellings spellings)
    {
        _model = model;
        var places = model.Labels.Index().ToDictionary(label => label.Item, label => label.Index);
        _labels = [.. examples.Select(example => places[example.Label])];
        for (var row = 0; row < examples.Count; row++)
        {
            var vector = Vector(examples[row].Text, spellings);
            var norm = Norm(vector);
            for (var i = 0; i < vector.Count; i++)
            {
                if (!_rowsOf.TryGetValue(vector.Buckets[i], out var rows))
                    _rowsOf[vector.Buckets[i]] = rows = [];
                rows.Add((row, vector.Values[i] / norm));
            }
        }
    }

    /// <summary>From 0 (nothing in common with any example of the label) to 1 (the same words).</summary>
    public float To(int label, string text, Spellings spellings)
    {
        var vector = Vector(text, spellings);
        var similarities = new float[_labels.Length];
        for (var i = 0; i < vector.Count; i++)
        {
            foreach (var (row, value) in _rowsOf.GetValueOrDefault(vector.Buckets[i], []))
                similarities[row] += value * vector.Values[i];
        }

        var nearest = 0f;
        for (var row = 0; row < similarities.Length; row++)
        {
            if (_labels[row] == label)
                nearest = MathF.Max(nearest, similarities[row]);
        }

        return nearest == 0 ? 0 : nearest / Norm(vector);
    }

    private FeatureVector Vector(string text, Spellings spellings)
    {
        var bench = Workbench.OfThread;
        bench.Matter.Fill(text, spellings);
        _model.Extract(bench.Matter, bench.Matter.All, bench);
        return bench.Vector;
    }

    private static float Norm(FeatureVector vector)
    {
        var sum = 0f;
        foreach (var value in vector.Values)
            sum += value * value;
        return MathF.Sqrt(sum);
    }
}
