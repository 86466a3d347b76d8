using ResidentHub.Language.Facts;
using ResidentHub.Language.Text;
using ResidentHub.Tests.Support;
using ResidentHub.Understanding;

namespace ResidentHub.Tests.Understanding.Facts;

/// <summary>One table a kind of fact, in French and English, with what must not be read.</summary>
public sealed class FactTests
{
    private const int FewestCases = 25, FewestWithout = 5;

    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Understanding", "Facts");
    private static readonly FactReader s_reader = Understander.FactsOf(Content.Dialogs);

    public static IEnumerable<object[]> Rows(string table) => FactTable.Rows(FileOf(table)).Select(row => new object[] { row.Text, row.Facts });

    [Theory]
    [MemberData(nameof(Rows), "phones")]
    public void Telephone_numbers(string text, string facts) => Check("phones", text, facts);

    [Theory]
    [MemberData(nameof(Rows), "emails")]
    public void E_mail_addresses(string text, string facts) => Check("emails", text, facts);

    [Theory]
    [MemberData(nameof(Rows), "references")]
    public void References_of_requests(string text, string facts) => Check("references", text, facts);

    [Theory]
    [MemberData(nameof(Rows), "amounts")]
    public void Sums_of_money(string text, string facts) => Check("amounts", text, facts);

    [Theory]
    [MemberData(nameof(Rows), "residences")]
    public void Residences(string text, string facts) => Check("residences", text, facts);

    [Theory]
    [MemberData(nameof(Rows), "parts")]
    public void Buildings_stairs_flats_and_floors(string text, string facts) => Check("parts", text, facts);

    [Theory]
    [MemberData(nameof(Rows), "dates")]
    public void Days(string text, string facts) => Check("dates", text, facts);

    [Theory]
    [MemberData(nameof(Rows), "sinces")]
    public void Since_when(string text, string facts) => Check("sinces", text, facts);

    [Theory]
    [MemberData(nameof(Rows), "times")]
    public void Hours_of_the_day(string text, string facts) => Check("times", text, facts);

    [Theory]
    [MemberData(nameof(Rows), "when")]
    public void Parts_of_the_day(string text, string facts) => Check("when", text, facts);

    [Theory]
    [MemberData(nameof(Rows), "durations")]
    public void How_long(string text, string facts) => Check("durations", text, facts);

    [Theory]
    [MemberData(nameof(Rows), "frequencies")]
    public void How_often(string text, string facts) => Check("frequencies", text, facts);

    [Theory]
    [MemberData(nameof(Rows), "people")]
    public void How_many_people(string text, string facts) => Check("people", text, facts);

    [Theory]
    [MemberData(nameof(Rows), "vulnerable")]
    public void Frail_persons(string text, string facts) => Check("vulnerable", text, facts);

    [Theory]
    [MemberData(nameof(Rows), "negations")]
    public void What_is_denied(string text, string facts) => Check("negations", text, facts);

    [Theory]
    [MemberData(nameof(Rows), "months")]
    public void Months_of_rent_owed(string text, string facts) => Check("months", text, facts);

    [Fact]
    public void Every_kind_has_its_table_with_enough_cases_and_enough_that_are_none()
    {
        var tables = Directory.GetFiles(s_folder, "*.tsv").ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => FactTable.Rows(file).ToList());
        Assert.Equal([], tables.Where(table => table.Value.Count < FewestCases || table.Value.Count(row => row.Facts.Length == 0) < FewestWithout).Select(table => table.Key));
        Assert.Equal([], tables.SelectMany(table => table.Value.GroupBy(row => row.Text).Where(same => same.Count() > 1).Select(same => $"{table.Key}: {same.Key}")));
        var kinds = typeof(Fact).Assembly.GetTypes().Count(type => type.IsSubclassOf(typeof(Fact)));
        Assert.Equal(kinds, tables.Count);
    }

    [Fact]
    public void What_is_read_of_one_message_stays_out_of_the_next()
    {
        Assert.NotEmpty(Read("depuis 3 jours au 06 39 98 01 01"));
        Assert.Empty(Read("bonjour"));
    }

    private static void Check(string table, string text, string facts) => Assert.Equal(facts, FactTable.Show(table, text, Read(text)));

    private static List<Fact> Read(string text)
    {
        var words = new TokenBuffer();
        words.Fill(text, Content.Dialogs.Spellings);
        return s_reader.Read(text, words, FactTable.Today);
    }

    private static string FileOf(string table) => Path.Combine(s_folder, $"{table}.tsv");
}
