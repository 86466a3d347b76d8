namespace ResidentHub.Language.Facts;

/// <summary>Days by their number: "12 mars", "12/03", "le 3". Without a year the next one, or the last one past.</summary>
internal static class CalendarDays
{
    // What may follow "le 12" when it is a day; after any other word it is the twelfth of something ("le 12 rue", "le 3 pièces").
    private static readonly WordSet s_afterDay = new(
        "et ou ni a au aux du de d dans en pour vers entre par sur sous chez avec sans je j on nous vous il elle ils elles ca c ce cette la le les l un une mon ma mes y est etait sera serait s se qui que qu car mais donc puis matin midi soir apres avant dernier prochain courant svp merci si plutot pas ne n inclus notre votre nos vos son sa ses leur tout toute vers midi " +
        "and or they he she you they over will at in on of for from to till until i we it is was the this please if not morning evening afternoon");

    // "Avant le 12", "on the 22nd": a day whatever follows.
    private static readonly WordSet s_beforeDay = new("partir compter avant apres pour depuis vers jusqu by until till before after since on");

    /// <summary>"12 mars", "1er mai 2027", "march 12", "the 12th of march".</summary>
    public static (DateOnly Date, int Last)? DayAndMonth(in Utterance utterance, int word, bool past)
    {
        if (Day(utterance, word) is { } day)
        {
            var name = utterance.Is(day.Last + 1, "of") ? day.Last + 2 : day.Last + 1;
            // German writes "31. August".
            return Months.Number(utterance[name]) is { } month && (utterance.IsTogether(word, name) || utterance.Gap(word) is ". " or ".") ? WithYear(utterance, day.Value, month, name, past) : null;
        }

        if (Months.English(utterance[word]) is not { } english)
            return null;
        var number = utterance.Is(word + 1, "the") ? word + 2 : word + 1;
        return utterance.IsFigure(number) && Day(utterance, number) is { } after && (!utterance.Is(word, "may") || IsDay(utterance, after.Last)) ? WithYear(utterance, after.Value, english, after.Last, past) : null;
    }

    /// <summary>"12/03", "12/03/2027", "12.03.27", "2027-03-12".</summary>
    public static (DateOnly Date, int Last)? Figures(in Utterance utterance, int word, bool past)
    {
        if (Whole(utterance, word) is not { } first || Separator(utterance, word) is not { } sign || Whole(utterance, word + 1) is not { } second)
            return null;
        var third = Separator(utterance, word + 1) == sign ? Whole(utterance, word + 2) : null;
        if (first > 1990 && third is { } dayOfIso)
            return Make(first, second, dayOfIso, word + 2);
        if (third is { } year)
            return Make(year < 100 ? 2000 + year : year, second, first, word + 2);
        // "1/2 heure" is a share, "12-03" anything.
        return sign == '/' && Lapses.Unit(utterance[word + 2]) is null && Nearest(utterance.Today, second, first, past) is { } date ? (date, word + 1) : null;
    }

    /// <summary>"Le 12", "the 12th", "du 3 au 5 mars": the next such day, or the last one.</summary>
    public static (DateOnly Date, int Last)? DayOfMonth(in Utterance utterance, int word, bool past)
    {
        var isRange = utterance.Is(word, "du") || utterance.Is(word, "from");
        if (!utterance.IsAny(word, ["le", "the"]) && !isRange)
            return null;
        var from = isRange && utterance.IsAny(word + 1, ["the", "le"]) ? word + 2 : word + 1;
        if (!isRange && (DayAndMonth(utterance, from, past) ?? Figures(utterance, from, past)) is { } whole)
            return whole;
        if (Day(utterance, from) is not { } day || !utterance.IsTogether(word, day.Last) || Separator(utterance, day.Last) == '/')
            return null;
        if (UntilMonth(utterance, day.Last + 1, past) is { } month)
            return day.Value <= DateTime.DaysInMonth(month.Year, month.Month) ? (new DateOnly(month.Year, month.Month, day.Value), day.Last) : null;
        var isLed = utterance.IsAny(word - 1, s_beforeDay);
        var isBegin = utterance.IsAny(day.Last + 1, ["au", "to"]) && Day(utterance, day.Last + 2) is { } to && IsDay(utterance, to.Last);
        return isRange && !isLed && !isBegin ? null : isLed ? Next(utterance.Today, day, past) : Numbered(utterance, day, past);
    }

