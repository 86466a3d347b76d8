namespace ResidentHub.Language.Facts;

/// <summary>
/// Days, named or counted from today, and since when. A day without a year is the next one to come, after "depuis" or "since" the last one past.
/// </summary>
internal static class Dates
{
    private static readonly string[][] s_months =
    [
        ["janvier", "january", "jan"], ["fevrier", "february", "feb", "fev"], ["mars", "march"], ["avril", "april"], ["mai", "may"], ["juin", "june"],
        ["juillet", "july"], ["aout", "august", "aug"], ["septembre", "september", "sept"], ["octobre", "october", "oct"], ["novembre", "november", "nov"], ["decembre", "december", "dec"],
    ];

    private static readonly string[][] s_weekdays =
    [
        ["dimanche", "sunday"], ["lundi", "monday"], ["mardi", "tuesday"], ["mercredi", "wednesday"], ["jeudi", "thursday"], ["vendredi", "friday"], ["samedi", "saturday"],
    ];

    private static readonly string[] s_since = ["depuis", "since", "dpuis", "dp"];

    public static void Read(in Utterance utterance, List<Fact> facts)
    {
        for (var i = 0; i < utterance.Count; i++)
        {
            if (Since(utterance, i) is { } since)
            {
                Add(utterance, i, since.Last, (start, length) => new SinceFact(start, length, since.Date), facts);
                i = since.Last;
            }
            else if (Day(utterance, i, past: false) is { } day)
            {
                Add(utterance, i, day.Last, (start, length) => new DateFact(start, length, day.Date), facts);
                i = day.Last;
            }
        }
    }

    private static (DateOnly Date, int Last)? Since(in Utterance utterance, int word)
    {
        if (utterance.IsAny(word, s_since))
            return Ago(utterance, word + 1) ?? Day(utterance, SkipArticle(utterance, word + 1), past: true) ?? Month(utterance, SkipArticle(utterance, word + 1));
        if ((utterance.Is(word, "fait") && utterance.IsAny(word - 1, ["ca", "sa", "cela"])) || (utterance.Is(word, "a") && utterance.Is(word - 1, "y")) || utterance.IsAny(word, ["for", "voila"]))
            return Ago(utterance, word + 1);
        return Ago(utterance, word) is { } ago && utterance.Is(ago.Last + 1, "ago") ? (ago.Date, ago.Last + 1) : null;
    }

    private static int SkipArticle(in Utterance utterance, int word) => utterance.IsAny(word, ["le", "la", "the", "l", "debut", "fin", "mi"]) ? word + 1 : word;

    // "3 jours", "deux semaines", "about two months".
    private static (DateOnly Date, int Last)? Ago(in Utterance utterance, int word)
    {
        if (utterance.IsAny(word, ["environ", "au", "plus", "presque", "about", "over", "almost", "bientot", "deja"]))
            word += utterance.Is(word, "au") ? 2 : utterance.IsAny(word + 1, ["de", "d"]) ? 2 : 1;
        if (utterance.Number(word) is not { } count || count > 600)
            return null;
        return Back(utterance.Today, count, utterance[word + 1]) is { } date ? (date, word + 1) : null;
    }

    private static DateOnly? Back(DateOnly today, int count, ReadOnlySpan<char> unit) => unit switch
    {
        "jour" or "jours" or "j" or "day" or "days" or "nuits" or "nuit" or "nights" => today.AddDays(-count),
        "semaine" or "semaines" or "week" or "weeks" => today.AddDays(-7 * count),
        "mois" or "month" or "months" => today.AddMonths(-count),
        "an" or "ans" or "annee" or "annees" or "year" or "years" => today.AddYears(-Math.Min(count, 100)),
        "heure" or "heures" or "h" or "hour" or "hours" or "minutes" or "minute" or "min" => today,
        _ => null,
    };

    private static (DateOnly Date, int Last)? Day(in Utterance utterance, int word, bool past) =>
        Relative(utterance, word) ?? Weekday(utterance, word, past) ?? DayAndMonth(utterance, word, past) ?? Figures(utterance, word, past) ?? DayOfMonth(utterance, word, past);

