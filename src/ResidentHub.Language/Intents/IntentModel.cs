using ResidentHub.Language.Text;

namespace ResidentHub.Language.Intents;

/// <summary>The trained models a reader reads with: what is meant, and in which language. One file on disk.</summary>
public sealed class IntentModel
{
    private const int Magic = 0x31484852;

    public IntentModel(LinearModel intents, LinearModel? languages)
    {
        Intents = intents;
        Languages = languages is null ? null : new LanguageDetector(languages);
        Index = intents.Labels.Index().ToDictionary(label => label.Item, label => label.Index);
    }

    public LinearModel Intents { get; }

    public LanguageDetector? Languages { get; }

    internal IReadOnlyDictionary<string, int> Index { get; }

    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        Intents.Write(writer);
        writer.Write(Languages is not null);
        Languages?.Model.Write(writer);
    }

    /// <exception cref="InvalidDataException">The stream holds no model of this version.</exception>
    public static IntentModel Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        if (reader.ReadInt32() != Magic)
            throw new InvalidDataException("Not a model file of this version.");
        var intents = LinearModel.Read(reader);
        return new IntentModel(intents, reader.ReadBoolean() ? LinearModel.Read(reader) : null);
    }

    /// <summary>The likeliest label of a text by the model alone.</summary>
    public Candidate Predict(string text, Spellings spellings)
    {
        var bench = new Workbench();
        bench.Words.Fill(text, spellings);
        bench.Extractor(Intents.Settings).Extract(bench.Words, bench.Vector);
        var margins = bench.Margins(Intents.Labels.Count);
        Intents.Score(bench.Vector, margins);
        Intents.Calibrate(margins);
        var best = margins.IndexOfMax();
        return new Candidate(Intents.Labels[best], margins[best]);
    }

    /// <summary>The three words that weighed most for the label and the one that weighed most against it.</summary>
    internal IReadOnlyList<Reason> Explain(string label, Workbench bench)
    {
        var number = Index[label];
        var extractor = bench.Extractor(Intents.Settings);
        var vector = bench.Vector;
        var weights = new List<(int Token, float Weight)>();
        for (var token = 0; token < bench.Words.Tokens.Length; token++)
        {
            extractor.Extract(bench.Words.Word(token), vector);
            var sum = 0f;
            for (var i = 0; i < vector.Count; i++)
                sum += vector.Values[i] * Intents.Weight(vector.Buckets[i], number);
            weights.Add((token, sum));
        }

        weights.Sort((one, other) => other.Weight.CompareTo(one.Weight));
        var reasons = new List<Reason>();
        foreach (var (token, weight) in weights.TakeWhile(one => one.Weight > 0))
        {
            if (reasons.Count < 3 && !reasons.Exists(reason => bench.Words.Word(token).SequenceEqual(reason.What)))
                reasons.Add(new Reason(bench.Words.Word(token).ToString(), Math.Round(weight, 2)));
        }

        if (weights is [.., { Weight: < -0.1f } against])
            reasons.Add(new Reason(bench.Words.Word(against.Token).ToString(), Math.Round(against.Weight, 2)));
        return reasons;
    }
}
