using ResidentHub.Catalogue.Yaml;

namespace ResidentHub.Catalogue;

/// <summary>The keys of the files in <c>dialogs/landlord/</c>.</summary>
internal static class LandlordShapes
{
    private static readonly Shape s_slug = Shape.Like("[a-z0-9][a-z0-9-]*", "small letters, figures and -");
    private static readonly Shape s_colour = Shape.Like("#[0-9A-Fa-f]{6}", "a colour such as #0B5C66");
    private static readonly Shape s_number = Shape.Like("[0-9]{1,6}", "a whole number");
    private static readonly Shape s_hours = Shape.Like("[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}", "hours such as 09:00-12:00");
    private static readonly Shape s_date = Shape.Like("[0-9]{4}-[0-9]{2}-[0-9]{2}", "a date such as 2026-11-22");
    private static readonly Shape s_phone = Shape.Like("\\+?[0-9 ]{2,20}", "a telephone number");
    private static readonly Shape s_yes = Shape.OneOf("yes", "no");
    private static readonly string[] s_days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public static Shape Landlord { get; } = Shape.Record(
        new("name", Shape.Text, true), new("kind", s_slug), new("territory", Shape.Text, true),
        new("colours", Shape.Record(new Key("river", s_colour, true), new Key("brick", s_colour, true)), true),
        new("logo", Shape.Text),
        new("address", Shape.Text, true), new("postcode", Shape.Text, true), new("town", Shape.Text, true),
        new("phone", s_phone, true), new("on_call_phone", s_phone, true), new("sms", s_phone), new("email", Shape.Text, true),
        new("timezone", Shape.Text, true), new("alsace_moselle", Shape.OneOf("on", "off"), true), new("closing_days", Shape.ListOf(s_date)),
        new("hours", Shape.ListOf(Shape.Record(new Key("days", Shape.ListOf(Shape.OneOf(s_days)), true), new Key("open", Shape.ListOf(s_hours), true))), true),
        new("neutral_site", Shape.Like("https://[^ ]+", "an https address"), true),
        new("doctor_on_duty", s_phone, true),
        new("legal", Shape.MapOf(Shape.Text)));

    public static Shape Departments { get; } = Shape.Record(new Key("departments", Shape.ListOf(Shape.Record(
        new("key", s_slug, true), new("name", Shape.Localized, true), new("handles", Shape.Localized, true),
        new("advisers", Shape.Yes), new("collectors", Shape.Yes), new("mediators", Shape.Yes), new("by_agency", Shape.Yes), new("on_call", Shape.Yes))), true));

    public static Shape Agencies { get; } = Shape.Record(new Key("agencies", Shape.ListOf(Shape.Record(
        new("key", s_slug, true), new("name", Shape.Text, true), new("town", Shape.Text, true), new("postcode", Shape.Text, true), new("address", Shape.Text, true),
        new("phone", s_phone, true), new("email", Shape.Text, true), new("hours", Shape.Localized, true))), true));

    public static Shape Residences { get; } = Shape.Record(new Key("residences", Shape.ListOf(Shape.Record(
        new("key", s_slug, true), new("name", Shape.Text, true), new("names", Shape.Texts, true), new("agency", s_slug, true),
        new("address", Shape.Text, true), new("postcode", Shape.Text, true), new("town", Shape.Text, true), new("dwellings", s_number, true),
        new("qpv", s_yes), new("since", s_number),
        new("caretaker", Shape.Record(new Key("name", Shape.Text, true), new Key("phone", s_phone, true), new Key("hours", Shape.Localized, true)), true),
        new("buildings", Shape.ListOf(Shape.Record(
            new Key("name", Shape.Text, true), new Key("address", Shape.Text), new Key("floors", s_number, true), new Key("lift", s_yes), new Key("stairs", Shape.Texts))), true),
        new("common_places", Shape.ListOf(Shape.Record(new Key("key", s_slug, true), new Key("fr", Shape.Text, true), new Key("en", Shape.Text, true))), true),
        new("works", Shape.ListOf(Shape.Record(new Key("key", s_slug, true), new Key("fr", Shape.Text, true), new Key("en", Shape.Text, true), new Key("until", s_date, true)))),
        new("collection", Shape.Localized))), true));

    public static Shape Partners { get; } = Shape.Record(
        new("kinds", Shape.ListOf(Shape.Record(new Key("key", s_slug, true), new Key("fr", Shape.Text, true), new Key("en", Shape.Text, true))), true),
        new("partners", Shape.ListOf(Shape.Record(
            new("key", s_slug, true), new("kind", s_slug, true), new("name", Shape.Text, true), new("does", Shape.Localized, true), new("territory", Shape.Localized, true),
            new("publics", Shape.Localized, true), new("capacity", Shape.Localized), new("referral_fields", Shape.Texts), new("answer_delay", Shape.Text),
            new("phone", Shape.Text), new("last_checked", s_date, true))), true));

    public static Shape Stories { get; } = Shape.Record(
        new("initiatives", Shape.ListOf(Shape.Record(
            new("slug", s_slug, true), new("code", Shape.Like("[23456789CDFGHJKMNPQRTVWXYZ]{4}", "four signs without look-alikes"), true), new("type", s_slug, true), new("residence", s_slug, true),
            new("title", Shape.Localized, true),
            new("state", Shape.OneOf("idea", "contact", "co-building", "checks", "funding", "preparation", "running", "report", "lasting", "ended", "parked"), true),
            new("story", Shape.Localized, true), new("needs", Shape.Localized), new("place", Shape.Localized, true), new("since", Shape.Text, true),
            new("events", Shape.ListOf(Shape.Record(
                new("slug", s_slug, true), new("title", Shape.Localized, true), new("in_days", s_number, true), new("from", Shape.Text, true), new("to", Shape.Text, true),
                new("place", Shape.Localized, true), new("room", Shape.OneOf("free", "full"), true)))))), true),
        new("requests", Shape.ListOf(Shape.Record(
            new("type", s_slug, true), new("residence", s_slug, true), new("building", Shape.Text), new("stair", Shape.Text), new("floor", Shape.Text), new("flat", Shape.Text), new("spot", Shape.Text),
            new("text", Shape.Text, true), new("language", Shape.Text), new("answers", Shape.MapOf(Shape.Either(Shape.Text, Shape.Texts))), new("contact", Shape.Text), new("name", Shape.Text),
            new("days_ago", s_number, true), new("hours_ago", s_number), new("owner", Shape.Text),
            new("state", Shape.OneOf("new", "contacted", "in-progress", "waiting-resident", "waiting-partner", "resolved"), true),
            new("thread", Shape.ListOf(Shape.Record(new Key("from", Shape.Text, true), new Key("text", Shape.Text, true), new Key("days_ago", s_number, true)))), new("outcome", s_slug))), true));

    public static Shape Staff { get; } = Shape.Record(
        new("staff", Shape.ListOf(Shape.Record(
            new("key", s_slug, true), new("email", Shape.Text, true), new("name", Shape.Text, true), new("first_name", Shape.Text, true),
            new("roles", Shape.ListOf(Shape.OneOf(Shapes.Roles)), true), new("departments", Shape.Texts, true), new("agencies", Shape.Texts), new("residences", Shape.Texts), new("phone", Shape.Text))), true),
        new("rota", Shape.ListOf(Shape.Record(new Key("officer", s_slug, true), new Key("order", s_number, true))), true));
}
