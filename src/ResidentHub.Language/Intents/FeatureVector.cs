namespace ResidentHub.Language.Intents;

/// <summary>A sparse vector in the hash space: buckets without repetition, and their values.</summary>
public sealed class FeatureVector
{
    private int[] _buckets;
    private float[] _values;

    public FeatureVector()
        : this(new int[512], new float[512])
    {
    }

    private FeatureVector(int[] buckets, float[] values) => (_buckets, _values) = (buckets, values);

    public int Count { get; private set; }

    public ReadOnlySpan<int> Buckets => _buckets.AsSpan(0, Count);

    public ReadOnlySpan<float> Values => _values.AsSpan(0, Count);

    internal void Clear() => Count = 0;

    /// <summary>A copy that takes no more room than it needs, its buckets renamed.</summary>
    internal FeatureVector Copy(int[] names)
    {
        var copy = new FeatureVector(new int[Count], Values.ToArray()) { Count = Count };
        for (var i = 0; i < Count; i++)
            copy._buckets[i] = names[_buckets[i]];
        return copy;
    }

    internal void Add(int bucket, float value)
    {
        if (Count == _buckets.Length)
        {
            Array.Resize(ref _buckets, Count * 2);
            Array.Resize(ref _values, Count * 2);
        }

        _buckets[Count] = bucket;
        _values[Count++] = value;
    }

    internal void Scale(int from, float factor)
    {
        for (var i = from; i < Count; i++)
            _values[i] *= factor;
    }
}
