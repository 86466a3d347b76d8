namespace ResidentHub.Understanding.Evaluation;

/// <summary>A message with the label a careful person gives it; kept out of the examples.</summary>
/// <param name="Accepted">The label and the others that would be right too.</param>
/// <param name="Author">Who wrote it: nobody who wrote examples or signs of danger.</param>
/// <param name="Kind">direct, veiled, misspelt or inside for a danger; look-alike or ordinary else; or empty.</param>
/// <param name="Line">The first line that is right for a danger, or empty.</param>
public sealed record LabelledMessage(string Text, string Language, string Label, IReadOnlySet<string> Accepted, string Author, string Kind, string Line);

/// <summary>The messages of <c>dialogs/evaluation/*.tsv</c>: the columns text, lang, label, also_ok, author, kind, line.</summary>
public static class EvaluationSet
{
    private static readonly string[] s_columns = ["text", "lang", "label", "also_ok", "author", "kind", "line"];

    /// <exception cref="InvalidDataException">A file is not as described; the message says where.</exception>
    public static IReadOnlyList<LabelledMessage> Read(string dialogsFolder) =>
        [.. Directory.EnumerateFiles(Path.Combine(dialogsFolder, "evaluation"), "*.tsv").Order(StringComparer.Ordinal).SelectMany(ReadFile)];

    private static IEnumerable<LabelledMessage> ReadFile(string file)
    {
        var lines = File.ReadAllLines(file);
        if (lines.Length == 0 || !lines[0].Split('\t').SequenceEqual(s_columns))
            throw new InvalidDataException($"{Path.GetFileName(file)}(1): the columns are {string.Join(", ", s_columns)}.");
        return lines.Skip(1).Select((line, i) => Message(line.Split('\t'), $"{Path.GetFileName(file)}({i + 2})"));
    }

    private static LabelledMessage Message(string[] cells, string place) => cells.Length == s_columns.Length
        ? new LabelledMessage(cells[0], cells[1], cells[2], cells[3].Split(',', StringSplitOptions.RemoveEmptyEntries).Append(cells[2]).ToHashSet(), cells[4], cells[5], cells[6])
        : throw new InvalidDataException($"{place}: {cells.Length} cells, {s_columns.Length} are needed.");
}