    private static (DateOnly, int)? Relative(in Utterance utterance, int word)
    {
        var today = utterance.Today;
        if (utterance.Is(word, "aujourd") && utterance.Is(word + 1, "hui"))
            return (today, word + 1);
        if (utterance.IsAny(word, ["today", "tonight", "ojd", "maintenant"]))
            return (today, word);
        if (utterance.IsAny(word, ["ce", "cet", "cette", "this"]) && utterance.IsAny(word + 1, ["matin", "soir", "midi", "apres", "nuit", "morning", "evening", "afternoon"]))
            return (today, word + 1);
        if (utterance.IsAny(word, ["avant", "apres"]) && utterance.IsAny(word + 1, ["hier", "demain"]))
            return (today.AddDays(utterance.Is(word, "avant") ? -2 : 2), word + 1);
        if (utterance.IsAny(word, ["hier", "yesterday"]))
            return (today.AddDays(-1), word);
        if (utterance.IsAny(word, ["demain", "tomorrow"]))
            return (today.AddDays(1), word);
        if (utterance.IsAny(word, ["dans", "in"]) && utterance.Number(word + 1) is { } count and < 400 && Back(today, -count, utterance[word + 2]) is { } ahead && ahead > today)
            return (ahead, word + 2);
        return NextOrLast(utterance, word);
    }

    private static (DateOnly, int)? NextOrLast(in Utterance utterance, int word)
    {
        var (unit, turn, last) = utterance.IsAny(word, ["semaine", "mois"]) ? (word, word + 1, word + 1) : (word + 1, word, word + 1);
        var step = utterance.IsAny(turn, ["prochaine", "prochain", "next"]) ? 1 : utterance.IsAny(turn, ["derniere", "dernier", "passee", "passe", "last"]) ? -1 : 0;
        if (step == 0)
            return null;
        if (utterance.IsAny(unit, ["semaine", "week"]))
            return (utterance.Today.AddDays(7 * step), last);
        return utterance.IsAny(unit, ["mois", "month"]) ? (utterance.Today.AddMonths(step), last) : null;
    }

    private static (DateOnly, int)? Weekday(in Utterance utterance, int word, bool past)
    {
        var (name, next) = (word, false);
        if (utterance.IsAny(word, ["next", "last"]))
            (name, next, past) = (word + 1, utterance.Is(word, "next"), utterance.Is(word, "last"));
        var wanted = Position(utterance, name, s_weekdays);
        if (wanted < 0)
            return null;
        var last = name;
        if (utterance.IsAny(name + 1, ["prochain", "dernier", "passe"]))
            (last, next, past) = (name + 1, utterance.Is(name + 1, "prochain"), !utterance.Is(name + 1, "prochain"));
        if (Numbers.Ordinal(utterance[last + 1]) is not null || utterance.Number(last + 1) is < 32 && DayAndMonth(utterance, last + 1, past) is not null)
            return DayAndMonth(utterance, last + 1, past);
        var today = (int)utterance.Today.DayOfWeek;
        var ahead = (wanted - today + 7) % 7;
        if (past)
            return (utterance.Today.AddDays(ahead == 0 ? -7 : ahead - 7), last);
        return (utterance.Today.AddDays(ahead == 0 && next ? 7 : ahead), last);
    }

    // "12 mars", "1er mai 2027", "march 12", "12th of march".
    private static (DateOnly, int)? DayAndMonth(in Utterance utterance, int word, bool past)
    {
        if (DayNumber(utterance, word) is { } day)
        {
            var name = utterance.IsAny(word + 1, ["of"]) ? word + 2 : word + 1;
            return Position(utterance, name, s_months) is >= 0 and var month ? WithYear(utterance, day, month + 1, name, past) : null;
        }

        return Position(utterance, word, s_months) is >= 0 and var english && DayNumber(utterance, word + 1) is { } number && IsEnglishMonth(utterance[word])
            ? WithYear(utterance, number, english + 1, word + 1, past)
            : null;
    }

    private static bool IsEnglishMonth(ReadOnlySpan<char> month) => month is not ("mars" or "mai" or "juin" or "juillet" or "aout" or "avril" or "janvier" or "fevrier" or "septembre" or "octobre" or "novembre" or "decembre");

