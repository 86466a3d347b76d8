using FsCheck;
using FsCheck.Fluent;
using ResidentHub.Catalogue;

namespace ResidentHub.Tests.Channels.Sms;

/// <summary>What a text costs, and how it is cut (C.65–C.68).</summary>
public sealed class Gsm7Tests
{
    private const string Table = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà", Twice = "^{}\\[~]|€\f";

    private static readonly Arbitrary<string> s_texts = Gen.Elements("a", "b", " ", "\n", "é", "€", "[", "ê", "ç", "œ", "’", "« ", " »", "…", "😀", "👩🏽", "ß", "مرحبا", "mot", "1", "@").ListOf().Select(parts => string.Concat(parts)).ToArbitrary();

    public static TheoryData<string, int> Examples => new()
    {
        { new string('a', 160), 1 }, { new string('a', 161), 2 }, { new string('a', 306), 2 }, { new string('a', 307), 3 }, { new string('ê', 70), 1 }, { new string('ê', 71), 2 }, { new string('ê', 134), 2 }, { new string('ê', 135), 3 },
        { new string('€', 80), 1 }, { new string('€', 81), 2 }, { new string('a', 1600), 11 }, { new string('ê', 1600), 24 }, { "Ça marche", 1 }, { "ça" + new string('a', 69), 2 }, { "", 1 },

        // A sign of two is not cut: the first segment ends one septet early, and a third one is needed.
        { new string('a', 152) + "€" + new string('a', 152), 3 }, { new string('a', 152) + "€" + new string('a', 151), 2 },
        { new string('a', 66) + "😀" + new string('a', 66), 3 }, { new string('a', 66) + "😀" + new string('a', 65), 2 },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void C65_C67_segments_are_counted_as_the_networks_count_them(string text, int segments) => Assert.Equal(segments, Gsm7.Segments(text));

    [Fact]
    public void C66_the_table_is_that_of_the_standard()
    {
        Assert.Equal(127 + 10, (Table + Twice).Distinct().Count());
        for (var c = '\0'; c < '\uffff'; c++)
            Assert.Equal(Table.Contains(c) || Twice.Contains(c), Gsm7.IsPlain($"{c}"));
    }

    [Theory]
    [InlineData("àéèùÉÇäöüñæßåøìòÄÖÜÑÆÅØ", true)]
    [InlineData("€^{}[]~|\\", true)]
    [InlineData("ç", false)]
    [InlineData("â", false)]
    [InlineData("À", false)]
    [InlineData("Œ", false)]
    [InlineData("’", false)]
    [InlineData("°", false)]
    [InlineData("\u00a0", false)]
    public void C66_French_letters_are_in_the_table_or_not(string text, bool isPlain) => Assert.Equal(isPlain, Gsm7.IsPlain(text));

    [Theory]
    [InlineData("L’ascenseur est réparé…", "L'ascenseur est réparé...")]
    [InlineData("« Bâtiment A » – n° 3, ça coûte 12\u00a0€", "\"Batiment A\" - no 3, ca coute 12 €")]
    [InlineData("Sœur, cœur, Œuvre, À bientôt, ÊTRE, maïs, Noël, août, île", "Soeur, coeur, OEuvre, A bientot, ETRE, mais, Noel, aout, ile")]
    [InlineData("déjà là, où, été", "déjà là, où, été")]
    [InlineData("Fuite 😀 réglée, ça va", "Fuite 😀 réglée, ça va")]
    [InlineData("مرحبا, l’été", "مرحبا, l’été")]
    [InlineData("¿Está bien?", "¿Está bien?")]
    [InlineData("não", "não")]
    public void C66_signs_are_written_plainly_where_all_of_the_text_becomes_GSM_7_by_it(string text, string cheapest) => Assert.Equal(cheapest, Gsm7.Cheapest(text));

    [Fact]
    public void C66_written_plainly_a_text_costs_no_more_and_is_not_changed_again() => Prop.ForAll(s_texts, text =>
    {
        var cheapest = Gsm7.Cheapest(text);
        return Gsm7.Segments(cheapest) <= Gsm7.Segments(text) && Gsm7.Cheapest(cheapest) == cheapest && (cheapest == text || Gsm7.IsPlain(cheapest));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void C68_a_long_text_is_cut_where_words_end_with_no_word_lost() => Prop.ForAll(s_texts, Gen.Choose(2, 60).ToArbitrary(), (text, max) =>
    {
        var pieces = Gsm7.Pieces(text, max);
        return pieces.All(piece => piece.Length <= max && piece.Length > 0 && !char.IsHighSurrogate(piece[^1]) && !char.IsLowSurrogate(piece[0]))
            && Letters(string.Concat(pieces)) == Letters(text);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void C68_bodies_are_of_sixteen_hundred_signs_at_most()
    {
        var words = string.Join(' ', Enumerable.Repeat("pardon", 500));
        var pieces = Gsm7.Pieces(words);
        Assert.Equal(3, pieces.Count);
        Assert.All(pieces, piece => Assert.InRange(piece.Length, 1, 1600));
        Assert.Equal(words, string.Join(' ', pieces));
        Assert.Equal([1600, 400], Gsm7.Pieces(new string('a', 2000)).Select(piece => piece.Length));
        Assert.Equal([new string('a', 1599), "😀", new string('b', 1599)], Gsm7.Pieces(new string('a', 1599) + "😀 " + new string('b', 1599)));
    }

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
