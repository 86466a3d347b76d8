using ResidentHub.Language.Text;

namespace ResidentHub.Language.Facts;

/// <summary>A residence: its key, the names people use for it, and the names of its buildings.</summary>
public sealed record NamedResidence(string Key, IEnumerable<string> Names, IEnumerable<string> Buildings);

/// <summary>The landlord's residences, recognised by name with slips of the finger, and a building named right after one ("Tilleuls B").</summary>
public sealed class Gazetteer
{
    private static readonly Dictionary<string, IReadOnlyList<string>> s_noLists = [];

    private readonly PatternSet _names = new();
    private readonly List<NamedResidence> _residences = [];
    private readonly Dictionary<string, HashSet<string>> _buildings;

    public Gazetteer(IEnumerable<NamedResidence> residences)
    {
        var all = residences.ToList();
        _buildings = all.ToDictionary(residence => residence.Key, residence => residence.Buildings.Select(building => building.ToUpperInvariant()).ToHashSet());
        foreach (var residence in all)
        {
            foreach (var name in residence.Names)
            {
                _names.Add(name, s_noLists);
                _residences.Add(residence);
            }
        }
    }

    internal void Read(in Utterance utterance, List<Fact> facts)
    {
        var hits = new List<PatternHit>();
        _names.Match(utterance.Words, hits);
        hits.Sort((one, other) => one.First != other.First ? one.First.CompareTo(other.First) : other.Last.CompareTo(one.Last));
        var covered = -1;
        foreach (var hit in hits)
        {
            if (hit.First <= covered)
                continue;
            covered = hit.Last;
            var (start, length) = utterance.Take(hit.First, hit.Last);
            facts.Add(new ResidenceFact(start, length, _residences[hit.Pattern].Key));
            if (BuildingAfter(utterance, hit.Last, _residences[hit.Pattern].Key) is { } building)
            {
                var (from, size) = utterance.Take(hit.Last + 1, hit.Last + 1);
                facts.Add(new PartFact(from, size, PlacePart.Building, building));
            }
        }
    }

    // Only a building that the residence has: "aux Tilleuls A partir de" names none.
    private string? BuildingAfter(in Utterance utterance, int name, string residence) =>
        name + 1 < utterance.Count && utterance.Gap(name) is " " or "-" or " - " or ", " or "\u00a0" && PartNames.Alone(utterance, name + 1) is { } building && _buildings[residence].Contains(building) ? building : null;
}
