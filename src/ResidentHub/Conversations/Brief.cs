using System.Collections.Immutable;

namespace ResidentHub.Conversations;

/// <summary>How a channel with little room says things: one message for all that is answered to one, lines for rows, numbers for choices.</summary>
public static class Brief
{
    /// <summary>Several replies as one: their lines one after the other, the choices of the last that has any.</summary>
    public static ImmutableArray<Reply> Joined(ImmutableArray<Reply> replies)
    {
        if (replies.Length < 2)
            return replies;
        var last = replies.LastOrDefault(reply => !reply.Options.IsEmpty) ?? replies[^1];
        return [last with
        {
            Text = string.Join('\n', replies.Select(Lines).Where(lines => lines.Length > 0)),
            Rows = [],
            Numbers = [.. replies.SelectMany(reply => reply.Numbers).Distinct()],
            Reference = replies.Select(reply => reply.Reference).LastOrDefault(reference => reference is not null),
        }];
    }

    /// <summary>The keys of the choices as they are numbered; a choice of one is not.</summary>
    public static ImmutableArray<string> Numbers(Reply reply) => reply.Options.Length < Numbered.Fewest ? [] : [.. reply.Options.Select(option => option.Key)];

    /// <summary>All of a reply in words.</summary>
    public static string Words(Reply reply)
    {
        var choices = reply.Options.Length < Numbered.Fewest ? [] : reply.Options.Select((option, i) => $"{i + 1}. {option.Text}");
        return string.Join('\n', new[] { Lines(reply) }.Concat(choices).Where(line => line.Length > 0));
    }

    private static string Lines(Reply reply) => string.Join('\n', new[] { reply.Text }.Concat(reply.Rows.Select(row => $"{row.Name} : {row.Value}")).Where(line => line.Length > 0));
}
