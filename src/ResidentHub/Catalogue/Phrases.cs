using ResidentHub.Language.Text;

namespace ResidentHub.Catalogue;

/// <summary>Phrases that stand for keys (of choices, most often), matched whole and folded.</summary>
public sealed class Phrases
{
    public static readonly Phrases None = new([]);

    private static readonly Dictionary<string, IReadOnlyList<string>> s_noLists = [];

    private readonly PatternSet _patterns = new();
    private readonly List<string> _keys = [];

    /// <exception cref="FormatException">A phrase breaks the pattern grammar.</exception>
    public Phrases(IEnumerable<(string Key, string Phrase)> phrases)
    {
        foreach (var (key, phrase) in phrases)
        {
            _patterns.Add(phrase, s_noLists);
            _keys.Add(key);
        }
    }

    public bool IsEmpty => _keys.Count == 0;

    /// <summary>The keys whose phrases stand in the text, in the order of the text; a phrase inside a longer one does not count.</summary>
    public IReadOnlyList<string> In(TokenBuffer text)
    {
        if (IsEmpty)
            return [];
        var hits = new List<PatternHit>();
        _patterns.Match(text, hits);
        var longest = hits.Where(hit => !hits.Exists(other => other.Last - other.First > hit.Last - hit.First && other.First <= hit.First && hit.Last <= other.Last));
        return [.. longest.OrderBy(hit => hit.First).Select(hit => _keys[hit.Pattern]).Distinct()];
    }
}
