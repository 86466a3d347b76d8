using ResidentHub.Language.Text;

namespace ResidentHub.Language.Intents;

/// <summary>
/// The words of the examples, so that a word no example has is read as the one meant: the most frequent one slip away, slips in the first letter
/// being a third as likely.
/// </summary>
internal sealed class Vocabulary
{
    public static readonly Vocabulary None = new([]);

    private const int Shortest = 5, FewestOfMeant = 2, MostCounted = byte.MaxValue;

    private readonly IReadOnlyList<KeyValuePair<string, int>> _counts;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _known;
    private readonly SlipIndex _meant = new();
    private readonly List<int> _frequencies = [];
    [ThreadStatic]
    private static List<int>? t_slips;

    private Vocabulary(IReadOnlyList<KeyValuePair<string, int>> counts)
    {
        _counts = counts;
        _known = counts.Select(word => word.Key).ToHashSet().GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var (word, count) in counts.Where(word => word.Value >= FewestOfMeant))
        {
            _meant.Add(word);
            _frequencies.Add(count);
        }
    }

    public static Vocabulary Of(IEnumerable<Example> examples, Spellings spellings)
    {
        var counts = new Dictionary<string, int>();
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        var words = new TokenBuffer();
        foreach (var example in examples)
        {
            words.Fill(example.Text, spellings);
            foreach (ref readonly var token in words.Tokens)
            {
                if (IsMended(words.Word(in token)))
                    lookup[words.Word(in token)] = Math.Min(MostCounted, lookup.TryGetValue(words.Word(in token), out var count) ? count + 1 : 1);
            }
        }

        return new Vocabulary([.. counts.OrderBy(word => word.Key, StringComparer.Ordinal)]);
    }

    /// <summary>The word itself when an example has it or nothing is near, else the word that was meant.</summary>
    public ReadOnlySpan<char> Meant(ReadOnlySpan<char> word)
    {
        if (_frequencies.Count == 0 || !IsMended(word) || _known.Contains(word))
            return word;
        var slips = t_slips ??= [];
        slips.Clear();
        _meant.Find(word, slips);
        var (best, likeliest) = (-1, 0);
        foreach (var number in slips)
        {
            var likely = _frequencies[number] * (WordIndex.HasSameFirst(_meant[number], word) ? 3 : 1);
            if (likely > likeliest)
                (best, likeliest) = (number, likely);
        }

        return best < 0 ? word : _meant[best];
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_counts.Count);
        foreach (var (word, count) in _counts)
        {
            writer.Write(word);
            writer.Write((byte)count);
        }
    }

    public static Vocabulary Read(BinaryReader reader)
    {
        var counts = new KeyValuePair<string, int>[reader.ReadInt32()];
        for (var i = 0; i < counts.Length; i++)
            counts[i] = new(reader.ReadString(), reader.ReadByte());
        return counts.Length == 0 ? None : new Vocabulary(counts);
    }

    private static bool IsMended(ReadOnlySpan<char> word) => word.Length >= Shortest && char.IsLetter(word[0]);
}
