using ResidentHub.Catalogue;
using ResidentHub.Tests.Support;
using ResidentHub.Understanding.Evaluation;

namespace ResidentHub.Tests.Understanding.Learning;

/// <summary>The examples are many, varied, and by several authors.</summary>
public sealed class ExampleTests
{
    private const int French = 120, English = 50, Spoken = 25, Few = 12, OfAnAct = 40, MostAlike = 60;
    private const double DistinctOpenings = 0.65;

    private static readonly string[] s_keywords = ["yes", "no", "opt-in", "opt-out", "greeting", "thanks", "goodbye", "restart", "cancel"];
    private static readonly Lazy<Dictionary<(string, string), Variety>> s_varieties = new(() => ExampleCheck.Varieties(Content.Dialogs.Examples).ToDictionary(variety => (variety.Label, variety.Language)));

    public static TheoryData<string> Needs => new(Content.Dialogs.RequestTypes.Select(type => type.Label).Concat(Content.Dialogs.Safety.Select(danger => danger.Label)));

    public static TheoryData<string> Acts => new(Content.Dialogs.Acts.Select(act => act.Label).Except(s_keywords));

    [Theory]
    [MemberData(nameof(Needs))]
    public void A_need_has_examples_in_ten_languages(string label)
    {
        foreach (var (language, fewest) in new[] { ("fr", French), ("en", English), ("ar", Spoken), ("tr", Spoken), ("pt", Spoken), ("es", Spoken), ("de", Spoken), ("ro", Few), ("ru", Few), ("uk", Few) })
            Assert.True(s_varieties.Value[(label, language)].Count >= fewest, $"{label} has {s_varieties.Value[(label, language)].Count} examples in {language}");
        Assert.True(s_varieties.Value[(label, "fr")].Authors >= 5);
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public void An_act_that_is_more_than_a_keyword_has_forty_examples(string label) => Assert.True(s_varieties.Value[(label, "fr")].Count >= OfAnAct);

    [Fact]
    public void Examples_begin_in_many_ways() =>
        Assert.Equal([], s_varieties.Value.Values.Where(variety => variety.Count >= OfAnAct && variety.Openings < DistinctOpenings).Select(variety => $"{variety.Label} {variety.Language} {variety.Openings:0.00}"));

    [Fact]
    public void Few_examples_are_nearly_the_same()
    {
        var alike = ExampleCheck.NearDuplicates(Content.Dialogs.Examples);
        Assert.True(alike.Count <= MostAlike, string.Join('\n', alike.Select(pair => $"{pair.Text} | {pair.OtherText}")));
    }

    [Fact]
    public void The_same_words_never_have_two_labels() => Assert.Equal([], ExampleCheck.NearDuplicates(Content.Dialogs.Examples).Where(pair => pair.Likeness == 1 && pair.Label != pair.OtherLabel).Select(pair => $"{pair.Label}, {pair.OtherLabel}: {pair.Text}"));

    [Fact]
    public void Near_duplicates_are_found()
    {
        var pairs = ExampleCheck.NearDuplicates([new ExampleSection("fr", "a", "x", ["plus d'eau chaude depuis lundi matin", "rien à voir avec le reste"]), new ExampleSection("fr", "b", "y", ["Depuis lundi matin, plus d'eau chaude !"])]);
        var pair = Assert.Single(pairs);
        Assert.Equal(("a", "b", 1), (pair.Label, pair.OtherLabel, pair.Likeness));
    }

    [Fact]
    public void A_heading_begins_the_section_of_an_author()
    {
        var sections = ExampleSection.Parse("fr", "noise", ["du bruit", "", "# author: b", "# said at the desk", "#tapage", "encore du bruit"]);
        Assert.Equal([("", 1), ("b", 2)], sections.Select(section => (section.Author, section.Lines.Count)));
    }
}
