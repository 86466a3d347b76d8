using ResidentHub.Catalogue;
using ResidentHub.Messaging;
using ResidentHub.Requests;

namespace ResidentHub.Web.Pages;

/// <summary>One line of what happened to a request, in a plain sentence; with the words when somebody wrote.</summary>
public sealed record TimelineEntry(DateTimeOffset At, string Text, string? Words)
{
    /// <summary>Events a resident is told of: keys of <c>timeline</c>.</summary>
    private static readonly string[] s_told =
    [
        "request.submitted", "request.kept", "request.assigned", "request.contacted", "request.rerouted", "request.resolved", "request.ended", "request.closed",
        "request.confirmed", "request.reopened", "request.withdrawn", "request.date_moved", "request.contact_added",
    ];

    public static IEnumerable<TimelineEntry> Of(ResidentView view, Dialogs dialogs, string language)
    {
        foreach (var one in view.History.Where(one => s_told.Contains(one.Kind)))
            yield return new TimelineEntry(one.At, dialogs.Replies.Say(language, "timeline." + one.Kind["request.".Length..], ("detail", Detail(one.Kind, one.Detail, view, dialogs, language))), null);
        foreach (var message in view.Messages.Where(message => message.Text.Length > 0))
        {
            var who = message.Author switch
            {
                Author.Staff => dialogs.Replies.Say(language, "timeline.staff_wrote", ("name", message.StaffId is { } id ? view.StaffNames.GetValueOrDefault(id) ?? "" : "")),
                Author.Assistant => dialogs.Replies.Say(language, "timeline.hub_wrote"),
                _ => dialogs.Replies.Say(language, "timeline.you_wrote"),
            };
            yield return new TimelineEntry(message.At, who, message.Text);
        }
    }

    private static string Detail(string kind, string? detail, ResidentView view, Dialogs dialogs, string language) => kind switch
    {
        "request.assigned" or "request.rerouted" => string.Join(", ", (detail ?? "").Split(',').Where(key => dialogs.Landlord.Departments.Any(department => department.Key == key)).Select(key => dialogs.Landlord.Department(key).Name.In(language))),
        "request.resolved" or "request.ended" => view.Type.Outcomes.FirstOrDefault(outcome => outcome.Key == view.Request.Outcome)?.Title.In(language) ?? "",
        "request.date_moved" => DateOnly.TryParse(detail, out var date) ? Wording.Day(dialogs.Replies, language, date) : "",
        _ => "",
    };
}
