using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ResidentHub.Language.Text;

namespace ResidentHub.Language.Intents;

/// <summary>
/// One score per label from one row of weights per bucket, in whole steps of a scale per label (8 bits cost no accuracy and keep the model small).
/// </summary>
public sealed class LinearModel
{
    private const int Lanes = 8;

    private readonly FeatureSpace _space;
    private readonly sbyte[] _weights;
    private readonly float[] _scales;
    private readonly float[] _biases;

    private LinearModel(IReadOnlyList<string> labels, FeatureSpace space, sbyte[] weights, float[] scales, float[] biases, float temperature) =>
        (Labels, _space, _weights, _scales, _biases, Temperature) = (labels, space, weights, scales, biases, temperature);

    public IReadOnlyList<string> Labels { get; }

    public FeatureSettings Settings => _space.Settings;

    /// <summary>Margins are divided by it before they become probabilities; fitted on texts the model had not seen.</summary>
    public float Temperature { get; internal set; }

    /// <summary>Quantises weights.</summary>
    /// <param name="buckets">The bucket of each row of weights; all other buckets weigh nothing.</param>
    /// <param name="weightOf">The weight of a row for a label.</param>
    internal static LinearModel Of(IReadOnlyList<string> labels, FeatureSpace space, int[] buckets, Func<int, int, float> weightOf, float[] biases)
    {
        var scales = new float[labels.Count];
        var weights = new sbyte[labels.Count << space.Settings.Bits];
        for (var label = 0; label < labels.Count; label++)
        {
            var largest = 1e-6f;
            for (var row = 0; row < buckets.Length; row++)
                largest = MathF.Max(largest, MathF.Abs(weightOf(row, label)));
            scales[label] = largest / 127;
            for (var row = 0; row < buckets.Length; row++)
                weights[buckets[row] * labels.Count + label] = (sbyte)MathF.Round(weightOf(row, label) / scales[label]);
        }

        return new LinearModel(labels, space, weights, scales, biases, 1);
    }

    /// <summary>The likeliest label of a text and its margin: above 0 leans to it. Allocates nothing.</summary>
    /// <param name="spellings">Those the model was trained with.</param>
    public (int Label, float Margin) Predict(string text, Spellings spellings)
    {
        var bench = Workbench.OfThread;
        bench.Matter.Fill(text, spellings);
        var margins = bench.Whole(Labels.Count);
        Score(bench.Matter, bench.Matter.All, bench, margins);
        var best = margins.IndexOfMax();
        return (best, margins[best]);
    }

    /// <summary>Fills <paramref name="margins"/> for a run of words.</summary>
    internal void Score(TokenBuffer buffer, Words words, Workbench bench, Span<float> margins)
    {
        Extract(buffer, words, bench);
        Score(bench.Vector, margins);
    }

    /// <summary>Puts the vector of a run of words on the bench.</summary>
    internal void Extract(TokenBuffer buffer, Words words, Workbench bench) => _space.Extract(buffer, words, bench.Vector, bench.Tally);

    /// <summary>What one word alone adds to a label's margin.</summary>
    internal float Weight(ReadOnlySpan<char> word, int label, Workbench bench)
    {
        _space.Extract(word, bench.Vector, bench.Tally);
        var sum = 0f;
        for (var i = 0; i < bench.Vector.Count; i++)
            sum += bench.Vector.Values[i] * _weights[bench.Vector.Buckets[i] * Labels.Count + label];
        return sum * _scales[label];
    }

    /// <summary>Fills <paramref name="margins"/>, one a label: above 0 leans to the label.</summary>
    public void Score(FeatureVector vector, Span<float> margins)
    {
        margins.Clear();
        for (var i = 0; i < vector.Count; i++)
        {
            var row = _weights.AsSpan(vector.Buckets[i] * Labels.Count, Labels.Count);
            var value = vector.Values[i];
            var label = 0;
            for (; label + Lanes <= row.Length; label += Lanes)
                (Vector256.Create<float>(margins[label..]) + Widen(row[label..]) * value).CopyTo(margins[label..]);
            for (; label < row.Length; label++)
                margins[label] += value * row[label];
        }

        for (var label = 0; label < margins.Length; label++)
            margins[label] = margins[label] * _scales[label] + _biases[label];
    }

    // Eight weights as numbers to reckon with.
    private static Vector256<float> Widen(ReadOnlySpan<sbyte> weights)
    {
        var shorts = Vector128.WidenLower(Vector128.CreateScalarUnsafe(MemoryMarshal.Read<long>(MemoryMarshal.AsBytes(weights))).AsSByte());
        var (lower, upper) = Vector128.Widen(shorts);
        return Vector256.ConvertToSingle(Vector256.Create(lower, upper));
    }

    /// <summary>Turns margins into probabilities in place.</summary>
    public void Calibrate(Span<float> margins)
    {
        var largest = float.MinValue;
        foreach (var margin in margins)
            largest = MathF.Max(largest, margin);
        var sum = 0f;
        for (var i = 0; i < margins.Length; i++)
            sum += margins[i] = MathF.Exp((margins[i] - largest) / Temperature);
        for (var i = 0; i < margins.Length; i++)
            margins[i] /= sum;
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write(Labels.Count);
        foreach (var label in Labels)
            writer.Write(label);
        _space.Write(writer);
        writer.Write(Temperature);
        writer.Write(MemoryMarshal.AsBytes<float>(_scales));
        writer.Write(MemoryMarshal.AsBytes<float>(_biases));
        writer.Write(MemoryMarshal.AsBytes<sbyte>(_weights));
    }

    internal static LinearModel Read(BinaryReader reader)
    {
        var labels = new string[reader.ReadInt32()];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = reader.ReadString();
        var space = FeatureSpace.Read(reader);
        var temperature = reader.ReadSingle();
        var scales = new float[labels.Length];
        var biases = new float[labels.Length];
        var weights = new sbyte[labels.Length << space.Settings.Bits];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(scales.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(biases.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(weights.AsSpan()));
        return new LinearModel(labels, space, weights, scales, biases, temperature);
    }
}
