using ResidentHub.Catalogue;
using ResidentHub.Language.Facts;

namespace ResidentHub.Routing;

/// <summary>
/// The landlord's working days and hours in its own zone: Monday to Friday less public holidays and its own closing days.
/// The eleven French holidays are computed; Alsace-Moselle adds Good Friday and 26 December.
/// </summary>
public sealed class WorkingCalendar
{
    private static readonly TimeOnly s_defaultEnd = new(17, 0);

    private readonly LandlordData _landlord;
    private readonly TimeZoneInfo _zone;
    private readonly HashSet<DateOnly> _closed;

    public WorkingCalendar(LandlordData landlord)
    {
        _landlord = landlord;
        _zone = TimeZoneInfo.FindSystemTimeZoneById(landlord.TimeZone);
        _closed = [.. landlord.ClosingDays];
    }

    /// <summary>A moment on the landlord's clock.</summary>
    public DateTime Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, _zone).DateTime;

    public DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(Local(now));

    /// <summary>A local clock time as a moment; one that the change to summer time skips moves on by the hour skipped.</summary>
    public DateTimeOffset Moment(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        if (_zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, _zone.GetUtcOffset(local));
    }

    /// <summary>When the offices close on a day, or would if they were open.</summary>
    public DateTimeOffset EndOfDay(DateOnly date) => Moment(date, EndOf(date));

    /// <summary>Between 22 h and 6 h.</summary>
    public bool IsNight(DateTimeOffset now) => Local(now).Hour is >= 22 or < 6;

    public bool IsWorkingDay(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_closed.Contains(date) && !IsHoliday(date, _landlord.IsAlsaceMoselle);

    public bool IsOpen(DateTimeOffset now)
    {
        var local = Local(now);
        var time = TimeOnly.FromDateTime(local);
        return IsWorkingDay(DateOnly.FromDateTime(local)) && _landlord.Hours.TryGetValue(local.DayOfWeek, out var hours) && hours.Any(open => time >= open.From && time < open.To);
    }

    /// <summary>The end of opening hours of the nth working day after the day of receipt, which is day 0.</summary>
    public DateTimeOffset AfterWorkingDays(DateTimeOffset received, int days)
    {
        var date = Today(received);
        for (var left = days; left > 0;)
        {
            date = date.AddDays(1);
            left -= IsWorkingDay(date) ? 1 : 0;
        }

        while (!IsWorkingDay(date))
            date = date.AddDays(1);
        return Moment(date, EndOf(date));
    }

    /// <summary>A moment so many minutes of opening time later.</summary>
    public DateTimeOffset AfterWorkingMinutes(DateTimeOffset from, int minutes)
    {
        var left = TimeSpan.FromMinutes(minutes);
        var date = Today(from);
        for (var day = 0; day < 60; day++, date = date.AddDays(1))
        {
            if (!IsWorkingDay(date) || !_landlord.Hours.TryGetValue(date.DayOfWeek, out var hours))
                continue;
            foreach (var open in hours.OrderBy(open => open.From))
            {
                var (start, end) = (Moment(date, open.From), Moment(date, open.To));
                start = from > start ? from : start;
                if (start >= end)
                    continue;
                if (end - start >= left)
                    return start + left;
                left -= end - start;
            }
        }

        return from.AddMinutes(minutes);
    }

    /// <summary>A term of calendar time that ends on a day off runs on to the next working day.</summary>
    public DateTimeOffset AfterCalendar(DateTimeOffset received, Delay delay)
    {
        var date = delay.From(Today(received));
        while (!IsWorkingDay(date))
            date = date.AddDays(1);
        return Moment(date, EndOf(date));
    }

    public static bool IsHoliday(DateOnly date, bool isAlsaceMoselle)
    {
        var easter = Holidays.Easter(date.Year);
        return (date.Month, date.Day) is (1, 1) or (5, 1) or (5, 8) or (7, 14) or (8, 15) or (11, 1) or (11, 11) or (12, 25)
            || date == easter.AddDays(1) || date == easter.AddDays(39) || date == easter.AddDays(50)
            || (isAlsaceMoselle && (date == easter.AddDays(-2) || (date.Month, date.Day) is (12, 26)));
    }

    private TimeOnly EndOf(DateOnly date) =>
        _landlord.Hours.TryGetValue(date.DayOfWeek, out var hours) && hours.Count > 0 ? hours.Max(open => open.To) : s_defaultEnd;
}
