using ResidentHub.Catalogue;

namespace ResidentHub.Routing;

/// <summary>Opening hours in words: days with the same hours together, in the order of the week.</summary>
public static class OpeningHours
{
    private static readonly DayOfWeek[] s_week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public static string Describe(Dialogs dialogs, string language)
    {
        var open = s_week.Where(day => dialogs.Landlord.Hours.ContainsKey(day));
        var groups = open.GroupBy(day => string.Join(dialogs.Replies.Say(language, "hours.and"), dialogs.Landlord.Hours[day].OrderBy(hours => hours.From).Select(hours => Range(dialogs, language, hours))));
        return string.Join(" ; ", groups.Select(group => $"{Days(dialogs, language, [.. group])} {group.Key}"));
    }

    private static string Range(Dialogs dialogs, string language, OpenHours hours) => dialogs.Replies.Say(
        language, "hours.range", ("from", Wording.Hour(dialogs.Replies, language, hours.From)), ("to", Wording.Hour(dialogs.Replies, language, hours.To)));

    private static string Days(Dialogs dialogs, string language, DayOfWeek[] days)
    {
        var names = days.Select(day => dialogs.Replies.Say(language, $"date.weekdays.{(int)day}")).ToList();
        return IsRow(days) && days.Length > 2 ? dialogs.Replies.Say(language, "hours.days", ("from", names[0]), ("to", names[^1])) : string.Join(", ", names);
    }

    private static bool IsRow(DayOfWeek[] days) => Array.IndexOf(s_week, days[^1]) - Array.IndexOf(s_week, days[0]) == days.Length - 1;
}
