using System.Runtime.InteropServices;

namespace ResidentHub.Language.Intents;

/// <summary>
/// One score per label from one row of weights per bucket, in whole steps of a scale per label (8 bits cost no accuracy and keep the model small).
/// </summary>
public sealed class LinearModel
{
    private readonly sbyte[] _weights;
    private readonly float[] _scales;
    private readonly float[] _biases;

    internal LinearModel(IReadOnlyList<string> labels, FeatureSettings settings, sbyte[] weights, float[] scales, float[] biases, float temperature)
    {
        (Labels, Settings, _weights, _scales, _biases, Temperature) = (labels, settings, weights, scales, biases, temperature);
    }

    public IReadOnlyList<string> Labels { get; }

    public FeatureSettings Settings { get; }

    /// <summary>Margins are divided by it before they become probabilities; fitted on texts the model had not seen.</summary>
    public float Temperature { get; internal set; }

    /// <summary>Quantises weights of shape [bucket × label].</summary>
    internal static LinearModel Of(IReadOnlyList<string> labels, FeatureSettings settings, float[][] weightsByLabel, float[] biases)
    {
        var buckets = 1 << settings.Bits;
        var scales = new float[labels.Count];
        var weights = new sbyte[buckets * labels.Count];
        for (var label = 0; label < labels.Count; label++)
        {
            var largest = Math.Max(1e-6f, weightsByLabel[label].Max(Math.Abs));
            scales[label] = largest / 127;
            for (var bucket = 0; bucket < buckets; bucket++)
                weights[bucket * labels.Count + label] = (sbyte)MathF.Round(weightsByLabel[label][bucket] / scales[label]);
        }

        return new LinearModel(labels, settings, weights, scales, biases, 1);
    }

    /// <summary>Fills <paramref name="margins"/>, one a label: above 0 leans to the label.</summary>
    public void Score(FeatureVector vector, Span<float> margins)
    {
        margins.Clear();
        for (var i = 0; i < vector.Count; i++)
        {
            var row = _weights.AsSpan(vector.Buckets[i] * Labels.Count, Labels.Count);
            var value = vector.Values[i];
            for (var label = 0; label < row.Length; label++)
                margins[label] += value * row[label];
        }

        for (var label = 0; label < margins.Length; label++)
            margins[label] = margins[label] * _scales[label] + _biases[label];
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

    /// <summary>The weight of one bucket for one label.</summary>
    internal float Weight(int bucket, int label) => _weights[bucket * Labels.Count + label] * _scales[label];

    internal void Write(BinaryWriter writer)
    {
        writer.Write(Labels.Count);
        foreach (var label in Labels)
            writer.Write(label);
        writer.Write(Settings.Bits);
        writer.Write(Settings.MinChars);
        writer.Write(Settings.MaxChars);
        writer.Write(Settings.WordPairs);
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
        var settings = new FeatureSettings(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadBoolean());
        var temperature = reader.ReadSingle();
        var scales = new float[labels.Length];
        var biases = new float[labels.Length];
        var weights = new sbyte[labels.Length << settings.Bits];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(scales.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(biases.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(weights.AsSpan()));
        return new LinearModel(labels, settings, weights, scales, biases, temperature);
    }
}
