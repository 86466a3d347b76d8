using System.CommandLine;
using System.Globalization;
using ResidentHub.Catalogue;
using ResidentHub.Catalogue.Yaml;
using ResidentHub.Data;
using ResidentHub.Understanding.Evaluation;

namespace ResidentHub.Cli;

/// <summary><c>check [DIR]</c>: all faults of the content on standard output, one line that sums up on standard error.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo?>("DIR") { Description = "An overlay to check over the shipped dialogs/", Arity = ArgumentArity.ZeroOrOne };
        var examples = new Option<bool>("--examples") { Description = "Also show how many and how varied the examples are, which are alike, and which labels overlap most" };
        var command = new Command("check", "Check dialogs/ and list every fault with file and line") { folder, examples };
        command.SetAction(parsed => Run(parsed.GetValue(folder), parsed.GetValue(examples)));
        return command;
    }

    private static int Run(DirectoryInfo? folder, bool showsExamples)
    {
        if (folder is { Exists: false })
        {
            Console.Error.WriteLine($"There is no folder {folder}.");
            return ExitCode.Failure;
        }

        try
        {
            var dialogs = Dialogs.Load(Folders.Dialogs, folder?.FullName ?? Environment.GetEnvironmentVariable("DialogsDir"));
            Console.Error.WriteLine($"No fault: {dialogs.RequestTypes.Count} request types, {dialogs.Examples.Sum(file => file.Lines.Count)} examples.");
            if (showsExamples)
                ShowExamples(dialogs);
            return ExitCode.Done;
        }
        catch (DialogsException found)
        {
            foreach (var fault in found.Faults)
                Console.WriteLine(fault);
            Console.Error.WriteLine($"{found.Faults.Count} fault(s).");
            return ExitCode.Failure;
        }
    }

    private static void ShowExamples(Dialogs dialogs)
    {
        Console.WriteLine("label\tlanguage\texamples\tauthors\tdistinct openings");
        foreach (var variety in ExampleCheck.Varieties(dialogs.Examples))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{variety.Label}\t{variety.Language}\t{variety.Count}\t{variety.Authors}\t{variety.Openings:0.00}"));
        var alike = ExampleCheck.NearDuplicates(dialogs.Examples);
        Console.WriteLine($"\n{alike.Count} pairs are nearly the same");
        foreach (var pair in alike)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pair.Likeness:0.00}\t{pair.Label}: {pair.Text}\t{pair.OtherLabel}: {pair.OtherText}"));
        Console.WriteLine("\nlabels that models which had not seen the author take for one another most");
        foreach (var overlap in ExampleCheck.Overlaps(dialogs))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{overlap.Label}\t{overlap.OtherLabel}\t{overlap.Count}\t{100 * overlap.Share:0.0} %"));
    }
}
