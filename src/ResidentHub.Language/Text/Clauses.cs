namespace ResidentHub.Language.Text;

/// <summary>Cuts a message into clauses that may each carry a need of its own.</summary>
internal static class Clauses
{
    private static readonly string[] s_joints =
        [" et ", " mais ", " aussi ", " en plus ", " et puis ", " sinon ", " au fait ", " au passage ", " par ailleurs ", " and ", " also ", " but ", " by the way ", " plus "];

    /// <summary>The clauses of a text, or none when it is one clause. At most eight.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        text = text.Length > 2_000 ? text[..2_000] : text;
        var clauses = new List<string>();
        var start = 0;
        for (var at = 0; at < text.Length && clauses.Count < 7; at++)
        {
            var width = BreakAt(text, at);
            if (width == 0)
                continue;
            Add(text[start..at], clauses);
            start = at + width;
            at = start - 1;
        }

        Add(text[start..], clauses);
        return clauses.Count > 1 ? clauses : [];
    }

    private static int BreakAt(string text, int at)
    {
        if (text[at] is '.' or '!' or '?' or ';' or '\n' or ',' or ':')
            return 1;
        if (text[at] != ' ')
            return 0;
        foreach (var joint in s_joints)
        {
            if (text.AsSpan(at).StartsWith(joint, StringComparison.OrdinalIgnoreCase))
                return joint.Length - 1;
        }

        return 0;
    }

    private static void Add(string clause, List<string> clauses)
    {
        if (!string.IsNullOrWhiteSpace(clause))
            clauses.Add(clause.Trim());
    }
}
