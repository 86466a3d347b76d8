using ResidentHub.Catalogue;
using ResidentHub.Language.Text;

namespace ResidentHub.Understanding.Evaluation;

/// <summary>Examples of one label in one language, and how varied they are.</summary>
/// <param name="Openings">The share of them that begin with three words no other begins with.</param>
public sealed record Variety(string Label, string Language, int Count, int Authors, double Openings);

/// <summary>Two examples that are nearly the same.</summary>
/// <param name="Likeness">Words they share of all words of both, 0 to 1.</param>
public sealed record NearDuplicate(string Label, string OtherLabel, string Text, string OtherText, double Likeness);

/// <summary>Two labels that models which had not seen the examples take for one another.</summary>
/// <param name="Share">The share of both labels' examples that is taken for the other.</param>
public sealed record Overlap(string Label, string OtherLabel, int Count, double Share);

/// <summary>What <c>check --examples</c> shows: how many, how varied, how alike, which labels overlap.</summary>
public static class ExampleCheck
{
    /// <summary>From this likeness on two examples teach nothing that one of them does not.</summary>
    public const double Alike = 0.8;

    private const int OpeningWords = 3, FewestWords = 4, MostOverlaps = 25;

    public static IReadOnlyList<Variety> Varieties(IReadOnlyList<ExampleSection> sections) =>
        [.. sections.GroupBy(section => (section.Label, section.Language)).OrderBy(group => group.Key).Select(group =>
        {
            var openings = group.SelectMany(section => section.Lines).Select(Words).CountBy(words => string.Join(' ', words.Take(OpeningWords))).ToList();
            return new Variety(group.Key.Label, group.Key.Language, group.Sum(section => section.Lines.Count), group.Select(section => section.Author).Distinct().Count(), openings.Count(opening => opening.Value == 1) / (double)openings.Sum(opening => opening.Value));
        })];

    /// <summary>Pairs of one language that share most of their words, the most alike first; messages of a few words apart.</summary>
    public static IReadOnlyList<NearDuplicate> NearDuplicates(IReadOnlyList<ExampleSection> sections) =>
        [.. sections.GroupBy(section => section.Language).SelectMany(language => Pairs([.. language.SelectMany(section => section.Lines.Select(line => (section.Label, Text: line, Words: Words(line).ToHashSet()))).Where(line => line.Words.Count >= FewestWords)]))
            .OrderByDescending(pair => pair.Likeness).ThenBy(pair => pair.Text, StringComparer.Ordinal)];

    public static IReadOnlyList<Overlap> Overlaps(Dialogs dialogs)
    {
        var read = ModelStore.ReadUnseen(dialogs);
        var sizes = read.CountBy(pair => pair.Right).ToDictionary();
        return [.. read.Where(pair => pair.Right != pair.Said).CountBy(pair => string.CompareOrdinal(pair.Right, pair.Said) < 0 ? pair : (pair.Said, pair.Right))
            .Select(pair => new Overlap(pair.Key.Item1, pair.Key.Item2, pair.Value, pair.Value / (double)(sizes[pair.Key.Item1] + sizes[pair.Key.Item2])))
            .OrderByDescending(pair => pair.Share).Take(MostOverlaps)];
    }

    // Two lines that share most of their words share one of the rarest fifth of either's, so only those are compared.
    private static IEnumerable<NearDuplicate> Pairs(List<(string Label, string Text, HashSet<string> Words)> lines)
    {
        var frequencies = lines.SelectMany(line => line.Words).CountBy(word => word).ToDictionary();
        var linesOf = new Dictionary<string, List<int>>();
        for (var line = 0; line < lines.Count; line++)
        {
            var words = lines[line].Words;
            var met = new HashSet<int>();
            foreach (var word in words.OrderBy(word => frequencies[word]).ThenBy(word => word, StringComparer.Ordinal).Take((int)Math.Ceiling(words.Count * (1 - Alike)) + 1))
            {
                if (!linesOf.TryGetValue(word, out var others))
                    linesOf[word] = others = [];
                foreach (var other in others.Where(met.Add))
                {
                    var shared = words.Count(lines[other].Words.Contains);
                    var likeness = shared / (double)(words.Count + lines[other].Words.Count - shared);
                    if (likeness >= Alike)
                        yield return new NearDuplicate(lines[other].Label, lines[line].Label, lines[other].Text, lines[line].Text, likeness);
                }

                others.Add(line);
            }
        }
    }

    private static List<string> Words(string text)
    {
        var buffer = new TokenBuffer();
        buffer.Fill(text, Spellings.None);
        var words = new List<string>(buffer.Tokens.Length);
        foreach (ref readonly var token in buffer.Tokens)
            words.Add(buffer.Word(in token).ToString());
        return words;
    }
}
