using Microsoft.EntityFrameworkCore;
using ResidentHub.Data;
using ResidentHub.Language.Text;
using ResidentHub.Messaging;
using ResidentHub.Pipeline;

namespace ResidentHub.Web.Channels;

/// <summary>Buttons of channels whose clients send back a button's words, not its key.</summary>
public static class Buttons
{
    /// <summary>The words on a button: a choice that stands alone begins with a capital.</summary>
    public static string WordsOf(Conversations.Option option) => option.Text is [var first, .. var rest] ? char.ToUpperInvariant(first) + rest : option.Key;

    /// <summary>The key of the button that says these very words, of those the assistant showed last; null when none does.</summary>
    public static async Task<string?> PressedAsync(HubDb db, Guid conversation, string text, CancellationToken cancellation)
    {
        if (Plain(text) is not { Length: > 0 } words)
            return null;
        var last = await db.Messages().AsNoTracking().Where(message => message.ConversationId == conversation && message.Part != Part.Unsaid).OrderByDescending(message => message.Number).FirstOrDefaultAsync(cancellation);
        return last?.Author == Author.Assistant ? MessageRows.ReplyOf(last).Options.FirstOrDefault(option => Plain(option.Text) == words)?.Key : null;
    }

    // Letters and figures only: typesetting and clients change the rest.
    private static string Plain(string text) => string.Concat(Fold.Text(text).Where(char.IsLetterOrDigit));
}
