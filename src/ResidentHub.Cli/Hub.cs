using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Language;
using ResidentHub.Understanding;

namespace ResidentHub.Cli;

/// <summary>Content, model and settings as the server would have them: from the environment.</summary>
internal static class Hub
{
    public static string DataFolder => Folders.Data(Environment.GetEnvironmentVariable("DataDir"));

    public static Dialogs LoadDialogs() => Dialogs.Load(Folders.Dialogs, Environment.GetEnvironmentVariable("DialogsDir"));

    public static MessageReader Reader(Dialogs dialogs) =>
        Understander.ReaderOf(dialogs, ModelStore.LoadOrTrain(dialogs, Folders.Models(DataFolder)));
}
