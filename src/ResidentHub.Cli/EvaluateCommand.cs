using System.CommandLine;
using System.Globalization;
using ResidentHub.Data;
using ResidentHub.Understanding;
using ResidentHub.Understanding.Evaluation;

namespace ResidentHub.Cli;

/// <summary>
/// <c>evaluate</c>: measures how residents are understood on <c>dialogs/evaluation/</c>; with <c>--train</c> and <c>--test</c>, the learner on any
/// other set.
/// </summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var train = new Option<FileInfo?>("--train") { Description = "Examples to learn from: text, tab, label" };
        var test = new Option<FileInfo?>("--test") { Description = "Examples to measure on; oos is out of scope" };
        var rows = new Option<FileInfo?>("--out") { Description = "Where to write label and confidence for each row" };
        var report = new Option<FileInfo?>("--report") { Description = "Where to write the page docs/understanding.md" };
        var errors = new Option<bool>("--errors") { Description = "List what is read wrong, with the reasons" };
        var against = new Option<FileInfo?>("--against") { Description = "Rows that an earlier --out wrote: list what changed" };
        var command = new Command("evaluate", "Measure how residents are understood, or the learner on a set of your own") { train, test, rows, report, errors, against };
        command.Validators.Add(result =>
        {
            if (result.GetValue(train) is null != result.GetValue(test) is null)
                result.AddError("--train and --test go together.");
        });
        command.SetAction(parsed => parsed.GetValue(train) is { } learned
            ? SetEvaluation.Run(learned, parsed.GetValue(test)!, parsed.GetValue(rows))
            : Run(parsed.GetValue(rows), parsed.GetValue(report), parsed.GetValue(errors), parsed.GetValue(against)));
        return command;
    }

    private static int Run(FileInfo? rows, FileInfo? report, bool listsErrors, FileInfo? against)
    {
        var dialogs = Hub.LoadDialogs();
        var model = ModelStore.LoadOrTrain(dialogs, Folders.Models(Hub.DataFolder));
        var set = EvaluationSet.Read(Folders.Dialogs);
        if (report is not null)
            File.WriteAllText(report.FullName, Evaluator.WriteReport(dialogs, model, set));
        var assessment = Assessment.Of(dialogs, model, set);
        if (report is null)
            Console.Write(Report.Write(assessment, model.Intents.Temperature, [(1, assessment)], misspelt: null));
        if (listsErrors)
            ListErrors(assessment);
        if (against is not null)
            Compare(File.ReadAllLines(against.FullName), assessment);
        if (rows is not null)
            File.WriteAllLines(rows.FullName, assessment.All.Select(Row));
        return ExitCode.Done;
    }

    private static string Row(Assessed one) => string.Create(CultureInfo.InvariantCulture, $"{one.Reading.Label}\t{one.Reading.Confidence:0.####}");

    private static void ListErrors(Assessment assessment)
    {
        foreach (var one in assessment.All.Where(one => !one.IsRight).OrderBy(one => one.Message.Label, StringComparer.Ordinal))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{one.Message.Label} read as {one.Reading.Label} ({one.Reading.Confidence:0.00}, {string.Join(' ', one.Reading.Reasons.Select(reason => $"{reason.What} {reason.Weight:+0.0#;-0.0#}"))}): {one.Message.Text}"));
    }

    // Row by row: what the earlier model read and what this one reads, where one of them is right and the other is not.
    private static void Compare(string[] earlier, Assessment assessment)
    {
        if (earlier.Length != assessment.All.Count)
            throw new InvalidDataException($"{earlier.Length} rows to compare with {assessment.All.Count} messages.");
        var changes = assessment.All.Zip(earlier, (one, row) => (One: one, Before: row.Split('\t')[0])).Where(pair => pair.One.Message.Accepted.Contains(pair.Before) != pair.One.IsRight).ToLookup(pair => pair.One.IsRight);
        foreach (var (one, before) in changes[true].Concat(changes[false]))
            Console.WriteLine($"{(one.IsRight ? "won" : "lost")} {one.Message.Label}: {before} -> {one.Reading.Label}: {one.Message.Text}");
        Console.WriteLine($"{changes[true].Count()} won, {changes[false].Count()} lost");
    }
}
