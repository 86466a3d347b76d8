using YamlDotNet.RepresentationModel;

namespace ResidentHub.Catalogue.Yaml;

/// <summary>A place in a YAML file: the value, and where it stands. All scalars are read as text, so <c>yes</c> and <c>no</c> are safe.</summary>
public readonly record struct Node(string File, YamlNode? Value)
{
    public int Line => Value is null ? 1 : (int)Value.Start.Line;

    public bool Exists => Value is not null;

    public string? Text => (Value as YamlScalarNode)?.Value;

    /// <summary>The text of a value that must be there; empty where it is missing, which is a fault already.</summary>
    public string Name => Text ?? "";

    public bool IsTrue => Text == "true";

    public bool IsList => Value is YamlSequenceNode;

    public bool IsMap => Value is YamlMappingNode;

    public Node this[string key]
    {
        get
        {
            var file = File;
            return Value is YamlMappingNode map && map.Children.FirstOrDefault(pair => (pair.Key as YamlScalarNode)?.Value == key) is { Value: { } value }
                ? new Node(file, value)
                : new Node(file, null);
        }
    }

    public IReadOnlyList<Node> Items
    {
        get
        {
            var file = File;
            return Value is YamlSequenceNode list ? [.. list.Children.Select(child => new Node(file, child))] : [];
        }
    }

    public IReadOnlyList<string> Texts => [.. Items.Select(item => item.Text ?? "")];

    public IReadOnlyList<(Node Key, Node Value)> Pairs
    {
        get
        {
            var file = File;
            return Value is YamlMappingNode map ? [.. map.Children.Select(pair => (new Node(file, pair.Key), new Node(file, pair.Value)))] : [];
        }
    }

    public Fault Fault(string message) => new(File, Line, message);
}
