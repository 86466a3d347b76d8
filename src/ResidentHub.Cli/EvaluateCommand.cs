using System.CommandLine;
using System.Globalization;
using ResidentHub.Language;
using ResidentHub.Language.Evaluation;
using ResidentHub.Language.Intents;
using ResidentHub.Language.Text;

namespace ResidentHub.Cli;

/// <summary>
/// <c>evaluate --train T.tsv --test T.tsv [--out F]</c>: trains on one set, measures on another. Lines are <c>text&lt;TAB&gt;label</c>
/// without a header; <c>oos</c> in the test set is out of scope.
/// </summary>
internal static class EvaluateCommand
{
    private const string OutOfScope = "oos";

    public static Command Create()
    {
        var train = new Option<FileInfo>("--train") { Required = true, Description = "Examples to learn from" };
        var test = new Option<FileInfo>("--test") { Required = true, Description = "Examples to measure on" };
        var rows = new Option<FileInfo?>("--out") { Description = "Where to write label and confidence for each test row" };
        var command = new Command("evaluate", "Train on one set, measure on another") { train, test, rows };
        command.SetAction(parsed => Run(parsed.GetValue(train)!, parsed.GetValue(test)!, parsed.GetValue(rows)));
        return command;
    }

    private static int Run(FileInfo trainFile, FileInfo testFile, FileInfo? rowsFile)
    {
        var train = Read(trainFile);
        var test = Read(testFile);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var classifier = TextClassifier.Train(train, Spellings.None);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{train.Count} examples learned in {clock.Elapsed.TotalSeconds:0.0} s with {classifier.Model.Settings}"));
        var predicted = test.ConvertAll(example => classifier.Predict(example.Text));
        Print(test, predicted);
        if (rowsFile is not null)
            File.WriteAllLines(rowsFile.FullName, predicted.Select(best => $"{best.Label}\t{best.Confidence.ToString("0.######", CultureInfo.InvariantCulture)}"));
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
