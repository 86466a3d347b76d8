namespace ResidentHub.Language.Intents;

/// <summary>
/// How rare each bucket is among the examples, as the inverse document frequency ln((1+N)/(1+df))+1 (Spärck Jones, 1972) to a power. Frequencies are
/// kept in eighths of a doubling, one byte a bucket; what no example has is rarest of all.
/// </summary>
internal sealed class Rarity
{
    private const double StepsPerDoubling = 8;

    private readonly byte[] _steps;
    private readonly float[] _weights = new float[256];

    private Rarity(byte[] steps, int examples, float power)
    {
        (_steps, Examples) = (steps, examples);
        for (var step = 0; step < _weights.Length; step++)
            _weights[step] = (float)Math.Pow(Math.Log((1.0 + examples) / Math.Pow(2, step / StepsPerDoubling)) + 1, power);
    }

    private int Examples { get; }

    /// <summary>All buckets alike.</summary>
    public static Rarity None(int bits) => new(new byte[1 << bits], 0, 0);

    /// <param name="frequencies">In how many examples each bucket occurs.</param>
    /// <param name="examples">How many examples there are.</param>
    public static Rarity Of(int[] frequencies, int examples, float power) =>
        new(Array.ConvertAll(frequencies, frequency => (byte)Math.Round(Math.Log2(1 + frequency) * StepsPerDoubling)), examples, power);

    public float Of(int bucket) => _weights[_steps[bucket]];

    public void Write(BinaryWriter writer)
    {
        writer.Write(Examples);
        writer.Write(_steps);
    }

    public static Rarity Read(BinaryReader reader, FeatureSettings settings)
    {
        var examples = reader.ReadInt32();
        var steps = new byte[1 << settings.Bits];
        reader.BaseStream.ReadExactly(steps);
        return new Rarity(steps, examples, settings.Rarity);
    }
}
