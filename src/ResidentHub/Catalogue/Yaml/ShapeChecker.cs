using System.Text.RegularExpressions;

namespace ResidentHub.Catalogue.Yaml;

/// <summary>Holds a file against its shape and names all that differs.</summary>
public static class ShapeChecker
{
    public static void Check(Node node, Shape shape, List<Fault> faults, string where = "the file")
    {
        switch (shape)
        {
            case TextShape text:
                CheckText(node, text, faults, where);
                break;
            case ListShape list:
                CheckList(node, list, faults, where);
                break;
            case MapShape map:
                CheckMap(node, map, faults, where);
                break;
            case RecordShape record:
                CheckRecord(node, record, faults, where);
                break;
            case EitherShape either:
                CheckEither(node, either, faults, where);
                break;
        }
    }

    private static void CheckText(Node node, TextShape shape, List<Fault> faults, string where)
    {
        if (node.Text is not { } text)
            faults.Add(node.Fault($"{where} should be a text"));
        else if (text.Length == 0)
            faults.Add(node.Fault($"{where} is empty"));
        else if (shape.Values is { } values && !values.Contains(text))
            faults.Add(node.Fault($"{where} is '{Short(text)}', should be one of {string.Join(", ", values)}"));
        else if (shape.Form is { } like && !Regex.IsMatch(text, $"^(?:{like.Pattern})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant))
            faults.Add(node.Fault($"{where} is '{Short(text)}', should be {like.Expected}"));
    }

    private static void CheckList(Node node, ListShape shape, List<Fault> faults, string where)
    {
        if (!node.IsList)
        {
            faults.Add(node.Fault($"{where} should be a list"));
            return;
        }

        foreach (var item in node.Items)
            Check(item, shape.Item, faults, $"an entry of {where}");
    }

    private static void CheckMap(Node node, MapShape shape, List<Fault> faults, string where)
    {
        if (!IsMap(node, faults, where))
            return;
        foreach (var key in shape.Required.Where(key => !node[key].Exists))
            faults.Add(node.Fault($"{where} lacks '{key}'"));
        foreach (var (key, value) in node.Pairs)
            Check(value, shape.Value, faults, $"'{Short(key.Text ?? "")}' of {where}");
    }

    private static void CheckRecord(Node node, RecordShape shape, List<Fault> faults, string where)
    {
        if (!IsMap(node, faults, where))
            return;
        foreach (var key in shape.Keys.Where(key => key.Required && !node[key.Name].Exists))
            faults.Add(node.Fault($"{where} lacks '{key.Name}'"));
        foreach (var (name, value) in node.Pairs)
        {
            if (shape.Keys.FirstOrDefault(key => key.Name == name.Text) is { } key)
                Check(value, key.Shape, faults, $"'{key.Name}'");
            else
                faults.Add(name.Fault($"{where} has an unknown key '{Short(name.Text ?? "")}'{Suggest(name.Text, shape)}"));
        }
    }

    private static void CheckEither(Node node, EitherShape shape, List<Fault> faults, string where)
    {
        var first = new List<Fault>();
        Check(node, shape.First, first, where);
        if (first.Count == 0)
            return;
        var second = new List<Fault>();
        Check(node, shape.Second, second, where);
        if (second.Count > 0)
            faults.AddRange(node.Text is null && shape.First is TextShape ? second : first);
    }

    private static bool IsMap(Node node, List<Fault> faults, string where)
    {
        if (node.IsMap)
            return true;
        faults.Add(node.Fault($"{where} should be a set of keys and values"));
        return false;
    }

    private static string Suggest(string? written, RecordShape shape) =>
        shape.Keys.FirstOrDefault(key => written is { Length: > 2 } && (key.Name.StartsWith(written[..3], StringComparison.Ordinal) || key.Name.Contains(written, StringComparison.OrdinalIgnoreCase))) is { } near
            ? $" (did you mean '{near.Name}'?)"
            : "";

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
