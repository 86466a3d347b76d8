using System.CommandLine;
using ResidentHub.Catalogue;
using ResidentHub.Catalogue.Yaml;
using ResidentHub.Data;

namespace ResidentHub.Cli;

/// <summary><c>check [DIR]</c>: all faults of the content on standard output, one line that sums up on standard error.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo?>("DIR") { Description = "An overlay to check over the shipped dialogs/", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("check", "Check dialogs/ and list every fault with file and line") { folder };
        command.SetAction(parsed => Run(parsed.GetValue(folder)));
        return command;
    }

    private static int Run(DirectoryInfo? folder)
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
}
