using ResidentHub.Catalogue;

namespace ResidentHub.Web.Pages;

/// <summary>A heading with its paragraphs.</summary>
public sealed record Section(string Title, IReadOnlyList<string> Paragraphs);

/// <summary>A page of text out of <c>dialogs/pages/</c>: keys <c>name.sections.a_title</c> and <c>name.sections.a_text</c>, in the order of the file.</summary>
public static class Article
{
    public static IEnumerable<Section> Sections(Dialogs dialogs, string language, string name)
    {
        var prefix = $"{name}.sections.";
        foreach (var key in dialogs.Replies.In(language).Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && key.EndsWith("_title", StringComparison.Ordinal)))
        {
            var text = Fill(dialogs.Replies.Say(language, key[..^"title".Length] + "text"), dialogs.Landlord);
            yield return new Section(dialogs.Replies.Say(language, key), text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private static string Fill(string text, LandlordData landlord) => landlord.Legal.Aggregate(
        text.Replace("{landlord}", landlord.Name).Replace("{phone}", landlord.Phone).Replace("{on_call}", landlord.OnCallPhone).Replace("{email}", landlord.Email).Replace("{address}", landlord.Address),
        (filled, pair) => filled.Replace($"{{{pair.Key}}}", pair.Value));
}
