using ResidentHub.Language.Text;

namespace ResidentHub.Language.Intents;

/// <summary>One text with the label it has.</summary>
/// <param name="Author">Who wrote it, or empty: examples of one author are never parted between what is learned from and what is measured on.</param>
public readonly record struct Example(string Text, string Label, string Author = "");

/// <summary>Examples as vectors. Their features are numbered from the most frequent on, so that what is needed most lies close together.</summary>
internal sealed class TrainingSet
{
    private TrainingSet(FeatureSpace space, FeatureVector[] vectors, int[] buckets, int[] labels, string[] names, string[] authors)
    {
        (Space, Vectors, Buckets, Labels, Names, Authors) = (space, vectors, buckets, labels, names, authors);
        SquaredNorms = Array.ConvertAll(vectors, SquaredNorm);
    }

    public FeatureSpace Space { get; }

    public FeatureVector[] Vectors { get; }

    public float[] SquaredNorms { get; }

    /// <summary>The bucket of each feature of the vectors.</summary>
    public int[] Buckets { get; }

    /// <summary>The label of each example, as a place in <see cref="Names"/>.</summary>
    public int[] Labels { get; }

    /// <summary>The labels in ordinal order.</summary>
    public string[] Names { get; }

    public string[] Authors { get; }

    public int Count => Vectors.Length;

    public static TrainingSet Of(IReadOnlyList<Example> examples, FeatureSettings features, Spellings spellings)
    {
        var counted = Extract(examples, FeatureSpace.Empty(features), spellings, null);
        var frequencies = new int[1 << features.Bits];
        foreach (var vector in counted)
        {
            foreach (var bucket in vector.Buckets)
                frequencies[bucket]++;
        }

        var buckets = Enumerable.Range(0, frequencies.Length).Where(bucket => frequencies[bucket] > 0).OrderByDescending(bucket => frequencies[bucket]).ToArray();
        var numbers = new int[frequencies.Length];
        for (var number = 0; number < buckets.Length; number++)
            numbers[buckets[number]] = number;
        var space = new FeatureSpace(features, features.Rarity > 0 ? Rarity.Of(frequencies, examples.Count, features.Rarity) : Rarity.None(features.Bits), features.MendsSlips ? Vocabulary.Of(examples, spellings) : Vocabulary.None);
        var names = examples.Select(example => example.Label).Distinct().Order(StringComparer.Ordinal).ToArray();
        var places = names.Index().ToDictionary(name => name.Item, name => name.Index);
        return new TrainingSet(space, Extract(examples, space, spellings, numbers), buckets, [.. examples.Select(example => places[example.Label])], names, [.. examples.Select(example => example.Author)]);
    }

    private static FeatureVector[] Extract(IReadOnlyList<Example> examples, FeatureSpace space, Spellings spellings, int[]? numbers)
    {
        numbers ??= [.. Enumerable.Range(0, 1 << space.Settings.Bits)];
        var vectors = new FeatureVector[examples.Count];
        Parallel.For(0, examples.Count, () => new Workbench(), (i, _, bench) =>
        {
            bench.Words.Fill(examples[i].Text, spellings);
            space.Extract(bench.Words, bench.Words.All, bench.Vector, bench.Tally);
            vectors[i] = bench.Vector.Copy(numbers);
            return bench;
        }, _ => { });
        return vectors;
    }

    private static float SquaredNorm(FeatureVector vector)
    {
        var sum = 0f;
        foreach (var value in vector.Values)
            sum += value * value;
        return sum;
    }
}
