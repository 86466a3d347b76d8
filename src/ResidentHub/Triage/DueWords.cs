using ResidentHub.Catalogue;
using ResidentHub.Requests;
using ResidentHub.Routing;

namespace ResidentHub.Triage;

/// <summary>How a date stands, told by a shape as well as a colour.</summary>
public enum DueShape
{
    /// <summary>●</summary>
    OnTime,

    /// <summary>◐</summary>
    Today,

    /// <summary>▲</summary>
    Late,
}

/// <summary>A date to act by, in words.</summary>
public sealed record DueText(DueShape Shape, string Text)
{
    public string Sign => Shape switch { DueShape.Late => "▲", DueShape.Today => "◐", _ => "●" };
}

/// <summary>Says when something is due as a colleague would: late by two days, today before 5 pm, on Tuesday.</summary>
public static class DueWords
{
    /// <summary>Of a request: one that waits for the resident's word, or is over, is never late.</summary>
    public static DueText Of(RequestState state, DateTimeOffset due, DateTimeOffset now, Dialogs dialogs, WorkingCalendar calendar, string language) => state switch
    {
        RequestState.Resolved => new DueText(DueShape.OnTime, dialogs.Replies.Say(language, "staff.due.to_confirm")),
        RequestState.Closed or RequestState.Duplicate or RequestState.Withdrawn or RequestState.Redirected or RequestState.Refused => new DueText(DueShape.OnTime, dialogs.Replies.Say(language, $"staff.state.{StateNames.Of(state)}")),
        _ => At(due, now, dialogs, calendar, language),
    };

    public static DueText At(DateTimeOffset due, DateTimeOffset now, Dialogs dialogs, WorkingCalendar calendar, string language)
    {
        var replies = dialogs.Replies;
        if (due <= now)
            return new DueText(DueShape.Late, Late(now - due, replies, language));
        var (local, today) = (calendar.Local(due), calendar.Today(now));
        var date = DateOnly.FromDateTime(local);
        var hour = Wording.Hour(replies, language, TimeOnly.FromDateTime(local));
        return (date.DayNumber - today.DayNumber) switch
        {
            0 => new DueText(DueShape.Today, replies.Say(language, "staff.due.today", ("time", hour))),
            1 => new DueText(DueShape.OnTime, replies.Say(language, "staff.due.tomorrow", ("time", hour))),
            _ => new DueText(DueShape.OnTime, date.Year == today.Year ? Wording.Day(replies, language, date) : Wording.DayAndYear(replies, language, date)),
        };
    }

    /// <summary>How long ago, in the unit that says it best.</summary>
    public static string Ago(TimeSpan time, Dialogs dialogs, string language) => time switch
    {
        { TotalMinutes: < 1 } => dialogs.Replies.Say(language, "staff.ago.now"),
        { TotalMinutes: < 60 } => dialogs.Replies.Say(language, "staff.ago.minutes", ("count", ((int)time.TotalMinutes).ToString())),
        { TotalHours: < 24 } => dialogs.Replies.Say(language, "staff.ago.hours", ("count", ((int)time.TotalHours).ToString())),
        { TotalDays: < 2 } => dialogs.Replies.Say(language, "staff.ago.day"),
        _ => dialogs.Replies.Say(language, "staff.ago.days", ("count", ((int)time.TotalDays).ToString())),
    };

    /// <summary>How long there is left, to the minute: an officer's timer.</summary>
    public static string Left(TimeSpan time, Dialogs dialogs, string language) => time.TotalMinutes switch
    {
        <= 0 => dialogs.Replies.Say(language, "staff.left.over"),
        < 1 => dialogs.Replies.Say(language, "staff.left.under_minute"),
        < 2 => dialogs.Replies.Say(language, "staff.left.minute"),
        _ => dialogs.Replies.Say(language, "staff.left.minutes", ("count", ((int)time.TotalMinutes).ToString())),
    };

    private static string Late(TimeSpan by, Replies replies, string language) => by switch
    {
        { TotalMinutes: < 60 } => replies.Say(language, "staff.due.late_now"),
        { TotalHours: < 24 } => replies.Say(language, "staff.due.late_hours", ("count", ((int)by.TotalHours).ToString())),
        { TotalDays: < 2 } => replies.Say(language, "staff.due.late_day"),
        _ => replies.Say(language, "staff.due.late_days", ("count", ((int)by.TotalDays).ToString())),
    };
}
