using System.CommandLine;
using System.Diagnostics;
using ResidentHub.Data;
using ResidentHub.Understanding;

namespace ResidentHub.Cli;

/// <summary><c>train</c>: trains the model now, so that the next start finds it.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var command = new Command("train", "Train the model from dialogs/examples/ and keep it in DataDir");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        var dialogs = Hub.LoadDialogs();
        var clock = Stopwatch.StartNew();
        var model = ModelStore.LoadOrTrain(dialogs, Folders.Models(Hub.DataFolder));
        Console.WriteLine($"{model.Intents.Labels.Count} labels from {dialogs.Examples.Sum(file => file.Lines.Count)} examples in {clock.Elapsed.TotalSeconds:0.0} s");
        return ExitCode.Done;
    }
}
