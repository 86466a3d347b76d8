namespace ResidentHub.Data;

/// <summary>Where the hub finds its content and keeps its data, the same for the server and the command line.</summary>
public static class Folders
{
    private const string Solution = "ResidentHub.sln";

    /// <summary>The content shipped with the program; in a checkout, the checkout's own.</summary>
    public static string Dialogs => Repository is { } repository ? Path.Combine(repository, "dialogs") : Path.Combine(AppContext.BaseDirectory, "dialogs");

    /// <summary>The checkout the program was built from, or null once it is published.</summary>
    public static string? Repository { get; } = FindAbove(AppContext.BaseDirectory);

    /// <summary>The setting, else <c>data/</c> in the checkout, else <c>data/</c> beside the program. Made when it is missing.</summary>
    public static string Data(string? setting)
    {
        var folder = Path.GetFullPath(setting ?? Path.Combine(Repository ?? AppContext.BaseDirectory, "data"));
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Trained models.</summary>
    public static string Models(string data) => Path.Combine(data, "models");

    private static string? FindAbove(string folder)
    {
        for (var directory = new DirectoryInfo(folder); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, Solution)))
                return directory.FullName;
        }

        return null;
    }
}
