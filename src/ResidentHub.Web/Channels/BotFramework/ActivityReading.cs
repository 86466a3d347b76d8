using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ResidentHub.Web.Channels.BotFramework;

/// <summary>What an activity says, without what its channel wraps it in. Pure.</summary>
/// <param name="appId">The hub's own id, by which some channels name it.</param>
internal sealed class ActivityReading(Activity activity, string? appId)
{
    // In linear time, whatever is written.
    private const RegexOptions Plainly = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;

    private static readonly Regex s_named = new("<at(?:\\s[^<>]*)?>(?<name>[^<>]*)</at>", Plainly), s_tag = new("<[^<>]*>", Plainly), s_break = new("<br\\s*/?>|</p>|</div>|</li>", Plainly);

    /// <summary>The hub as the channel names it (Teams puts its kind before the id).</summary>
    public bool IsHub(string? id) => id is { Length: > 0 } && (id == activity.Recipient?.Id || id == appId || id == $"28:{appId}");

    /// <summary>Where several people talk, only what names the hub or answers its card is meant for it.</summary>
    public bool IsMeant => activity.Conversation?.HasSeveralPeople != true || IsCard || Mentions.Any(mention => IsHub(mention.Id)) || NamesHub(activity.Text ?? "");

    /// <summary>Two letters of what the person's side is set to; empty when it is not said.</summary>
    public string Language => (activity.Locale ?? ClientLocale ?? "").Split('-', '_')[0].ToLowerInvariant();

    /// <summary>Somebody other than the hub came.</summary>
    public bool IsSomebodyNew => activity.MembersAdded?.Any(member => member?.Id is { Length: > 0 } id && !IsHub(id)) == true;

    /// <summary>What was written, or else the values of a card that was sent; without mentions of the hub and without markup.</summary>
    public string Words
    {
        get
        {
            var text = activity.Text is { Length: > 0 } written ? written : CardWords;
            foreach (var mention in Mentions.Where(mention => IsHub(mention.Id) && mention.Text.Length > 0))
                text = text.Replace(mention.Text, " ", StringComparison.Ordinal);
            text = s_named.Replace(text, named => IsNameOfHub(named.Groups["name"].Value) || IsLeading(text, named) ? " " : named.Groups["name"].Value);
            if (activity.TextFormat == "xml")
                text = WebUtility.HtmlDecode(s_tag.Replace(s_break.Replace(text, "\n"), " "));
            return text.Replace("&nbsp;", " ", StringComparison.Ordinal).Trim();
        }
    }

    private bool IsCard => activity.Value.ValueKind is JsonValueKind.Object or JsonValueKind.String;

    private string CardWords => activity.Value switch
    {
        { ValueKind: JsonValueKind.String } value => value.GetString()!,
        { ValueKind: JsonValueKind.Object } value => string.Join('\n', value.EnumerateObject().Where(entry => entry.Value.ValueKind == JsonValueKind.String).Select(entry => entry.Value.GetString())),
        _ => "",
    };

    private IEnumerable<(string? Id, string Text)> Mentions => Entities("mention").Select(entity => (Text(Field(entity, "mentioned"), "id"), Text(entity, "text") ?? ""));

    private string? ClientLocale => Entities("clientInfo").Select(entity => Text(entity, "locale")).FirstOrDefault();

    private IEnumerable<JsonElement> Entities(string type) => (activity.Entities ?? []).Where(entity => Text(entity, "type") == type);

    private bool NamesHub(string text) => s_named.Matches(text).Any(named => IsNameOfHub(named.Groups["name"].Value))
        || (activity.Recipient?.Name is { Length: > 0 } name && text.Contains($"@{name}", StringComparison.OrdinalIgnoreCase));

    private bool IsNameOfHub(string name) => activity.Recipient?.Name is { } own && WebUtility.HtmlDecode(name).Trim().Equals(own.Trim(), StringComparison.OrdinalIgnoreCase);

    // What begins with a mention that no entity explains speaks to the hub.
    private bool IsLeading(string text, Match named) => text.AsSpan(0, named.Index).IsWhiteSpace() && !Mentions.Any(mention => mention.Text == named.Value);

    private static JsonElement Field(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var found) ? found : default;

    private static string? Text(JsonElement of, string name) => Field(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
