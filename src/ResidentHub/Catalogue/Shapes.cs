using ResidentHub.Catalogue.Yaml;
using ResidentHub.Language.Facts;

namespace ResidentHub.Catalogue;

/// <summary>The one table of keys: what each kind of file in <c>dialogs/</c> may hold.</summary>
public static class Shapes
{
    public static readonly string[] Groups = ["initiative", "disturbance", "support", "landlord"];
    public static readonly string[] Urgencies = ["critical", "high", "normal", "low"];
    public static readonly string[] PlaceParts = ["residence", "building", "stair", "floor", "flat", "spot"];
    /// <summary>Roles that see only the types that name them.</summary>
    public static readonly string[] LimitedRoles = ["caretaker", "collector"];

    public static readonly string[] Roles = ["agent", "adviser", "collector", "caretaker", "head", "duty-officer", "administrator"];
    public static readonly string[] Readers = ["lead", "joined", "advisers", "collectors", "mediators", "duty-officer", "head"];

    public static readonly string[] Vulnerabilities = [.. Enum.GetNames<Vulnerability>().Select(kind => kind.ToLowerInvariant())];

    private static readonly Shape s_slug = Shape.Like("[a-z0-9][a-z0-9_-]*", "small letters, figures, - and _");
    private static readonly Shape s_delay = Shape.Like("[0-9]{1,3}(h|wd|d|m)", "a delay such as 4h, 3wd, 30d or 2m");
    private static readonly Shape s_keep = Shape.Like("[0-9]{1,2}(d|m|y)", "a time such as 30d, 6m or 2y");
    private static readonly Shape s_number = Shape.Like("-?[0-9]{1,9}", "a whole number");
    private static readonly Shape s_percent = Shape.Like("[0-9]{1,2}", "a percentage below 100");
    private static readonly Shape s_sharedText = Shape.Either(Shape.Like("shared\\.[a-z_-]+", "a text in languages or shared.<key>"), Shape.Localized);
    private static readonly Shape s_when = Shape.MapOf(Shape.Texts);
    private static readonly Shape s_readers = Shape.ListOf(Shape.OneOf(Readers));
    private static readonly Shape s_delays = Shape.MapOf(s_delay, Urgencies);
    private static readonly Shape s_parts = Shape.ListOf(Shape.OneOf([.. Enum.GetNames<DayPart>().Select(part => part.ToLowerInvariant())]));
    private static readonly Shape s_samePlace = Shape.Record(new Key("households", s_number, true), new Key("days", s_number, true));

    private static readonly Shape s_choice = Shape.Record(
        new("key", s_slug), new("use", s_slug), new("fr", Shape.Text), new("en", Shape.Text), new("words", Shape.Words), new("up_to", s_keep), new("every", s_keep), new("parts", s_parts));

    private static readonly Shape s_question = Shape.Record(
        new("key", s_slug, true),
        new("kind", Shape.OneOf("text", "long", "choice", "multi", "number", "bool", "date", "time", "photo"), true),
        new("ask", Shape.OneOf("always", "if-short", "form-only")),
        new("text", s_sharedText, true),
        new("hint", s_sharedText),
        new("choices", Shape.ListOf(s_choice)),
        new("choices_from", Shape.OneOf("works")),
        new("words", Shape.Words),
        new("counts", Shape.OneOf("people", "household")),
        new("vulnerable", Shape.ListOf(Shape.OneOf(Vulnerabilities))),
        new("max", s_number),
        new("min", s_number),
        new("required", Shape.Yes),
        new("when", s_when),
        new("readers", s_readers));

    private static readonly Shape s_raise = Shape.Record(
        new("to", Shape.OneOf(Urgencies)), new("by", s_number), new("because", s_sharedText, true), new("when", s_when), new("words", Shape.Words),
        new("before_days", Shape.MapOf(s_number)), new("night", Shape.Yes), new("same_place", s_samePlace));

    public static Shape RequestType { get; } = Shape.Record(
        new("group", Shape.OneOf(Groups), true),
        new("icon", s_slug, true),
        new("enabled", Shape.Yes),
        new("title", Shape.Localized, true),
        new("hint", Shape.Localized, true),
        new("confidentiality", Shape.OneOf("open", "reporter", "strict")),
        new("show_to", Shape.ListOf(Shape.OneOf(LimitedRoles))),
        new("conflict_of_interest", Shape.Yes),
        new("opening", Shape.Record(new Key("readers", s_readers, true))),
        new("place", Shape.Record(new Key("required", Shape.ListOf(Shape.OneOf(PlaceParts)), true), new Key("ask", Shape.ListOf(Shape.OneOf(PlaceParts)))), true),
        new("call_back", Shape.Yes),
        new("common", Shape.Texts, true),
        new("questions", Shape.ListOf(s_question), true),
        new("route", Shape.Record(
            new Key("lead", s_slug, true), new Key("joined", Shape.Texts), new Key("partners", Shape.Texts),
            new Key("rules", Shape.ListOf(Shape.Record(
                new Key("when", s_when), new Key("words", Shape.Words), new Key("lead", s_slug), new Key("joined", Shape.Texts), new Key("because", s_sharedText, true))))), true),
        new("urgency", Shape.Record(new Key("default", Shape.OneOf(Urgencies), true), new Key("raise", Shape.ListOf(s_raise))), true),
        new("deadlines", Shape.Record(
            new Key("promise", Shape.OneOf("on", "off"), true), new Key("contact", s_delays, true), new Key("resolve", s_delays),
            new Key("statutory", Shape.ListOf(Statutory))), true),
        new("acknowledge", Shape.ListOf(Shape.Record(new Key("text", Shape.Localized, true), new Key("when", s_when))), true),
        new("offer", Shape.ListOf(Shape.Record(new Key("label", s_slug, true), new Key("when", s_when), new Key("words", Shape.Words)))),
        new("safety_if", Shape.ListOf(Shape.Record(new Key("label", s_slug, true), new Key("when", s_when, true)))),
        new("incident_key", Shape.Texts),
        new("decision_due", Statutory),
        new("risky_contact", Shape.Record(new Key("when", s_when, true))),
        new("erase_at_close", Shape.Texts),
        new("outcomes", Shape.ListOf(Shape.Either(s_slug, Shape.Record(new Key("key", s_slug, true), new Key("fr", Shape.Text, true), new Key("en", Shape.Text, true)))), true),
        new("checks", Shape.ListOf(Shape.Localized)),
        new("retention", Shape.Record(new Key("after", Shape.OneOf("close", "last-contact", "end"), true), new Key("keep", s_keep, true)), true),
        new("cues", Shape.Texts),
        new("open311", Shape.Record(new Key("public", Shape.Yes, true))));

