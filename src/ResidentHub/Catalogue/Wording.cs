namespace ResidentHub.Catalogue;

/// <summary>Dates and hours in words: « mardi 3 mars », « 14 h 30 ».</summary>
public static class Wording
{
    public static string Day(Replies replies, string language, DateOnly date) => replies.Say(
        language,
        "date.day",
        ("weekday", replies.Say(language, $"date.weekdays.{(int)date.DayOfWeek}")),
        ("day", date.Day == 1 ? replies.Say(language, "date.first") : date.Day.ToString()),
        ("month", replies.Say(language, $"date.months.{date.Month}")));

    public static string DayAndYear(Replies replies, string language, DateOnly date) => $"{Day(replies, language, date)} {date.Year}";

    public static string Hour(Replies replies, string language, TimeOnly time) =>
        replies.Say(language, time.Minute == 0 ? "date.hour" : "date.hour_minutes", ("hour", time.Hour.ToString()), ("minutes", time.Minute.ToString("00")));

    /// <summary>A day and an hour, with the year only when it is not this one.</summary>
    public static string Moment(Replies replies, string language, DateTime local, DateOnly today)
    {
        var date = DateOnly.FromDateTime(local);
        var day = date == today ? replies.Say(language, "date.today") : date.Year == today.Year ? Day(replies, language, date) : DayAndYear(replies, language, date);
        return replies.Say(language, "date.moment", ("day", day), ("time", Hour(replies, language, TimeOnly.FromDateTime(local))));
    }
}
