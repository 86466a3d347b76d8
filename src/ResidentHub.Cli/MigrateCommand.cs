using System.CommandLine;

namespace ResidentHub.Cli;

/// <summary><c>migrate</c>: brings the database to this version; the server does the same at its start.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Create or update the database");
        command.SetAction(async (_, _) =>
        {
            await using var db = await Hub.OpenAsync(Hub.LoadDialogs());
            Console.WriteLine("The database is up to date.");
            return ExitCode.Done;
        });
        return command;
    }
}
