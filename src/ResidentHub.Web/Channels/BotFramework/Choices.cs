using System.Globalization;
using ResidentHub.Conversations;

namespace ResidentHub.Web.Channels.BotFramework;

/// <summary>Choices where a channel may show no buttons: then they are a list, with numbers to answer by. Pure.</summary>
internal static class Choices
{
    /// <summary>The list under a text.</summary>
    public static string Listed(IReadOnlyList<Option> options) =>
        string.Join('\n', options.Select((option, i) => HasNumbers(options) ? $"{(i + 1).ToString(CultureInfo.InvariantCulture)}. {Buttons.WordsOf(option)}" : $"- {Buttons.WordsOf(option)}"));

    /// <summary>The option whose words these are, or whose number; null when none is meant.</summary>
    public static Option? Meant(string text, IReadOnlyList<Option> options) =>
        Buttons.Named(text, options) ?? (HasNumbers(options) && int.TryParse(text.Trim().TrimEnd('.', ')'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? options.ElementAtOrDefault(number - 1) : null);

    // A number would be taken for the answer itself: "1. I don't know" under "On which floor?", "2. 3 people".
    private static bool HasNumbers(IReadOnlyList<Option> options) => options.Count > 1 && !options.Any(option => option.Text.Any(char.IsAsciiDigit));
}
