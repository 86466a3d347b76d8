using FsCheck;
using FsCheck.Fluent;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Understanding;

/// <summary>Any text is read: nothing is thrown, every fact stands in the text, confidences are shares of one.</summary>
public sealed class ReaderPropertyTests
{
    private static readonly DateOnly s_today = new(2026, 11, 23);
    private static readonly string[] s_pieces =
    [
        "le 31/02", "06 39", "+33 6 39 98 11 22", "12 000,5 €", "appt", "bât. C2", "3e", "@", "a@b.fr", "K7M4-9PQX", "mardi prochain", "25 h 61", "depuis la Toussaint", "\u0000", "\uD83D", "\u202E", "ﷺ", "ß", "İ", "…", "12/", "n°", " ", "\n", "fuite de gaz", "ne ", "pas ",
    ];

    public static TheoryData<string> Hostile => new(
        new string('a', 100_000), string.Concat(Enumerable.Repeat("le 12 ", 20_000)), string.Concat(Enumerable.Repeat("06 ", 30_000)), string.Concat(Enumerable.Repeat("😀é\u0301", 20_000)), new string('-', 100_000), string.Concat(Enumerable.Repeat("fuite ", 16_000)));

    [Fact]
    public void Any_text_is_read() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => Read(text ?? "")).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void Any_mixture_of_pieces_is_read()
    {
        var mixtures = Gen.ListOf(Gen.Elements(s_pieces)).Select(string.Concat);
        Prop.ForAll(mixtures.ToArbitrary(), Read).Check(Config.QuickThrowOnFailure.WithMaxTest(600));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hundred_thousand_signs_are_read(string text) => Read(text);

    private static void Read(string text)
    {
        var reading = Content.Reader.Read(text, s_today);
        Assert.NotEqual("", reading.Label);
        Assert.InRange(reading.Confidence, 0, 1);
        Assert.All(reading.Facts, fact => Assert.True(fact.Start >= 0 && fact.Length > 0 && fact.Start + fact.Length <= text.Length, $"{fact} stands outside the text"));
        Assert.True(reading.Top.Sum(candidate => candidate.Confidence) <= 1.001);
    }
}
