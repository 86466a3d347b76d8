namespace ResidentHub.Language.Text;

/// <summary>
/// One pattern as written in <c>dialogs/</c>: terms joined by <c>+</c> (any order) or <c>&gt;</c> (this order) within a width of words;
/// a term is alternatives of one or more words in a row.
/// </summary>
internal sealed record Pattern(IReadOnlyList<IReadOnlyList<string[]>> Terms, bool Ordered, int Width)
{
    private const int DefaultWidth = 6;

    /// <exception cref="FormatException">The pattern breaks the grammar or names an unknown list; the message says how.</exception>
    public static Pattern Parse(string text, IReadOnlyDictionary<string, IReadOnlyList<string>> lists)
    {
        var (body, width) = SplitWidth(text);
        var ordered = body.Contains('>');
        if (ordered && body.Contains('+'))
            throw new FormatException($"'{text}' mixes + and >");
        var terms = body.Split(ordered ? '>' : '+').Select(term => ParseTerm(term, lists, text)).ToArray();
        return new Pattern(terms, ordered, width ?? Math.Max(DefaultWidth, terms.Max(term => term.Max(words => words.Length))));
    }

    private static (string Body, int? Width) SplitWidth(string text)
    {
        var tilde = text.LastIndexOf('~');
        if (tilde < 0)
            return (text, null);
        return int.TryParse(text.AsSpan(tilde + 1).Trim(), out var width) && width > 0
            ? (text[..tilde], width)
            : throw new FormatException($"'{text}' has no number after ~");
    }

    private static List<string[]> ParseTerm(string term, IReadOnlyDictionary<string, IReadOnlyList<string>> lists, string whole)
    {
        var alternatives = new List<string[]>();
        foreach (var alternative in term.Split('|', StringSplitOptions.TrimEntries))
        {
            if (alternative.Length == 0)
                throw new FormatException($"'{whole}' has an empty part");
            if (alternative[0] == '$')
                alternatives.AddRange(List(alternative[1..], lists, whole).Select(Words));
            else
                alternatives.Add(Words(alternative));
        }

        return alternatives;
    }

    private static IReadOnlyList<string> List(string name, IReadOnlyDictionary<string, IReadOnlyList<string>> lists, string whole) =>
        lists.TryGetValue(name, out var list) ? list : throw new FormatException($"'{whole}' names the unknown list ${name}");

    private static string[] Words(string phrase) =>
        Fold.Text(phrase).Split([' ', '\'', '’', '-'], StringSplitOptions.RemoveEmptyEntries);
}
