using ResidentHub.Catalogue.Yaml;
using ResidentHub.Language;
using ResidentHub.Language.Facts;
using ResidentHub.Language.Text;

namespace ResidentHub.Catalogue;

/// <summary>Everything in <c>dialogs/</c>, checked and read once at start; never changes while the hub runs.</summary>
public sealed record Dialogs(
    IReadOnlyList<RequestType> RequestTypes,
    IReadOnlyList<Act> Acts,
    IReadOnlyList<SafetyLabel> Safety,
    Replies Replies,
    Vocabulary Vocabulary,
    Costs Costs,
    Thresholds Thresholds,
    UrgencyRules CommonUrgency,
    IReadOnlyDictionary<Urgency, Delay> UrgencyCaps,
    LandlordData Landlord,
    DemoData Demo,
    IReadOnlyList<ExampleSection> Examples,
    IReadOnlyList<string> OtherLanguages)
{
    /// <summary>The languages the hub converses in; in others it says a few checked sentences and a person calls.</summary>
    public static readonly IReadOnlyList<string> SpokenWell = ["fr", "en"];

    /// <summary>The same, as a channel says it that has little room or has not.</summary>
    public Dialogs For(bool isShort) => isShort ? this with { Replies = Replies.For(isShort) } : this;

    public Spellings Spellings => Vocabulary.Spellings;

    /// <summary>The type of a label, or null when the label is no request type.</summary>
    public RequestType? Type(string? label) => RequestTypes.FirstOrDefault(type => type.Label == label);

    public Act? Act(string label) => Acts.FirstOrDefault(act => act.Label == label);

    public SafetyLabel? Danger(string label) => Safety.FirstOrDefault(danger => danger.Label == label);

    /// <summary>What a label is called by people.</summary>
    public string Title(string label, string language) =>
        (Type(label)?.Title ?? Act(label)?.Title ?? Danger(label)?.Title)?.In(language) ?? label;

    /// <summary>Loads and checks a folder with an optional overlay over it.</summary>
    /// <exception cref="DialogsException">There are faults; all of them are listed.</exception>
    public static Dialogs Load(string folder, string? overlay = null) => DialogsLoader.Load(new YamlSource(folder, overlay));
}

/// <summary>Words the reader needs beyond the examples.</summary>
/// <param name="Lists">Named word lists that patterns call.</param>
/// <param name="Worries">Patterns of fear, hurt or a child.</param>
/// <param name="Vulnerable">Patterns that say that somebody is frail, with their kind.</param>
/// <param name="Lacks">Patterns of things whose absence is the trouble itself.</param>
/// <param name="NoteWarnings">Words that staff should think twice about writing in a note, by what they speak of (health, origin…).</param>
public sealed record Vocabulary(
    Spellings Spellings,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Lists,
    IReadOnlyList<string> Worries,
    IReadOnlyList<(Vulnerability Kind, string Pattern)> Vulnerable,
    IReadOnlyList<string> Lacks,
    Phrases NoteWarnings);
