using System.Globalization;
using ResidentHub.Language.Facts;

namespace ResidentHub.Tests.Understanding.Facts;

/// <summary>
/// Tables of what is read of one kind of fact: text, a tab, the facts (<c>words = value | words = value</c>, nothing where there is none), a tab,
/// and for odd cases why. A line that begins with # says where the cases come from.
/// </summary>
internal static class FactTable
{
    /// <summary>A Monday.</summary>
    public static readonly DateOnly Today = new(2026, 11, 23);

    public static IEnumerable<(string Text, string Facts)> Rows(string file) =>
        File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).Select(cells => (cells[0], cells.Length > 1 ? cells[1] : ""));

    /// <summary>The facts of the kind a table is about, as its lines show them.</summary>
    public static string Show(string table, string text, IEnumerable<Fact> facts) =>
        string.Join(" | ", facts.Select(fact => (fact, Value: Value(table, text, fact))).Where(shown => shown.Value is not null).Select(shown => $"{text.Substring(shown.fact.Start, shown.fact.Length)} = {shown.Value}"));

    private static string? Value(string table, string text, Fact fact) => (table, fact) switch
    {
        ("phones", PhoneFact phone) => phone.Number,
        ("emails", EmailFact email) => email.Address,
        ("references", ReferenceFact reference) => reference.Reference,
        ("amounts", AmountFact amount) => amount.Euros.ToString("0.##", CultureInfo.InvariantCulture),
        ("residences", ResidenceFact residence) => residence.Residence,
        ("parts", PartFact part) => $"{Small(part.Part)} {part.Value}",
        ("dates", DateFact date) => date.To is { } to ? $"{Iso(date.Date)}..{Iso(to)}" : Iso(date.Date),
        ("sinces", SinceFact since) => Iso(since.Date),
        ("times", TimeFact time) => time.To is { } to ? $"{Clock(time.From)}-{Clock(to)}" : Clock(time.From),
        ("when", WhenFact when) => Small(when.Part),
        ("durations", DurationFact duration) => $"{duration.Count} {Small(duration.Unit)}",
        ("frequencies", FrequencyFact frequency) => HowOften(frequency),
        ("people", PeopleFact people) => people.IsUs ? $"{people.Count} us" : $"{people.Count}",
        ("vulnerable", VulnerableFact vulnerable) => Small(vulnerable.Kind),
        ("negations", NegatedFact negated) => text[negated.DeniedFrom..(negated.Start + negated.Length)],
        ("months", MonthsFact months) => $"{months.Months}",
        _ => null,
    };

    private static string HowOften(FrequencyFact fact) => fact.Per switch
    {
        Rhythm.Often or Rhythm.Sometimes or Rhythm.Always => Small(fact.Per),
        Rhythm.InAll => $"{fact.Times} in all",
        _ => $"{fact.Times} in {fact.Every} {Small(fact.Per)}",
    };

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Small<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
