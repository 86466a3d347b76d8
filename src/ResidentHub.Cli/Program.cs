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
    Console.Error.WriteLine($"{fault.Faults.Count} fault(s) in dialogs/; run 'check' to see them.");
    return ExitCode.Failure;
}
#pragma warning disable CA1031 // Whatever went wrong, whoever calls gets one line and an exit code. The first line: others may quote rows of people.
catch (Exception fault)
#pragma warning restore CA1031
{
    Console.Error.WriteLine(fault.GetBaseException().Message.Split('\n')[0].TrimEnd());
    return ExitCode.Failure;
}
