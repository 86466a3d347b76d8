using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Understanding;

/// <summary>The language of one short line, of the ten the hub has examples in; others are not said.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("fr", "il y a une fuite sous mon évier")]
    [InlineData("fr", "bjr jai plu deau chode")]
    [InlineData("en", "the radiator in my room is cold")]
    [InlineData("ar", "المصعد لا يعمل منذ يومين")]
    [InlineData("tr", "kaloriferler iki gündür soğuk")]
    [InlineData("pt", "a luz do corredor não funciona")]
    [InlineData("es", "el vecino pone la música muy alta")]
    [InlineData("de", "die Heizung ist seit gestern kalt")]
    [InlineData("ro", "nu avem apă caldă de ieri")]
    [InlineData("ru", "в подвале стоит вода")]
    [InlineData("uk", "у під'їзді не працює світло")]
    [InlineData("und", "il riscaldamento non funziona da ieri sera")]
    [InlineData("und", "winda nie działa od dwóch dni")]
    [InlineData("und", "暖气从昨天起就不热了")]
    [InlineData("und", "வீட்டில் தண்ணீர் வரவில்லை")]
    [InlineData("und", "mức tiền thuê nhà tháng này là bao nhiêu")]
    [InlineData("und", "")]
    [InlineData("und", "12 34")]
    public void A_short_line_is_known_or_not_said(string language, string text) => Assert.Equal(language, Content.Reader.Read(text, new DateOnly(2026, 3, 2)).Language);
}