    private static (DateOnly, int)? WithYear(in Utterance utterance, int day, int month, int last, bool past) =>
        utterance[last + 1] is { Length: 4 } && utterance.Number(last + 1) is { } year and > 1990 and < 2100
            ? Make(year, month, day, last + 1)
            : Nearest(utterance.Today, month, day, past) is { } date ? (date, last) : null;

    private static int? DayNumber(in Utterance utterance, int word) =>
        (utterance[word] is "1er" ? 1 : char.IsAsciiDigit(utterance[word] is [var c, ..] ? c : ' ') ? utterance.Number(word) ?? Numbers.Ordinal(utterance[word]) : null) is { } day and >= 1 and <= 31 ? day : null;

    // "12/03", "12/03/2027", "12.03.27", "2027-03-12".
    private static (DateOnly, int)? Figures(in Utterance utterance, int word, bool past)
    {
        if (word + 1 >= utterance.Count || utterance.Number(word) is not { } first || !char.IsAsciiDigit(utterance[word][0]) || Separator(utterance, word) is not { } sign || utterance.Number(word + 1) is not { } second)
            return null;
        var third = Separator(utterance, word + 1) == sign ? utterance.Number(word + 2) : null;
        if (first > 1990 && third is { } dayOfIso)
            return Make(first, second, dayOfIso, word + 2);
        if (third is { } year)
            return Make(year < 100 ? 2000 + year : year, second, first, word + 2);
        return sign == '/' && Nearest(utterance.Today, second, first, past) is { } date ? (date, word + 1) : null;
    }

    private static char? Separator(in Utterance utterance, int word)
    {
        if (word + 1 >= utterance.Count)
            return null;
        var end = utterance.Words.Tokens[word].Start + utterance.Words.Tokens[word].Length;
        return utterance.Words.Tokens[word + 1].Start == end + 1 && utterance.Text[end] is '/' or '-' or '.' ? utterance.Text[end] : null;
    }

    // "le 12", "the 12th": the next such day.
    private static (DateOnly, int)? DayOfMonth(in Utterance utterance, int word, bool past)
    {
        if (!utterance.IsAny(word, ["le", "the"]) && !(past && utterance.Is(word - 1, "le")))
            return null;
        var number = utterance.Is(word, "le") || utterance.Is(word, "the") ? word + 1 : word;
        if (DayNumber(utterance, number) is not { } day || utterance.IsAny(number + 1, ["e", "etage", "floor", "h", "heures", "euros"]))
            return null;
        if (DayAndMonth(utterance, number, past) is { } named)
            return named;
        for (var months = 0; months < 12; months++)
        {
            var month = utterance.Today.AddMonths(past ? -months : months);
            if (day <= DateTime.DaysInMonth(month.Year, month.Month) && new DateOnly(month.Year, month.Month, day) is var date && (past ? date <= utterance.Today : date >= utterance.Today))
                return (date, number);
        }

        return null;
    }

    private static (DateOnly, int)? Month(in Utterance utterance, int word)
    {
        if (Position(utterance, word, s_months) is < 0 and var _)
            return null;
        var month = Position(utterance, word, s_months) + 1;
        return Nearest(utterance.Today, month, 1, past: true) is { } date ? (date, word) : null;
    }

    private static DateOnly? Nearest(DateOnly today, int month, int day, bool past)
    {
        for (var year = today.Year; Math.Abs(year - today.Year) <= 1; year += past ? -1 : 1)
        {
            if (month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) && new DateOnly(year, month, day) is var date && (past ? date <= today : date >= today))
                return date;
        }

        return null;
    }

    private static (DateOnly, int)? Make(int year, int month, int day, int last) =>
        year is >= 1900 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? (new DateOnly(year, month, day), last) : null;

    private static int Position(in Utterance utterance, int word, string[][] names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (utterance.IsAny(word, names[i]))
                return i;
        }

        return -1;
    }

    private static void Add(in Utterance utterance, int first, int last, Func<int, int, Fact> fact, List<Fact> facts)
    {
        var (start, length) = utterance.Span(first, last);
        facts.Add(fact(start, length));
    }
}
