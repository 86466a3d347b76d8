using ResidentHub.Language.Text;

namespace ResidentHub.Language.Intents;

/// <summary>The trained models a reader reads with: what is meant, and in which language. One file on disk.</summary>
public sealed class IntentModel
{
    private const int Magic = 0x32484852;

    public IntentModel(LinearModel intents, LinearModel? languages) => (Intents, Languages) = (intents, languages is null ? null : new LanguageDetector(languages));

    public LinearModel Intents { get; }

    public LanguageDetector? Languages { get; }

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

    /// <summary>Fills <paramref name="probabilities"/>, one a label of the model, for a text by the model alone. Allocates nothing once warm.</summary>
    public void Predict(ReadOnlySpan<char> text, Spellings spellings, Span<float> probabilities)
    {
        var bench = Workbench.OfThread;
        bench.Matter.Fill(text, spellings);
        Intents.Score(bench.Matter, bench.Matter.All, bench, probabilities);
        Intents.Calibrate(probabilities);
    }
}
