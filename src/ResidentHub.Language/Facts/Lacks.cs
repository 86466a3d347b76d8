using ResidentHub.Language.Text;

namespace ResidentHub.Language.Facts;

/// <summary>The landlord's words for things whose absence is the trouble itself: "pas d'eau" denies nothing.</summary>
internal sealed class Lacks
{
    private readonly PatternSet _patterns = new();

    public Lacks(IEnumerable<string> patterns, IReadOnlyDictionary<string, IReadOnlyList<string>> lists)
    {
        foreach (var pattern in patterns)
            _patterns.Add(pattern, lists);
    }

    /// <summary>Marks the words at which such a thing is named.</summary>
    public void Find(in Utterance utterance)
    {
        var hits = new List<PatternHit>();
        _patterns.Match(utterance.Words, hits);
        foreach (var hit in hits)
            utterance.Set(hit.First, hit.First, Mark.Lack);
    }
}
