using System.Globalization;
using ResidentHub.Conversations;
using ResidentHub.Language.Text;

namespace ResidentHub.Web.Channels.BotFramework;

/// <summary>Choices where a button sends back its words, and where a channel shows no buttons: then they are a list, with numbers to answer by. Pure.</summary>
internal static class Choices
{
    /// <summary>The list under a text.</summary>
    public static string Listed(IReadOnlyList<Option> options) =>
        string.Join('\n', options.Select((option, i) => HasNumbers(options) ? $"{(i + 1).ToString(CultureInfo.InvariantCulture)}. {option.Text}" : $"- {option.Text}"));

    /// <summary>The option whose words these are, or whose number; null when none is meant.</summary>
    public static Option? Meant(string text, IReadOnlyList<Option> options)
    {
        var said = Plain(text);
        if (said.Length == 0)
            return null;
        return options.FirstOrDefault(option => Plain(option.Text) == said)
            ?? (HasNumbers(options) && int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? options.ElementAtOrDefault(number - 1) : null);
    }

    // A number would be taken for the answer itself: "1. I don't know" under "On which floor?", "2. 3 people".
    private static bool HasNumbers(IReadOnlyList<Option> options) => options.Count > 1 && !options.Any(option => option.Text.Any(char.IsAsciiDigit));

    private static string Plain(string text) => string.Concat(Fold.Text(text).Where(char.IsLetterOrDigit));
}