    /// <summary>The day of that number, where what follows does not make it the number of something else.</summary>
    public static (DateOnly Date, int Last)? Numbered(in Utterance utterance, (int Value, int Last) day, bool past) =>
        IsDay(utterance, day.Last) ? Next(utterance.Today, day, past) : null;

    /// <summary>A day of a month: 1 to 31, in figures, "1er", "12th", or in words before a month.</summary>
    public static (int Value, int Last)? Day(in Utterance utterance, int word)
    {
        if (utterance.IsFigure(word))
        {
            var value = Whole(utterance, word) ?? (utterance[word][^1] is 'r' or 'h' or 't' or 'd' ? Numbers.Ordinal(utterance[word]) : null);
            return value is >= 1 and <= 31 ? (value.Value, word) : null;
        }

        var words = utterance.IsAny(word, ["premier", "first"]) ? (1, word) : Numbers.At(utterance, word);
        return words is { Value: >= 1 and <= 31 } day && Months.Number(utterance[day.Last + 1]) is not null ? day : null;
    }

    private static (DateOnly, int)? Next(DateOnly today, (int Value, int Last) day, bool past)
    {
        for (var months = 0; months < 12; months++)
        {
            var month = today.AddMonths(past ? -months : months);
            if (day.Value <= DateTime.DaysInMonth(month.Year, month.Month) && new DateOnly(month.Year, month.Month, day.Value) is var date && (past ? date <= today : date >= today))
                return (date, day.Last);
        }

        return null;
    }

    private static bool IsDay(in Utterance utterance, int number) => utterance.IsEnd(number) || utterance.IsAny(number + 1, s_afterDay) || utterance.IsFigure(number + 1);

    // In "du 3 au 5 mars" the month is said at the end.
    private static DateOnly? UntilMonth(in Utterance utterance, int word, bool past)
    {
        if (!utterance.IsAny(word, ["au", "et", "a", "to", "and", "ou", "or"]))
            return null;
        var to = utterance.IsAny(word + 1, ["le", "the"]) ? word + 2 : word + 1;
        return DayAndMonth(utterance, to, past)?.Date;
    }

    private static (DateOnly, int)? WithYear(in Utterance utterance, int day, int month, int last, bool past) =>
        Years.At(utterance, last + 1) is { } year ? Make(year, month, day, last + 1) : Nearest(utterance.Today, month, day, past) is { } date ? (date, last) : null;

    private static int? Whole(in Utterance utterance, int word) => utterance.IsFigure(word) ? Numbers.At(utterance, word)?.Value : null;

    private static char? Separator(in Utterance utterance, int word) => word < utterance.Count && utterance.Gap(word) is [var sign] && sign is '/' or '-' or '.' ? sign : null;

    /// <summary>A day of a month in the nearest year that has it.</summary>
    public static DateOnly? Nearest(DateOnly today, int month, int day, bool past)
    {
        // The 29th of February comes every four years, or eight.
        for (var years = 0; years <= 8 && month is >= 1 and <= 12; years++)
        {
            var year = past ? today.Year - years : today.Year + years;
            if (day >= 1 && day <= DateTime.DaysInMonth(year, month) && new DateOnly(year, month, day) is var date && (past ? date <= today : date >= today))
                return date;
        }

        return null;
    }

    /// <summary>A day that exists, or null.</summary>
    public static (DateOnly Date, int Last)? Make(int year, int month, int day, int last) =>
        year is >= 1900 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? (new DateOnly(year, month, day), last) : null;
}
