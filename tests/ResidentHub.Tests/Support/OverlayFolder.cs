namespace ResidentHub.Tests.Support;

/// <summary>A folder that lies over <c>dialogs/</c> for one test.</summary>
public sealed class OverlayFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("residenthub-dialogs-").FullName;

    public void Write(string file, string text)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