    public static Shape Common { get; } = Shape.Record(
        new("questions", Shape.ListOf(s_question), true),
        new("urgency", Shape.Record(new Key("raise", Shape.ListOf(s_raise), true), new Key("caps", Shape.MapOf(s_delay), true)), true));

    public static Shape Shared { get; } = Shape.Record(
        new("choices", Shape.MapOf(Shape.Record(new("fr", Shape.Text, true), new("en", Shape.Text, true), new("words", Shape.Words), new("up_to", s_keep), new("every", s_keep), new("parts", s_parts))), true),
        new("texts", Shape.MapOf(Shape.Localized), true),
        new("outcomes", Shape.MapOf(Shape.Localized), true));

    public static Shape Words { get; } = Shape.Record(
        new("lists", Shape.MapOf(Shape.Texts), true),
        new("spellings", Shape.MapOf(Shape.Text), true),
        new("worries", Shape.Texts, true),
        new("vulnerable", Shape.Record([.. Vulnerabilities.Select(kind => new Key(kind, Shape.Texts))])),
        new("lacks", Shape.Texts),
        new("note_warnings", Shape.MapOf(Shape.Texts)));

    public static Shape Act { get; } = Shape.Record(
        new("kind", Shape.OneOf("act", "answer"), true),
        new("title", Shape.Localized, true),
        new("exact", Shape.Words),
        new("cues", Shape.Texts),
        new("topics", Shape.ListOf(Shape.Record(
            new Key("key", s_slug, true), new Key("patterns", Shape.Texts, true), new Key("needs", Shape.OneOf("residence")), new Key("text", Shape.Localized, true), new Key("link", Shape.Text)))));

    public static Shape Safety { get; } = Shape.Record(
        new("rank", s_number, true),
        new("believe_from", s_percent, true),
        new("title", Shape.Localized, true),
        new("lines", Shape.ListOf(Shape.Record(
            new Key("key", s_slug, true), new Key("numbers", Shape.Texts, true), new Key("fr", Shape.Text, true), new Key("en", Shape.Text, true),
            new Key("more", Shape.Localized))), true),
        new("script", Shape.Localized, true),
        new("signs", Shape.ListOf(Shape.Record(
            new Key("key", s_slug, true), new Key("line", s_slug), new Key("any", Shape.Texts, true), new Key("unless", Shape.Texts),
            new Key("fires", Shape.Texts, true), new Key("quiet", Shape.Texts))), true),
        new("look_alikes", Shape.Texts));

    public static Shape Understanding { get; } = Shape.Record(
        new("costs", Shape.Record(
            new Key("wrong_act", s_number, true), new Key("offer", s_number, true), new Key("wrong_offer", s_number, true), new Key("ask_again", s_number, true),
            new Key("person", s_number, true), new Key("person_if_worried", s_number, true)), true),
        new("danger", Shape.Record(new Key("alone", s_percent, true), new Key("in_answer", s_percent, true), new Key("with_sign", s_percent, true), new Key("in_clause", s_percent, true), new Key("worry", s_percent, true)), true),
        new("also", Shape.Record(new Key("in_clause", s_percent, true), new Key("behind_danger", s_percent, true)), true),
        new("cue", s_number, true));

    public static Shape Replies { get; } = Shape.MapOf(Shape.Either(Shape.Text, Shape.MapOf(Shape.Either(Shape.Text, Shape.MapOf(Shape.Either(Shape.Text, Shape.MapOf(Shape.Text)))))));

    /// <summary>Each kind of file: the name of its schema, the files it describes, its shape.</summary>
    public static IReadOnlyList<(string Schema, string Files, Shape Shape)> All { get; } =
    [
        ("request-type", "requests/*/*.yml", RequestType),
        ("act", "acts/*.yml", Act),
        ("safety", "safety/*.yml", Safety),
        ("replies", "replies/*.yml and pages/*.yml", Replies),
        ("shared", "shared.yml", Shared),
        ("common", "common.yml", Common),
        ("words", "words.yml", Words),
        ("understanding", "understanding.yml", Understanding),
        ("landlord", "landlord/landlord.yml", LandlordShapes.Landlord),
        ("departments", "landlord/departments.yml", LandlordShapes.Departments),
        ("agencies", "landlord/agencies.yml", LandlordShapes.Agencies),
        ("residences", "landlord/residences.yml", LandlordShapes.Residences),
        ("partners", "landlord/partners.yml", LandlordShapes.Partners),
        ("stories", "landlord/stories.yml", LandlordShapes.Stories),
        ("staff", "landlord/staff.yml", LandlordShapes.Staff),
    ];

    private static Shape Statutory => Shape.Record(
        new Key("after", s_delay, true), new Key("text", Shape.Localized, true), new Key("source", Shape.Text, true), new Key("when", s_when));
}
