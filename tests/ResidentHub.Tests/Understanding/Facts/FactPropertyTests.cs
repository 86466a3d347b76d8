using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ResidentHub.Language.Facts;
using ResidentHub.Language.Text;
using ResidentHub.Tests.Support;
using ResidentHub.Understanding;

namespace ResidentHub.Tests.Understanding.Facts;

/// <summary>Any text is read on any day: nothing is thrown, facts stand in the text and in its order, and far words change nothing.</summary>
public sealed class FactPropertyTests
{
    // More words than any fact looks around.
    private const string Apart = "\n\nvoyez bien comme ces mots neutres tiennent debout, bonjour bonjour bonjour bonjour bonjour.\n\n";

    private static readonly FactReader s_reader = Understander.FactsOf(Content.Dialogs);

    private static readonly string[] s_pieces =
    [
        "le 31/02", "12/", "12/03/2027", "le 3", " au 3e", "T3", "3 rue des Tilleuls", "Tilleuls B", "mardi", " prochain", "depuis ", "la Toussaint", "il y a ", "3 jours", "deux", " ou ", "quatre-vingt-", "dix", " mois", "h", "2h", "14h30", "14-", "16h",
        "entre 9 et ", "du matin", "45,50€", "1 250", " €", "€", "cent euros", "12.500,00 euros", "06 39", "+33 (0)6 39 98 11 22", "@", "a@b.fr", "K7M4-9PQP", "cage 4", "esc. ", "C", "apt n°", "12B", "étage", "-1", "sous-sol", "on est ", "6", "une dizaine de", " voisins",
        "famille de ", "ma mère de ", "86 ans", "bébé", " enceinte", "pas de ", "personne n'est ", "ni ", "tous les ", "samedis", "fois par ", "semaine", "sans arrêt", "24/", "7", "fin ", "mi-", "mars", "Noël", "pendant ", "et demie", "for ", "two weeks", " ago", "every ",
        "\u0000", "\uD83D", "\uDE00", "\u202E", "ﷺ", "ß", "İ", "é\u0301", "…", "n°", " ", "\u00a0", "\n", ".", ",", ":", "'", "(", "-", "/",
    ];

    private static readonly string[] s_shapes =
    [
        "a", "é\u0301", "😀", "-", "(", "\n", " ", ". ", "1", "1 ", "12 ", "12/", "12:", "12h", "12-", "0", "0 ", "06 ", "+", "+33 ", "@", "a@", "a@b.fr ", "€", "1 €", "1,", "1 250 ", "cent ", "mille ", "quatre vingt ", "vingt et un ", "et ", "a ", "un ", "de ", "du 3 au ", "le 12 ",
        "le ", "depuis ", "depuis 3 ", "depuis plus de ", "il y a ", "jours ", "3 jours ", "deux ou ", "mardi ", "mars ", "fin ", "fin du ", "noël ", "tous les ", "fois par ", "3 fois ", "entre 9 et ", "2h du ", "midi ", "pas ", "pas de ", "ni ", "personne ", "bâtiment ", "bat. ", "étage ", "3e ", "au 3e ",
        "tilleuls ", "tilleuls B ", "K7M4-", "K7M4 ", "on est ", "à 3 ", "famille de ", "une dizaine de ", "mère ", "mère de 86 ", "86 ans ", "plus de 86 ans ", "bébé ", "enceinte ", "eau ", "pas d'eau ", "sans arrêt ", "1                                ", "for ", "will for 3 days ", "next ", "last ", "quarter past ",
    ];

    public static TheoryData<string> Shapes => new(s_shapes);

