using ResidentHub.Catalogue;
using ResidentHub.Language.Facts;
using ResidentHub.Routing;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Routing;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar s_calendar = new(Content.Dialogs.Landlord);

    [Theory]
    [InlineData(2024, 3, 31)]
    [InlineData(2025, 4, 20)]
    [InlineData(2026, 4, 5)]
    [InlineData(2027, 3, 28)]
    [InlineData(2038, 4, 25)]
    [InlineData(2285, 3, 22)]
    public void Easter_is_computed(int year, int month, int day) => Assert.Equal(new DateOnly(year, month, day), Holidays.Easter(year));

    [Fact]
    public void France_has_eleven_holidays_and_Alsace_Moselle_thirteen()
    {
        var days = Enumerable.Range(0, 365).Select(i => new DateOnly(2026, 1, 1).AddDays(i)).ToList();
        Assert.Equal(11, days.Count(day => WorkingCalendar.IsHoliday(day, isAlsaceMoselle: false)));
        Assert.Equal(
            [new DateOnly(2026, 4, 3), new DateOnly(2026, 12, 26)],
            days.Where(day => WorkingCalendar.IsHoliday(day, isAlsaceMoselle: true) && !WorkingCalendar.IsHoliday(day, isAlsaceMoselle: false)));
    }

    [Theory]
    [InlineData("2026-11-23T10:00", 1, "2026-11-24T17:00")]
    [InlineData("2026-11-25T10:00", 1, "2026-11-26T18:00")] // Thursdays to six
    [InlineData("2026-11-27T16:00", 1, "2026-11-30T17:00")] // over a weekend
    [InlineData("2026-11-28T12:00", 1, "2026-11-30T17:00")] // received on a Saturday
    [InlineData("2026-12-24T09:00", 1, "2026-12-28T17:00")] // Christmas and a weekend
    [InlineData("2026-04-30T09:00", 3, "2026-05-06T17:00")] // 1 May
    [InlineData("2026-05-13T09:00", 1, "2026-05-15T17:00")] // Ascension
    [InlineData("2026-11-22T09:00", 0, "2026-11-23T17:00")] // a Sunday itself is no working day
    public void Working_days_count_from_the_day_after(string received, int days, string due) =>
        Assert.Equal(DateTime.Parse(due), s_calendar.Local(s_calendar.AfterWorkingDays(At(received), days)));

    [Theory]
    [InlineData("2026-11-23T09:30", 30, "2026-11-23T10:00")]
    [InlineData("2026-11-23T11:45", 30, "2026-11-23T14:15")] // over lunch
    [InlineData("2026-11-23T16:50", 30, "2026-11-24T09:20")] // over the night
    [InlineData("2026-11-21T12:00", 30, "2026-11-23T09:30")] // Saturday
    public void Working_minutes_count_open_hours_only(string from, int minutes, string due) =>
        Assert.Equal(DateTime.Parse(due), s_calendar.Local(s_calendar.AfterWorkingMinutes(At(from), minutes)));

    [Theory]
    [InlineData("2026-11-23", "2m", "2027-01-25")] // 23 January is a Saturday
    [InlineData("2026-11-23", "30d", "2026-12-23")]
    public void A_term_of_calendar_time_ends_on_a_working_day(string received, string delay, string due) =>
        Assert.Equal(DateOnly.Parse(due), s_calendar.Today(s_calendar.AfterCalendar(At(received + "T10:00"), Delay.Parse(delay))));

    [Fact]
    public void A_day_of_the_landlords_own_is_closed()
    {
        var calendar = new WorkingCalendar(Content.Dialogs.Landlord with { ClosingDays = [new DateOnly(2026, 11, 24)] });
        Assert.Equal(new DateOnly(2026, 11, 25), calendar.Today(calendar.AfterWorkingDays(At("2026-11-23T10:00"), 1)));
        Assert.False(calendar.IsOpen(At("2026-11-24T10:00")));
    }

    [Theory]
    [InlineData("2027-03-28T02:30")] // skipped by the change to summer time
    [InlineData("2026-10-25T02:30")] // comes twice
    public void The_change_of_the_clock_makes_no_stumble(string local)
    {
        var time = DateTime.Parse(local);
        var moment = s_calendar.Moment(DateOnly.FromDateTime(time), TimeOnly.FromDateTime(time));
        Assert.Equal(DateOnly.FromDateTime(time), s_calendar.Today(moment));
    }

    private static DateTimeOffset At(string local) => s_calendar.Moment(DateOnly.FromDateTime(DateTime.Parse(local)), TimeOnly.FromDateTime(DateTime.Parse(local)));
}
