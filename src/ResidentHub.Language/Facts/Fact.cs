namespace ResidentHub.Language.Facts;

/// <summary>Something a message says that an answer can be made of. The span lies in the text as written, in UTF-16 units.</summary>
public abstract record Fact(int Start, int Length);

/// <summary>A telephone number in E.164 (<c>+33612345678</c>).</summary>
public sealed record PhoneFact(int Start, int Length, string Number) : Fact(Start, Length);

/// <summary>An e-mail address as written.</summary>
public sealed record EmailFact(int Start, int Length, string Address) : Fact(Start, Length);

/// <summary>A request's reference whose check sign is right, without separators.</summary>
public sealed record ReferenceFact(int Start, int Length, string Reference) : Fact(Start, Length);

/// <summary>A sum of money in euros.</summary>
public sealed record AmountFact(int Start, int Length, decimal Euros) : Fact(Start, Length);

/// <summary>A day named or counted from today; with <paramref name="To"/>, the days from one to the other ("du 3 au 5 mars").</summary>
public sealed record DateFact(int Start, int Length, DateOnly Date, DateOnly? To = null) : Fact(Start, Length);

/// <summary>Since when something lasts, or when it happened: the first day meant. "A few" counts as three.</summary>
public sealed record SinceFact(int Start, int Length, DateOnly Date) : Fact(Start, Length);

/// <summary>An hour, or from one hour to another (past midnight where <paramref name="To"/> comes before <paramref name="From"/>).</summary>
public sealed record TimeFact(int Start, int Length, TimeOnly From, TimeOnly? To) : Fact(Start, Length)
{
    /// <summary>Night is from 22 h to 6 h, evening from 18 h.</summary>
    public DayPart Part => From.Hour switch
    {
        < 6 or >= 22 => DayPart.Night,
        < 12 => DayPart.Morning,
        < 18 => DayPart.Afternoon,
        _ => DayPart.Evening,
    };
}

/// <summary>A part of the day or of the week.</summary>
public sealed record WhenFact(int Start, int Length, DayPart Part) : Fact(Start, Length);

/// <summary>How long something lasts, when not until now: <paramref name="Count"/> units.</summary>
public sealed record DurationFact(int Start, int Length, int Count, TimeUnit Unit) : Fact(Start, Length);

/// <summary>
/// How often: <paramref name="Times"/> in <paramref name="Every"/> of <paramref name="Per"/>. "Trois fois par semaine" is 3 in 1 week, "tous les
/// 15 jours" 1 in 15 days, "deux fois" 2 in all; "often" and the like count nothing.
/// </summary>
public sealed record FrequencyFact(int Start, int Length, Rhythm Per, int Times = 1, int Every = 1) : Fact(Start, Length)
{
    /// <summary>Days from one time to the next; null where nothing is counted, 0 without pause.</summary>
    public double? Days => Per switch
    {
        Rhythm.Always => 0,
        Rhythm.Hour => Every / 24.0 / Times,
        Rhythm.Day or Rhythm.Night => (double)Every / Times,
        Rhythm.Week or Rhythm.Weekend => 7.0 * Every / Times,
        Rhythm.Month => 30.0 * Every / Times,
        Rhythm.Year => 365.0 * Every / Times,
        _ => null,
    };
}

/// <summary>A number of months of rent that are owed or late.</summary>
public sealed record MonthsFact(int Start, int Length, int Months) : Fact(Start, Length);

/// <summary>A number of people. <paramref name="IsUs"/>: those who speak and live or come together ("on est cinq"), not others ("dix jeunes").</summary>
public sealed record PeopleFact(int Start, int Length, int Count, bool IsUs) : Fact(Start, Length);

/// <summary>Somebody who is frail, by what was said: the kind alone, never a name of an illness.</summary>
public sealed record VulnerableFact(int Start, int Length, Vulnerability Kind) : Fact(Start, Length);

/// <summary>
/// Words a text denies: "pas de fuite", "aucun blessé". What is denied begins at <paramref name="DeniedFrom"/>. A lack is none: "pas d'eau"
/// is the trouble itself.
/// </summary>
public sealed record NegatedFact(int Start, int Length, int DeniedFrom) : Fact(Start, Length);

/// <summary>A residence of the landlord, by its key.</summary>
public sealed record ResidenceFact(int Start, int Length, string Residence) : Fact(Start, Length);

/// <summary>A part of a place: building, stair, floor or flat, with its name (floor 0 is the ground floor, -1 the first below).</summary>
public sealed record PartFact(int Start, int Length, PlacePart Part, string Value) : Fact(Start, Length);

/// <summary>The parts of an address inside a residence.</summary>
public enum PlacePart
{
    Building,
    Stair,
    Floor,
    Flat,
}

public enum TimeUnit
{
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

public enum DayPart
{
    Morning,
    Afternoon,
    Evening,
    Night,
    Day,
    Weekend,
    Weekdays,
}

/// <summary>In what time a frequency counts.</summary>
public enum Rhythm
{
    /// <summary>So many times in all, with no rhythm.</summary>
    InAll,
    Hour,
    Day,
    Night,
    Week,
    Weekend,
    Month,
    Year,
    Sometimes,
    Often,

    /// <summary>Without pause.</summary>
    Always,
}

public enum Vulnerability
{
    /// <summary>Under three.</summary>
    Infant,

    /// <summary>Under eighteen.</summary>
    Child,

    /// <summary>From sixty-five, as in the registers for heat waves (CASF, article L121-6-1; decree 2004-926).</summary>
    Elderly,
    Pregnant,
    Disabled,
    Ill,
}
