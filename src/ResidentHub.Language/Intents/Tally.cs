namespace ResidentHub.Language.Intents;

/// <summary>Counts of one block of features while a text is read: signed, so that features that share a bucket do not add up. One a thread.</summary>
internal sealed class Tally
{
    private float[] _sums = [];
    private int[] _touched = new int[512];
    private int _count;

    /// <summary>Makes room for buckets of so many bits.</summary>
    public void Begin(int bits)
    {
        if (_sums.Length < 1 << bits)
            _sums = new float[1 << bits];
    }

    /// <summary>Counts a feature by its hash: the highest bits are the bucket, the lowest is the sign.</summary>
    public void Touch(uint hash, int bits)
    {
        var bucket = (int)(hash >> (32 - bits));
        if (_sums[bucket] == 0)
        {
            if (_count == _touched.Length)
                Array.Resize(ref _touched, _count * 2);
            _touched[_count++] = bucket;
        }

        _sums[bucket] += (hash & 1) == 0 ? 1f : -1f;
    }

    /// <summary>Appends the block to a vector as roots of its counts, weighed by rarity, of unit length together; then starts anew.</summary>
    public void Flush(FeatureVector vector, Rarity rarity)
    {
        var from = vector.Count;
        var norm = 0f;
        foreach (var bucket in _touched.AsSpan(0, _count))
        {
            var sum = _sums[bucket];
            _sums[bucket] = 0;
            if (sum == 0)
                continue;
            var value = MathF.CopySign(MathF.Sqrt(MathF.Abs(sum)), sum) * rarity.Of(bucket);
            vector.Add(bucket, value);
            norm += value * value;
        }

        _count = 0;
        if (norm > 0)
            vector.Scale(from, 1 / MathF.Sqrt(norm));
    }
}
