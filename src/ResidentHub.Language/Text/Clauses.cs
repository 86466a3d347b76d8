namespace ResidentHub.Language.Text;

/// <summary>A run of words of a message.</summary>
internal readonly record struct Words(int First, int Count);

/// <summary>Cuts a message into clauses that may each carry a need of its own: at its stops and commas, and before "and", "but", "by the way".</summary>
internal static class Clauses
{
    private const int Most = 12, Fewest = 3;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_joints = Lookup("et mais aussi sinon puis and also but");
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_openings = Lookup("en au par by");
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_turns = Lookup("fait passage ailleurs outre the");

    /// <summary>Fills <paramref name="clauses"/> with those of at least three words; with none when the message is one clause.</summary>
    public static void Split(TokenBuffer buffer, List<Words> clauses)
    {
        clauses.Clear();
        var tokens = buffer.Tokens;
        var first = 0;
        for (var at = 1; at <= tokens.Length && clauses.Count < Most; at++)
        {
            if (at < tokens.Length && tokens[at].Clause == tokens[at - 1].Clause && !Joins(buffer, at))
                continue;
            if (at - first >= Fewest && !(first == 0 && at == tokens.Length))
                clauses.Add(new Words(first, at - first));
            first = at;
        }
    }

    private static bool Joins(TokenBuffer buffer, int at) =>
        s_joints.Contains(buffer.Word(at)) || (s_openings.Contains(buffer.Word(at)) && at + 1 < buffer.Tokens.Length && s_turns.Contains(buffer.Word(at + 1)));

    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup(string words) => words.Split(' ').ToHashSet().GetAlternateLookup<ReadOnlySpan<char>>();
}
