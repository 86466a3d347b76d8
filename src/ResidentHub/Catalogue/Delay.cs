namespace ResidentHub.Catalogue;

/// <summary>The unit a delay is counted in.</summary>
public enum DelayUnit
{
    /// <summary>Hours round the clock.</summary>
    Hours,
    WorkingDays,
    CalendarDays,
    Months,
    Years,
}

/// <summary>A length of time as written in <c>dialogs/</c>: <c>4h</c>, <c>3wd</c>, <c>30d</c>, <c>2m</c>, <c>1y</c>.</summary>
public readonly record struct Delay(int Count, DelayUnit Unit)
{
    /// <exception cref="FormatException">The text is no delay (the shapes refuse it before).</exception>
    public static Delay Parse(string text) => TryParse(text, out var delay) ? delay : throw new FormatException($"'{text}' is no delay");

    public static bool TryParse(string? text, out Delay delay)
    {
        delay = default;
        var digits = text?.TakeWhile(char.IsAsciiDigit).Count() ?? 0;
        DelayUnit? unit = text?[digits..] switch
        {
            "h" => DelayUnit.Hours,
            "wd" => DelayUnit.WorkingDays,
            "d" => DelayUnit.CalendarDays,
            "m" => DelayUnit.Months,
            "y" => DelayUnit.Years,
            _ => null,
        };
        if (unit is null || !int.TryParse(text![..digits], out var count))
            return false;
        delay = new Delay(count, unit.Value);
        return true;
    }

    /// <summary>Roughly how many days; a month has 30.</summary>
    public double Days => Unit switch
    {
        DelayUnit.Hours => Count / 24.0,
        DelayUnit.Months => Count * 30,
        DelayUnit.Years => Count * 365,
        _ => Count,
    };

    /// <summary>Counted in calendar time; hours and working days give the same day.</summary>
    public DateOnly From(DateOnly day) => Unit switch
    {
        DelayUnit.CalendarDays => day.AddDays(Count),
        DelayUnit.Months => day.AddMonths(Count),
        DelayUnit.Years => day.AddYears(Count),
        _ => day,
    };

    public DateTimeOffset From(DateTimeOffset moment) => Unit switch
    {
        DelayUnit.Hours => moment.AddHours(Count),
        DelayUnit.CalendarDays or DelayUnit.WorkingDays => moment.AddDays(Count),
        DelayUnit.Months => moment.AddMonths(Count),
        _ => moment.AddYears(Count),
    };

    public override string ToString() => Count + Unit switch
    {
        DelayUnit.Hours => "h",
        DelayUnit.WorkingDays => "wd",
        DelayUnit.CalendarDays => "d",
        DelayUnit.Months => "m",
        _ => "y",
    };
}
