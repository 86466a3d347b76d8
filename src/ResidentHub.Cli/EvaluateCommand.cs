using System.CommandLine;
using System.Globalization;
using ResidentHub.Language;
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
        var model = new IntentModel(Trainer.Train(train, new FeatureSettings(), new TrainingSettings(), Spellings.None), null);
        var predicted = test.ConvertAll(example => model.Predict(example.Text, Spellings.None));
        Print(test, predicted);
        if (rowsFile is not null)
            File.WriteAllLines(rowsFile.FullName, predicted.Select(best => $"{best.Label}\t{best.Confidence.ToString("0.####", CultureInfo.InvariantCulture)}"));
        return ExitCode.Done;
    }

    private static void Print(List<Example> test, List<Candidate> predicted)
    {
        var inScope = test.Zip(predicted).Where(pair => pair.First.Label != OutOfScope).ToList();
        var accuracy = inScope.Count(pair => pair.First.Label == pair.Second.Label) / (double)Math.Max(1, inScope.Count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rows {inScope.Count}  accuracy {accuracy:0.0000}  macro-F1 {MacroF1(inScope):0.0000}"));
        if (inScope.Count < test.Count)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"out of scope {test.Count - inScope.Count}  AUROC {Auroc(test, predicted):0.0000}"));
    }

    private static double MacroF1(List<(Example Example, Candidate Best)> pairs)
    {
        var labels = pairs.Select(pair => pair.Example.Label).Distinct();
        return labels.Average(label =>
        {
            double right = pairs.Count(pair => pair.Example.Label == label && pair.Best.Label == label);
            var said = pairs.Count(pair => pair.Best.Label == label);
            var meant = pairs.Count(pair => pair.Example.Label == label);
            return 2 * right / (said + meant);
        });
    }

    // The chance that a text in scope is given more confidence than one out of scope.
    private static double Auroc(List<Example> test, List<Candidate> predicted)
    {
        var ranked = test.Zip(predicted).OrderBy(pair => pair.Second.Confidence).Select((pair, rank) => (IsIn: pair.First.Label != OutOfScope, Rank: rank + 1.0)).ToList();
        double inside = ranked.Count(pair => pair.IsIn), outside = ranked.Count - inside;
        return (ranked.Where(pair => pair.IsIn).Sum(pair => pair.Rank) - inside * (inside + 1) / 2) / Math.Max(1, inside * outside);
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
