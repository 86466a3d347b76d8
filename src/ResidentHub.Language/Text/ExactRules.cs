namespace ResidentHub.Language.Text;

/// <summary>Messages that are nothing but one known phrase.</summary>
internal sealed class ExactRules
{
    private const int MaxWords = 8, MaxLetters = 200;

    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _labels;

    public ExactRules(IReadOnlyList<ExactRule> rules, Spellings spellings)
    {
        var labels = new Dictionary<string, string>();
        _labels = labels.GetAlternateLookup<ReadOnlySpan<char>>();
        var words = new TokenBuffer();
        Span<char> room = stackalloc char[MaxLetters];
        foreach (var rule in rules)
        {
            foreach (var phrase in rule.Phrases)
            {
                words.Fill(phrase, spellings);
                labels.TryAdd(Whole(words, room).ToString(), rule.Label);
            }
        }
    }

    /// <summary>The label of a message that is one of the phrases, or null.</summary>
    public string? Find(TokenBuffer words)
    {
        Span<char> room = stackalloc char[MaxLetters];
        return Whole(words, room) is { IsEmpty: false } whole && _labels.TryGetValue(whole, out var label) ? label : null;
    }

    // The words with a blank after each; nothing when there are too many.
    private static ReadOnlySpan<char> Whole(TokenBuffer words, Span<char> room)
    {
        var used = 0;
        if (words.Tokens.Length > MaxWords)
            return [];
        foreach (ref readonly var token in words.Tokens)
        {
            if (used + token.FoldedLength >= room.Length)
                return [];
            words.Word(in token).CopyTo(room[used..]);
            used += token.FoldedLength;
            room[used++] = ' ';
        }

        return room[..used];
    }
}
