using ResidentHub.Language.Text;

namespace ResidentHub.Language.Facts;

/// <summary>The landlord's words that say that somebody is frail ("enceinte", "fauteuil roulant"), by kind.</summary>
internal sealed class Frailties
{
    private readonly PatternSet _patterns = new();
    private readonly List<Vulnerability> _kinds = [];

    public Frailties(IEnumerable<(Vulnerability Kind, string Pattern)> patterns, IReadOnlyDictionary<string, IReadOnlyList<string>> lists)
    {
        foreach (var (kind, pattern) in patterns)
        {
            _patterns.Add(pattern, lists);
            _kinds.Add(kind);
        }
    }

    /// <summary>What is denied is not said; where an age is told, it says more than "enfant".</summary>
    public void Read(in Utterance utterance, List<Fact> facts)
    {
        var hits = new List<PatternHit>();
        _patterns.Match(utterance.Words, hits);
        hits.Sort((one, other) => one.First != other.First ? one.First.CompareTo(other.First) : other.Last.CompareTo(one.Last));
        Span<int> covered = stackalloc int[Enum.GetValues<Vulnerability>().Length];
        covered.Fill(-1);
        foreach (var hit in hits)
        {
            var kind = _kinds[hit.Pattern];
            if (hit.First <= covered[(int)kind] || utterance.HasAny(hit.First, hit.Last, Mark.Denied) || (IsAge(kind) && utterance.HasAny(hit.First, hit.Last, Mark.Age)))
                continue;
            covered[(int)kind] = hit.Last;
            var (start, length) = utterance.Span(hit.First, hit.Last);
            facts.Add(new VulnerableFact(start, length, kind));
        }
    }

    private static bool IsAge(Vulnerability kind) => kind is Vulnerability.Infant or Vulnerability.Child or Vulnerability.Elderly;
}
