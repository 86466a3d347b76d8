using ResidentHub.Catalogue.Yaml;

namespace ResidentHub.Catalogue;

/// <summary>A text in several languages.</summary>
public sealed record Localized(IReadOnlyDictionary<string, string> Texts)
{
    public const string Default = "fr";

    /// <summary>The text in the language asked for, else in English for foreign languages, else in French.</summary>
    public string In(string language) =>
        Texts.TryGetValue(language, out var text) || (language != Default && Texts.TryGetValue("en", out text)) || Texts.TryGetValue(Default, out text) ? text : "";

    public static Localized Of(Node node) =>
        new(node.Pairs.Where(pair => pair.Value.Text is not null).ToDictionary(pair => pair.Key.Text!, pair => pair.Value.Text!));

    public static Localized Of(string fr, string en) => new(new Dictionary<string, string> { ["fr"] = fr, ["en"] = en });

    public bool Equals(Localized? other) =>
        other is not null && Texts.Count == other.Texts.Count && Texts.All(pair => other.Texts.TryGetValue(pair.Key, out var text) && text == pair.Value);

    public override int GetHashCode() => In(Default).GetHashCode(StringComparison.Ordinal);
}
