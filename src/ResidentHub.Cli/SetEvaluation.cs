using System.Diagnostics;
using System.Globalization;
using ResidentHub.Language;
using ResidentHub.Language.Evaluation;
using ResidentHub.Language.Intents;
using ResidentHub.Language.Text;

namespace ResidentHub.Cli;

/// <summary>Trains on one set of labelled texts and measures on another. Lines are <c>text&lt;TAB&gt;label</c> without a header; <c>oos</c> in the test set is out of scope.</summary>
internal static class SetEvaluation
{
    private const string OutOfScope = "oos";

    public static int Run(FileInfo trainFile, FileInfo testFile, FileInfo? rowsFile)
    {
        var (train, test) = (Read(trainFile), Read(testFile));
        if (train.Count == 0 || test.Count == 0)
            throw new InvalidDataException($"{(train.Count == 0 ? trainFile : testFile).Name} holds no example.");
        var clock = Stopwatch.StartNew();
        var classifier = TextClassifier.Train(train, Spellings.None);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{train.Count} examples learned in {clock.Elapsed.TotalSeconds:0.0} s: {classifier.Model.Settings}"));
        var predicted = test.ConvertAll(example => classifier.Predict(example.Text));
        Print(test, predicted);
        if (rowsFile is not null)
            File.WriteAllLines(rowsFile.FullName, predicted.Select(best => string.Create(CultureInfo.InvariantCulture, $"{best.Label}\t{best.Confidence:0.######}")));
        return ExitCode.Done;
    }

    private static void Print(List<Example> test, List<Candidate> predicted)
    {
        var scope = test.Zip(predicted).ToLookup(pair => pair.First.Label != OutOfScope);
        var outcomes = scope[true].Select(pair => Outcome.Of(pair.First.Label, pair.Second)).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rows {outcomes.Count}  accuracy {Metrics.Accuracy(outcomes):0.0000}  macro-F1 {Metrics.MacroF1(outcomes):0.0000}  calibration error {Metrics.CalibrationError(outcomes):0.0000}"));
        if (scope[false].Any())
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"out of scope {scope[false].Count()}  AUROC {Metrics.Auroc([.. outcomes.Select(outcome => outcome.Confidence)], [.. scope[false].Select(pair => pair.Second.Confidence)]):0.0000}"));
    }

    private static List<Example> Read(FileInfo file)
    {
        var examples = new List<Example>();
        foreach (var (at, line) in File.ReadLines(file.FullName).Index())
        {
            if (line.Length == 0)
                continue;
            var tab = line.LastIndexOf('\t');
            if (tab < 0)
                throw new InvalidDataException($"{file.Name}({at + 1}): expected text, a tab and a label.");
            examples.Add(new Example(line[..tab], line[(tab + 1)..].Trim()));
        }

        return examples;
    }
}
