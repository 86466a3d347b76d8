namespace ResidentHub.Language.Text;

/// <summary>Spellings that stand for other words: <c>bjr</c> for bonjour, <c>g</c> for j ai, a flame for feu. Folded on both sides.</summary>
public sealed class Spellings
{
    public static readonly Spellings None = new(new Dictionary<string, string[]>());

    private readonly Dictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> _words;

    private Spellings(Dictionary<string, string[]> words) => _words = words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Each written form with what it stands for, folded, in order.</summary>
    public IEnumerable<KeyValuePair<string, string>> Entries =>
        _words.Dictionary.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, string.Join(' ', entry.Value)));

    /// <param name="entries">A written form and the words it stands for, in any letters.</param>
    public static Spellings Of(IEnumerable<KeyValuePair<string, string>> entries)
    {
        var words = new Dictionary<string, string[]>();
        foreach (var (written, meant) in entries)
            words[Fold.Text(written)] = Fold.Text(meant).Split(' ', '\'');
        return new Spellings(words);
    }

    internal string[]? Find(ReadOnlySpan<char> folded) => _words.TryGetValue(folded, out var words) ? words : null;
}
