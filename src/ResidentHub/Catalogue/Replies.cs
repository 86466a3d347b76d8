namespace ResidentHub.Catalogue;

/// <summary>All else the hub says, by language and key. Variables stand in braces.</summary>
/// <param name="isShort">For a channel with little room: a text that <c>sms</c> says again is said as it stands there.</param>
public sealed class Replies(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> texts, bool isShort = false)
{
    /// <summary>Before the key of a text that is said again for channels with little room.</summary>
    public const string ShortPrefix = "sms.";

    public IReadOnlyCollection<string> Languages => [.. texts.Keys];

    /// <summary>The keys of one language.</summary>
    public IReadOnlyDictionary<string, string> In(string language) => texts[language];

    public bool Speaks(string language) => texts.ContainsKey(language);

    /// <summary>The key under which a language that is not spoken well says a first line of a danger.</summary>
    public static string FirstLineKey(string label, string line) => $"first_line.{label}.{line}";

    /// <summary>The same texts as a channel says them that has little room or has not.</summary>
    public Replies For(bool isShort) => new(texts, isShort);

    public bool Has(string language, string key) => texts.TryGetValue(language, out var own) && own.ContainsKey(key);

    /// <summary>The text of a key in a language with its variables filled; languages that lack it fall back to English, then French.</summary>
    /// <exception cref="KeyNotFoundException">No language has the key: a mistake in the program, held by a test.</exception>
    public string Say(string language, string key, params ReadOnlySpan<(string Name, string Value)> variables)
    {
        var text = Find(language, key) ?? throw new KeyNotFoundException($"No reply is called '{key}'.");
        foreach (var (name, value) in variables)
            text = text.Replace($"{{{name}}}", value);
        return text;
    }

    /// <summary>The text in a language the hub has texts for; for any other one in French and in English, one under the other.</summary>
    public string SayOrBoth(string language, string key, params ReadOnlySpan<(string Name, string Value)> variables) =>
        Speaks(language) ? Say(language, key, variables) : $"{Say(Localized.Default, key, variables)}\n{Say("en", key, variables)}";

    private string? Find(string language, string key)
    {
        foreach (var candidate in (ReadOnlySpan<string>)[language, language == Localized.Default ? Localized.Default : "en", Localized.Default])
        {
            if (texts.TryGetValue(candidate, out var own) && ((isShort && own.TryGetValue(ShortPrefix + key, out var text)) || own.TryGetValue(key, out text)))
                return text;
        }

        return null;
    }
}
