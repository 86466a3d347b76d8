using System.CommandLine;
using ResidentHub.Catalogue.Yaml;
using ResidentHub.Cli;

var root = new RootCommand("ResidentHub on the command line")
{
    CheckCommand.Create(),
    ClassifyCommand.Create(),
    EvaluateCommand.Create(),
    TrainCommand.Create(),
    ImportCommand.Create(),
    StaffCommand.Create(),
    EraseCommand.Create(),
    MigrateCommand.Create(),
    SchemasCommand.Create(),
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    Console.Error.WriteLine(parsed.Errors[0].Message);
    return ExitCode.WrongUse;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (DialogsException fault)
{
    Console.Error.WriteLine(fault.Message);
    return ExitCode.Failure;
}
catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
{
    Console.Error.WriteLine(fault.Message);
    return ExitCode.Failure;
}
