namespace ResidentHub.Language.Facts;

/// <summary>Days that people name instead of dating them: holidays of France and the first day of school.</summary>
public static class Holidays
{
    // Either month and day, or days from Easter Sunday.
    private readonly record struct Holiday(int Month, int Day, int? FromEaster = null)
    {
        public DateOnly In(int year) => FromEaster is { } days ? Easter(year).AddDays(days) : new DateOnly(year, Month, Day);
    }

    private static readonly Phrasebook<Holiday> s_holidays = new(
        ("jour de l an|premier de l an|nouvel an|new year s day|new year", new Holiday(1, 1)), ("epiphanie", new Holiday(1, 6)), ("chandeleur", new Holiday(2, 2)), ("saint valentin|valentine s day", new Holiday(2, 14)),
        ("fete du travail|labour day|may day", new Holiday(5, 1)), ("fete de la musique", new Holiday(6, 21)), ("fete nationale|bastille day", new Holiday(7, 14)), ("assomption", new Holiday(8, 15)),
        ("rentree", new Holiday(9, 1)), ("halloween", new Holiday(10, 31)), ("toussaint|all saints day|all saints", new Holiday(11, 1)), ("armistice", new Holiday(11, 11)),
        ("christmas eve", new Holiday(12, 24)), ("noel|christmas day|christmas|xmas", new Holiday(12, 25)), ("boxing day", new Holiday(12, 26)), ("saint sylvestre|new year s eve", new Holiday(12, 31)),
        ("mardi gras|shrove tuesday", Moving(-47)), ("vendredi saint|good friday", Moving(-2)), ("dimanche de paques|easter sunday|paques|easter", Moving(0)), ("lundi de paques|easter monday", Moving(1)),
        ("jeudi de l ascension|ascension", Moving(39)), ("pentecote|whitsun|pentecost", Moving(49)), ("lundi de pentecote|lundi de la pentecote|whit monday", Moving(50)));

    // "À Noël", "la rentrée": what has none of these before it is a Christmas tree, a person or somebody who came home.
    private static readonly WordSet s_before = new("la a le l du au de depuis pour avant apres vers ici since at by before after over until till for last next this on ce cet cette durant pendant des");
    private static readonly WordSet s_namedWithDe = new("jour jours soir soiree nuit vacances semaine week weekend end periode moment fetes lendemain dimanche jeudi");

    /// <summary>A holiday named at a word: the next one, or the last one where the past is meant or said ("Noël dernier").</summary>
    internal static (DateOnly Date, int Last)? At(in Utterance utterance, int word, bool past)
    {
        if (s_holidays.At(utterance, word) is not { } found || !(past || IsIntroduced(utterance, word, found.Last)))
            return null;
        var (holiday, last) = found;
        if (Years.At(utterance, last + 1) is { } year)
            return (holiday.In(year), last + 1);
        if (Turns.After(utterance, last) is { } turn)
            (past, last) = (turn < 0, last + 1);
        else if (Turns.At(utterance, word - 1) is { } before)
            past = before < 0;
        var date = holiday.In(utterance.Today.Year);
        if (past)
            return (date <= utterance.Today ? date : holiday.In(date.Year - 1), last);
        return (date >= utterance.Today ? date : holiday.In(date.Year + 1), last);
    }

    /// <summary>Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher).</summary>
    public static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var n = h + l - 7 * m + 114;
        return new DateOnly(year, n / 31, n % 31 + 1);
    }

    // A name of three words or more is nothing else.
    private static bool IsIntroduced(in Utterance utterance, int word, int last) =>
        last - word > 1 || Turns.After(utterance, last) is not null || (utterance.Is(word - 1, "de") ? utterance.IsAny(word - 2, s_namedWithDe) : utterance.IsAny(word - 1, s_before));

    private static Holiday Moving(int fromEaster) => new(0, 0, fromEaster);
}