    [Fact]
    public void Any_text_is_read() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => Read(text ?? "", FactTable.Today)).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void Any_mixture_of_pieces_is_read_on_any_day()
    {
        var days = Gen.Choose(0, 365 * 150).Select(days => new DateOnly(1990, 1, 1).AddDays(days));
        Prop.ForAll(Mixture.Zip(days).ToArbitrary(), mixture => Read(mixture.Item1, mixture.Item2)).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    [Fact]
    public void What_is_said_far_away_changes_nothing() => Prop.ForAll(Mixture.Two().ToArbitrary(), texts =>
    {
        var first = texts.Item1 + Apart;
        var alone = Read(first, FactTable.Today).Concat(Read(texts.Item2, FactTable.Today).Select(fact => Moved(fact, first.Length)));
        Assert.Equal(alone, Read(first + texts.Item2, FactTable.Today));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_hundred_thousand_signs_of_one_shape_are_read(string shape) => Read(string.Concat(Enumerable.Repeat(shape, 100_000 / shape.Length)), FactTable.Today);

    [Fact]
    public void Any_day_written_in_any_way_is_that_day() => Prop.ForAll(Gen.Choose(0, 365 * 100).Select(days => new DateOnly(1995, 1, 1).AddDays(days)).ToArbitrary(), day =>
    {
        foreach (var form in (string[])["dd/MM/yyyy", "d/M/yyyy", "dd.MM.yyyy", "yyyy-MM-dd", "MMMM d yyyy", "d MMMM yyyy"])
        {
            var text = $"le rendez-vous {day.ToString(form, CultureInfo.InvariantCulture)} convient";
            Assert.Equal([day], Read(text, FactTable.Today).OfType<DateFact>().Select(fact => fact.Date));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_day_without_a_year_is_the_next_one_and_since_it_the_last() => Prop.ForAll(Gen.Choose(0, 365 * 40).Select(days => new DateOnly(2000, 1, 1).AddDays(days)).Two().ToArbitrary(), days =>
    {
        var (today, day) = days;
        var text = $"{day.Day}/{day.Month}";
        var next = Assert.Single(Read($"on vient le {text}", today).OfType<DateFact>()).Date;
        var last = Assert.Single(Read($"en panne depuis le {text}", today).OfType<SinceFact>()).Date;
        Assert.True(next >= today && last <= today && next.Day == day.Day && last.Month == day.Month, $"{text} on {today}: {next}, {last}");
        Assert.True(next.DayNumber - last.DayNumber <= 366 * 8, $"{text} on {today}: {next}, {last}");
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Any_french_number_in_any_spacing_is_that_number()
    {
        var separators = Gen.Elements("", " ", ".", "-", "/", "\u00a0");
        var starts = Gen.Elements("0", "+33", "+33 ", "0033 ", "+33 (0)", "+33 (0) ");
        var numbers = Gen.Choose(100_000_000, 999_999_999);
        Prop.ForAll(numbers.Zip(separators).Zip(starts).ToArbitrary(), written =>
        {
            var ((number, separator), start) = written;
            var digits = number.ToString(CultureInfo.InvariantCulture);
            var text = $"au {start}{digits[0]}{string.Concat(digits[1..].Chunk(2).Select(pair => $"{separator}{new string(pair)}"))}, merci";
            Assert.Equal([$"+33{digits}"], Read(text, FactTable.Today).OfType<PhoneFact>().Select(fact => fact.Number));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Any_sum_in_any_typography_is_that_sum()
    {
        var thousands = Gen.Elements("", " ", ".", "\u00a0", "\u202f", "'");
        var signs = Gen.Elements(" €", "€", " euros", "\u00a0€");
        Prop.ForAll(Gen.Choose(0, 99_999_999).Zip(thousands).Zip(signs).ToArbitrary(), written =>
        {
            var ((cents, separator), sign) = written;
            var whole = (cents / 100).ToString("#,0", CultureInfo.InvariantCulture).Replace(",", separator);
            Assert.Equal([cents / 100m], Read($"je dois {whole},{cents % 100:00}{sign}", FactTable.Today).OfType<AmountFact>().Select(fact => fact.Euros));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static Gen<string> Mixture => Gen.ListOf(Gen.Elements(s_pieces)).Select(string.Concat);

    private static List<Fact> Read(string text, DateOnly today)
    {
        var words = new TokenBuffer();
        words.Fill(text, Content.Dialogs.Spellings);
        var facts = s_reader.Read(text, words, today);
        Assert.All(facts, fact => Assert.True(fact.Start >= 0 && fact.Length > 0 && fact.Start + fact.Length <= text.Length, $"{fact} stands outside the text"));
        Assert.All(facts.OfType<NegatedFact>(), fact => Assert.InRange(fact.DeniedFrom, fact.Start + 1, fact.Start + fact.Length - 1));
        Assert.Equal(facts.OrderBy(fact => fact.Start).ThenByDescending(fact => fact.Length).Select(fact => (fact.Start, fact.Length)), facts.Select(fact => (fact.Start, fact.Length)));
        return facts;
    }

    private static Fact Moved(Fact fact, int by) => fact is NegatedFact negated ? negated with { Start = fact.Start + by, DeniedFrom = negated.DeniedFrom + by } : fact with { Start = fact.Start + by };
}
