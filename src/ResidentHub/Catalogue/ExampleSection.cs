namespace ResidentHub.Catalogue;

/// <summary>Utterances of one label in one language by one author: a section of <c>dialogs/examples/&lt;language&gt;/&lt;label&gt;.txt</c>.</summary>
/// <param name="Author">What stands after <c># author:</c>; empty where nobody is named. What one author wrote is never measured on what the same one taught.</param>
public sealed record ExampleSection(string Language, string Label, string Author, IReadOnlyList<string> Lines)
{
    private const string Heading = "# author:";

    /// <summary>The sections of one file; blank lines and other lines that begin with <c>#</c> and a space say nothing.</summary>
    public static IReadOnlyList<ExampleSection> Parse(string language, string label, IEnumerable<string> lines)
    {
        var sections = new List<(string Author, List<string> Lines)> { ("", []) };
        foreach (var line in lines)
        {
            if (line.StartsWith(Heading, StringComparison.Ordinal))
                sections.Add((line[Heading.Length..].Trim(), []));
            else if (line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal))
                sections[^1].Lines.Add(line);
        }

        return [.. sections.Where(section => section.Lines.Count > 0).Select(section => new ExampleSection(language, label, section.Author, section.Lines))];
    }
}
