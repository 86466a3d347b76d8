using System.CommandLine;
using ResidentHub.Catalogue;
using ResidentHub.Catalogue.Yaml;
using ResidentHub.Data;

namespace ResidentHub.Cli;

/// <summary><c>schemas</c>: writes the JSON Schemas of <c>dialogs/</c> anew after its table of keys changed.</summary>
internal static class SchemasCommand
{
    public static Command Create()
    {
        var command = new Command("schemas", "Write dialogs/schema/*.json from the loader's table of keys");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        var folder = Path.Combine(Folders.Dialogs, "schema");
        Directory.CreateDirectory(folder);
        foreach (var (schema, files, shape) in Shapes.All)
            File.WriteAllText(Path.Combine(folder, $"{schema}.json"), JsonSchemaWriter.Write(files, shape));
        Console.WriteLine($"{Shapes.All.Count} schemas written.");
        return ExitCode.Done;
    }
}
