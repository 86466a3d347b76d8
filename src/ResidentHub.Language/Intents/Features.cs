using ResidentHub.Language.Text;

namespace ResidentHub.Language.Intents;

/// <summary>What the learner sees of a text. Character n-grams carry misspellings and inflections, words carry meaning.</summary>
/// <param name="Bits">The hash space has 2^Bits buckets.</param>
/// <param name="MinChars">Shortest character n-gram inside a word, its edges counted as characters.</param>
/// <param name="MaxChars">Longest one.</param>
/// <param name="WordPairs">Whether two neighbouring words are a feature of their own.</param>
public sealed record FeatureSettings(int Bits = 17, int MinChars = 3, int MaxChars = 5, bool WordPairs = true);

/// <summary>A sparse vector in the hash space: buckets without repetition, and their values.</summary>
public sealed class FeatureVector
{
    private int[] _buckets;
    private float[] _values;

    public FeatureVector()
        : this(new int[256], new float[256])
    {
    }

    private FeatureVector(int[] buckets, float[] values) => (_buckets, _values) = (buckets, values);

    public int Count { get; private set; }

    public ReadOnlySpan<int> Buckets => _buckets.AsSpan(0, Count);

    public ReadOnlySpan<float> Values => _values.AsSpan(0, Count);

    internal void Clear() => Count = 0;

    /// <summary>A copy that takes no more room than it needs.</summary>
    internal FeatureVector Copy() => new(Buckets.ToArray(), Values.ToArray()) { Count = Count };

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

/// <summary>
/// Turns words into a vector: one block of words (and word pairs), one of character n-grams inside words, each of unit length, so that a long
/// message weighs no more than a short one. Signed hashing; the sign keeps collisions from adding up.
/// </summary>
public sealed class FeatureExtractor(FeatureSettings settings)
{
    private const uint WordSeed = 0x9E3779B1, PairSeed = 0x85EBCA77, CharSeed = 0xC2B2AE3D;
    private const int MaxWordLength = 40;

    private readonly float[] _sums = new float[1 << settings.Bits];
    private readonly List<int> _touched = [];

    public FeatureSettings Settings => settings;

    public void Extract(TokenBuffer buffer, FeatureVector vector)
    {
        vector.Clear();
        Words(buffer);
        Flush(vector);
        Chars(buffer);
        Flush(vector);
    }

    /// <summary>The vector of one word alone.</summary>
    public void Extract(ReadOnlySpan<char> word, FeatureVector vector)
    {
        vector.Clear();
        Touch(Hash(Shape(word), WordSeed));
        Flush(vector);
        Chars(word);
        Flush(vector);
    }

    private void Words(TokenBuffer buffer)
    {
        uint before = 0;
        foreach (ref readonly var token in buffer.Tokens)
        {
            var hash = Hash(Shape(buffer.Word(in token)), WordSeed);
            Touch(hash);
            if (settings.WordPairs)
                Touch(Mix(before * 31 + hash ^ PairSeed));
            before = hash;
        }
    }

    private void Chars(TokenBuffer buffer)
    {
        foreach (ref readonly var token in buffer.Tokens)
            Chars(buffer.Word(in token));
    }

    private void Chars(ReadOnlySpan<char> written)
    {
        Span<char> edged = stackalloc char[MaxWordLength + 2];
        var word = Shape(written);
        word = word.Length > MaxWordLength ? word[..MaxWordLength] : word;
        edged[0] = '^';
        word.CopyTo(edged[1..]);
        edged[word.Length + 1] = '$';
        NGrams(edged[..(word.Length + 2)]);
    }

    private void NGrams(ReadOnlySpan<char> edged)
    {
        for (var start = 0; start < edged.Length; start++)
        {
            var hash = CharSeed;
            for (var length = 1; length <= settings.MaxChars && start + length <= edged.Length; length++)
            {
                hash = (hash ^ edged[start + length - 1]) * 0x01000193;
                if (length >= settings.MinChars)
                    Touch(Mix(hash + (uint)length));
            }
        }
    }

    // Numbers say little beyond being numbers: their size in figures is kept.
    private static ReadOnlySpan<char> Shape(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsAsciiDigit(c))
                return word;
        }

        return "0000000000".AsSpan(0, Math.Min(10, word.Length));
    }

    private void Touch(uint hash)
    {
        var bucket = (int)(hash >> (32 - settings.Bits));
        if (_sums[bucket] == 0)
            _touched.Add(bucket);
        _sums[bucket] += (hash & 1) == 0 ? 1f : -1f;
    }

    private void Flush(FeatureVector vector)
    {
        var from = vector.Count;
        var norm = 0f;
        foreach (var bucket in _touched)
        {
            var sum = _sums[bucket];
            _sums[bucket] = 0;
            if (sum == 0)
                continue;
            var value = MathF.Sign(sum) * MathF.Sqrt(MathF.Abs(sum));
            vector.Add(bucket, value);
            norm += value * value;
        }

        _touched.Clear();
        if (norm > 0)
            vector.Scale(from, 1 / MathF.Sqrt(norm));
    }

    private static uint Hash(ReadOnlySpan<char> word, uint seed)
    {
        var hash = seed;
        foreach (var c in word)
            hash = (hash ^ c) * 0x01000193;
        return Mix(hash);
    }

    // MurmurHash3's finaliser.
    private static uint Mix(uint h)
    {
        h ^= h >> 16;
        h *= 0x85EBCA6B;
        h ^= h >> 13;
        h *= 0xC2B2AE35;
        return h ^ (h >> 16);
    }
}
