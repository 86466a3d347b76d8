using System.CommandLine;
using ResidentHub.Data;
using ResidentHub.People;

namespace ResidentHub.Cli;

/// <summary><c>import residences|residents FILE.csv</c>: all of the file or nothing of it; every fault is named by line.</summary>
internal static class ImportCommand
{
    public static Command Create() => new("import", "Bring in the landlord's own data from CSV")
    {
        One("residences", $"Columns: {string.Join(',', ResidenceImport.Columns)}", (db, file) => ResidenceImport.RunAsync(db, file, Hub.LoadDialogs().Landlord, CancellationToken.None)),
        One("residents", $"Columns: {string.Join(',', ResidentImport.Columns)}", (db, file) => ResidentImport.RunAsync(db, file, TimeProvider.System.GetUtcNow(), CancellationToken.None)),
    };

    private static Command One(string name, string description, Func<HubDb, TextReader, Task<(int Count, IReadOnlyList<string> Faults)>> import)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "UTF-8 CSV with a header, comma or semicolon" };
        var command = new Command(name, description) { file };
        command.SetAction(async (parsed, _) =>
        {
            var path = parsed.GetValue(file)!;
            using var reader = path.OpenText();
            await using var db = await Hub.OpenAsync(Hub.LoadDialogs());
            var (count, faults) = await import(db, reader);
            foreach (var fault in faults)
                Console.WriteLine($"{path.Name}{fault}");
            if (faults.Count > 0)
            {
                Console.Error.WriteLine($"{faults.Count} fault(s); nothing was imported.");
                return ExitCode.Failure;
            }

            Console.WriteLine($"{count} {name} imported.");
            return ExitCode.Done;
        });
        return command;
    }
}
