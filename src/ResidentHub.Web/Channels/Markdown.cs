using System.Text;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Pipeline;

namespace ResidentHub.Web.Channels;

/// <summary>
/// What is said, as Markdown (CommonMark) for clients that render it: a danger's numbers stand first, a summary's rows are a list, and no word
/// of a resident or of staff is taken for formatting. Reads well as plain text too.
/// </summary>
public sealed class Markdown(Dialogs dialogs, HubSettings settings)
{
    private const string Special = "\\`*_[]<>~", AtLineStart = "#+-=|";

    /// <param name="who">The name of the member of staff who says it, or null.</param>
    public string Of(Message message, string? who)
    {
        var reply = MessageRows.ReplyOf(message);
        var numbers = Numbers(reply, message.Language);
        List<string> blocks = [];
        if (who is not null)
            blocks.Add($"**{Escape(who)}**");
        if (reply.Kind == ReplyKind.Safety)
            blocks.AddRange(numbers);
        blocks.AddRange(reply.Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => Escape(message.Author == Author.Staff ? line : Typography.Set(line, message.Language))));
        if (!reply.Rows.IsEmpty)
            blocks.Add(string.Join('\n', reply.Rows.Select(row => Line(row, message.Language))));
        if (reply.Kind != ReplyKind.Safety)
            blocks.AddRange(numbers);
        if (reply.Link is { } link)
            blocks.Add($"[{Escape(Text(message.Language, reply.Reference is null ? "chat.more" : "chat.follow"))}]({settings.PublicBaseUrl.TrimEnd('/')}{link})");
        return string.Join("\n\n", blocks);
    }

    /// <summary>Words that mean nothing but themselves.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        var isLineStart = true;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (Special.Contains(c) || (isLineStart && AtLineStart.Contains(c)) || (c == '&' && i + 1 < text.Length && (char.IsLetter(text[i + 1]) || text[i + 1] == '#')))
                escaped.Append('\\');
            else if (c is '.' or ')' && IsNumbered(text, i))
                escaped.Append('\\');
            escaped.Append(c);
            isLineStart = c == '\n' || (isLineStart && c is ' ' or '\t');
        }

        return escaped.ToString();
    }

    // "2." or "2)" at the start of a line would begin a list.
    private static bool IsNumbered(string text, int at)
    {
        var start = at;
        while (start > 0 && char.IsAsciiDigit(text[start - 1]))
            start--;
        var lineStart = start == 0 ? 0 : text.LastIndexOf('\n', start - 1) + 1;
        return start < at && text.AsSpan(lineStart, start - lineStart).IsWhiteSpace();
    }

    private string[] Numbers(Reply reply, string language) => reply.Numbers.IsEmpty ? [] : [string.Join(" · ", reply.Numbers.Select(number => Call(number, language)))];

    // A link that a telephone dials; the 114 takes text messages only, which no client links to.
    private string Call(string number, string language) => Phones.IsTextOnly(number)
        ? $"**{Text(language, "chat.text", ("number", number))}**"
        : $"**[{Text(language, "chat.call", ("number", number))}](tel:{Phones.Dial(number)})**";

    private static string Line(Row row, string language) => $"- **{Escape(Typography.Set(language == Localized.Default ? $"{row.Name} :" : $"{row.Name}:", language))}** {Escape(Typography.Set(row.Value, language))}";

    private string Text(string language, string key, params ReadOnlySpan<(string Name, string Value)> variables) => Typography.Set(dialogs.Replies.Say(language, key, variables), language);
}
