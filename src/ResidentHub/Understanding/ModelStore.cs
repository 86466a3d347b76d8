using System.Security.Cryptography;
using System.Text;
using ResidentHub.Catalogue;
using ResidentHub.Language;
using ResidentHub.Language.Intents;
using ResidentHub.Language.Text;

namespace ResidentHub.Understanding;

/// <summary>Trains the models from <c>dialogs/examples/</c> and keeps them under the hash of all they were made from.</summary>
public static class ModelStore
{
    // Part of the hash: raise it when the learner changes.
    private const string Version = "7";

    private static readonly FeatureSettings s_intentFeatures = new();
    private static readonly TrainingSettings s_training = new();
    private static readonly FeatureSettings s_languageFeatures = new(Bits: 14, MinChars: 1, MaxChars: 4, WordPairs: false, Rarity: 0, MendsSlips: false);

    /// <summary>Reads the model from <paramref name="folder"/>, or trains and writes it there.</summary>
    public static IntentModel LoadOrTrain(Dialogs dialogs, string folder)
    {
        var file = Path.Combine(folder, $"{Hash(dialogs)}.model");
        if (TryRead(file) is { } kept)
            return kept;
        var model = Train(dialogs);
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $"{Guid.CreateVersion7():N}.tmp");
        using (var stream = File.Create(temporary))
            model.Write(stream);
        File.Move(temporary, file, overwrite: true);
        foreach (var old in Directory.EnumerateFiles(folder, "*.model").Where(other => other != file))
            File.Delete(old);
        return model;
    }

    public static IntentModel Train(Dialogs dialogs)
    {
        return new IntentModel(
            Trainer.Train(Examples(dialogs), s_intentFeatures, s_training, dialogs.Spellings),
            Trainer.Train(LanguageLines(dialogs), s_languageFeatures, new TrainingSettings(Epochs: 10, Folds: 3), Spellings.None));
    }

    /// <summary>Each example with the label a model gives it that had seen nothing of its author.</summary>
    public static IReadOnlyList<(string Right, string Said)> ReadUnseen(Dialogs dialogs) =>
        Trainer.ReadUnseen(Examples(dialogs), s_intentFeatures, s_training with { Folds = 5 }, dialogs.Spellings);

    private static List<Example> Examples(Dialogs dialogs) => [.. dialogs.Examples.SelectMany(section => section.Lines.Select(line => new Example(line, section.Label, section.Author)))];

    // As many lines of each language, so that French does not drown the others, and lines of languages the hub does not know.
    private static List<Example> LanguageLines(Dialogs dialogs)
    {
        const int perLanguage = 2_000;
        var lines = dialogs.Examples.GroupBy(section => section.Language).SelectMany(language => Spread([.. language.SelectMany(section => section.Lines)], perLanguage).Select(line => new Example(line, language.Key)));
        return [.. lines, .. dialogs.OtherLanguages.Select(line => new Example(line, Reading.UnknownLanguage))];
    }

    private static IEnumerable<string> Spread(List<string> lines, int most)
    {
        var step = Math.Max(1, lines.Count / most);
        return lines.Where((_, i) => i % step == 0);
    }

    private static IntentModel? TryRead(string file)
    {
        if (!File.Exists(file))
            return null;
        try
        {
            using var stream = File.OpenRead(file);
            return IntentModel.Read(stream);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            return null;
        }
    }

    private static string Hash(Dialogs dialogs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(Version);
        foreach (var file in dialogs.Examples)
        {
            Append(file.Language);
            Append(file.Label);
            Append(file.Author);
            foreach (var line in file.Lines)
                Append(line);
        }

        foreach (var line in dialogs.OtherLanguages)
            Append(line);
        foreach (var (written, meant) in dialogs.Spellings.Entries)
            Append($"{written}={meant}");
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];

        void Append(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
    }
}
