namespace ResidentHub.Language.Facts;

/// <summary>Months by name, and days that are told by a month alone: "mi-mai", "fin du mois", "depuis mars", "depuis 2019".</summary>
internal static class Months
{
    private static readonly Lexicon<int> s_numbers = new(
        ("janvier january janv jan", 1), ("fevrier february fevr fev feb", 2), ("mars march", 3), ("avril april avr apr", 4), ("mai may", 5), ("juin june", 6), ("juillet july juil jul", 7),
        ("aout august aug", 8), ("septembre september sept sep", 9), ("octobre october oct", 10), ("novembre november nov", 11), ("decembre december dec", 12));

    private static readonly WordSet s_english = new("january february march april may june july august september october november december jan feb apr jul aug sept sep oct nov dec");

    /// <summary>The number of a month by its name, or null.</summary>
    public static int? Number(ReadOnlySpan<char> word) => s_numbers[word];

    /// <summary>The same for an English name: "march 12", but not "mars 12".</summary>
    public static int? English(ReadOnlySpan<char> word) => s_english.Contains(word) ? s_numbers[word] : null;

    /// <summary>"Début mars", "mi-mai", "fin novembre", "fin du mois", "end of march".</summary>
    public static (DateOnly Date, int Last)? Part(in Utterance utterance, int word, bool past)
    {
        if (ThirdAt(utterance, word) is not { } third)
            return null;
        var name = word + 1;
        while (name < word + 3 && utterance.IsAny(name, ["de", "du", "d", "of", "le", "the", "ce", "this"]))
            name++;
        if (utterance.IsAny(name, ["mois", "month"]) && s_numbers[utterance[name + 2]] is null)
            return utterance.IsAny(name - 1, ["du", "the", "ce", "this"]) && name > word + 1 ? (In(utterance.Today.Year, utterance.Today.Month, third, past), name) : null;
        if (utterance.Is(name, "mois"))
            name += 2;
        if (s_numbers[utterance[name]] is not { } month || !utterance.IsTogether(word, name))
            return null;
        if (Years.At(utterance, name + 1) is { } year)
            return (In(year, month, third, past), name + 1);
        var date = In(utterance.Today.Year, month, third, past);
        return (past && date > utterance.Today ? In(date.Year - 1, month, third, past) : !past && date < utterance.Today ? In(date.Year + 1, month, third, past) : date, name);
    }

    /// <summary>A month alone, or a year: its first day. Only where the past is meant ("depuis mars", "depuis 2019").</summary>
    public static (DateOnly Date, int Last)? Begin(in Utterance utterance, int word)
    {
        if (Years.At(utterance, word) is { } alone && alone <= utterance.Today.Year)
            return (new DateOnly(alone, 1, 1), word);
        var name = utterance.Is(word, "mois") && utterance.IsAny(word + 1, ["de", "d"]) ? word + 2 : utterance.Is(word, "last") ? word + 1 : word;
        if (s_numbers[utterance[name]] is not { } month)
            return null;
        if (Years.At(utterance, name + 1) is { } year)
            return CalendarDays.Make(year, month, 1, name + 1);
        return CalendarDays.Nearest(utterance.Today, month, 1, past: true) is { } date ? (date, Turns.After(utterance, name) is null ? name : name + 1) : null;
    }

    private static int? ThirdAt(in Utterance utterance, int word) => utterance[word] switch
    {
        "debut" or "early" => 0,
        "mi" or "mid" or "milieu" or "courant" => 1,
        "fin" or "late" => 2,
        "beginning" or "start" when utterance.Is(word + 1, "of") => 0,
        "middle" when utterance.Is(word + 1, "of") => 1,
        "end" when utterance.Is(word + 1, "of") => 2,
        _ => null,
    };

    // The end of a month is its last day, as notice and rent count; what lasts since then began in its last third.
    private static DateOnly In(int year, int month, int third, bool past) => third switch
    {
        0 => new DateOnly(year, month, 1),
        1 => new DateOnly(year, month, 15),
        _ => new DateOnly(year, month, past ? 21 : DateTime.DaysInMonth(year, month)),
    };
}
