using ResidentHub.Language.Text;

namespace ResidentHub.Language.Facts;

/// <summary>The landlord's residences, recognised by name with slips of the finger.</summary>
public sealed class Gazetteer
{
    private static readonly Dictionary<string, IReadOnlyList<string>> s_noLists = [];

    private readonly PatternSet _names = new();
    private readonly List<string> _keys = [];

    /// <param name="residences">The key of each residence and the names people use for it.</param>
    public Gazetteer(IEnumerable<(string Key, IEnumerable<string> Names)> residences)
    {
        foreach (var (key, names) in residences)
        {
            foreach (var name in names)
            {
                _names.Add(name, s_noLists);
                _keys.Add(key);
            }
        }
    }

    internal void Read(in Utterance utterance, List<Fact> facts)
    {
        var hits = new List<PatternHit>();
        _names.Match(utterance.Words, hits);
        var covered = -1;
        foreach (var hit in hits.OrderBy(hit => hit.First).ThenByDescending(hit => hit.Last - hit.First))
        {
            if (hit.First <= covered)
                continue;
            var (start, length) = utterance.Span(hit.First, hit.Last);
            facts.Add(new ResidenceFact(start, length, _keys[hit.Pattern]));
            covered = hit.Last;
        }
    }
}
