using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ResidentHub.Catalogue.Yaml;

/// <summary>The dialogs folder with an optional folder of the operator's own over it, file by file.</summary>
public sealed class YamlSource(string shipped, string? overlay)
{
    /// <summary>Paths relative to the root, with forward slashes, ordered; a file of the overlay stands for the shipped one.</summary>
    public IReadOnlyList<string> Files(string folder, string ending) =>
        [.. Roots.SelectMany(root => Listed(root, folder, ending)).Distinct().Order(StringComparer.Ordinal)];

    public bool Has(string file) => PathOf(file) is not null;

    public string Read(string file) => File.ReadAllText(PathOf(file) ?? throw new FileNotFoundException($"dialogs/{file} is missing."));

    /// <summary>The root of a YAML file; a file that is missing or no YAML gives a fault and a node that does not exist.</summary>
    public Node Load(string file, List<Fault> faults)
    {
        var name = $"dialogs/{file}";
        if (!Has(file))
        {
            faults.Add(new Fault(name, 1, "the file is missing"));
            return new Node(name, null);
        }

        try
        {
            var yaml = new YamlStream();
            using var reader = new StringReader(Read(file));
            yaml.Load(reader);
            if (yaml.Documents is [var only])
                return new Node(name, only.RootNode);
            faults.Add(new Fault(name, 1, yaml.Documents.Count == 0 ? "the file is empty" : "the file holds more than one document"));
        }
        catch (YamlException fault)
        {
            faults.Add(new Fault(name, (int)fault.Start.Line, $"this is no YAML: {fault.Message.Split('\n')[0]}"));
        }

        return new Node(name, null);
    }

    private IEnumerable<string> Roots => overlay is null ? [shipped] : [shipped, overlay];

    private string? PathOf(string file) => Roots.Reverse().Select(root => Path.Combine(root, file)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Listed(string root, string folder, string ending)
    {
        var path = Path.Combine(root, folder);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, $"*{ending}", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            : [];
    }
}
