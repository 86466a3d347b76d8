using System.Globalization;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Requests;

namespace ResidentHub.Triage;

/// <summary>One thing that happened, as a sentence.</summary>
public sealed record HistoryLine(DateTimeOffset At, Actor Actor, string Text);

/// <summary>Turns the events of a request into plain sentences; kinds without a sentence are left out.</summary>
public static class HistoryLines
{
    // What one transaction brought about has one moment: told in the order in which it makes sense.
    private static readonly string[] s_first = ["request.submitted", "request.kept", "request.acknowledged", "request.assigned"];

    public static IEnumerable<HistoryLine> Of(RequestView view, Dialogs dialogs, string language)
    {
        var told = view.History.Where(one => dialogs.Replies.Has(Localized.Default, $"event.{one.Kind}"));
        foreach (var one in told.OrderByDescending(one => one.At).ThenByDescending(one => Array.IndexOf(s_first, one.Kind)))
        {
            yield return new HistoryLine(one.At, one.Actor, dialogs.Replies.Say(
                language, $"event.{one.Kind}", ("who", Who(one, view.StaffNames, dialogs, language)), ("what", What(one, view, dialogs, language))));
        }
    }

    private static string Who(Event one, IReadOnlyDictionary<Guid, string> names, Dialogs dialogs, string language) => one.Actor switch
    {
        Actor.Staff when one.StaffId is { } id && names.TryGetValue(id, out var name) => name,
        Actor.Staff => dialogs.Replies.Say(language, "staff.history.someone"),
        Actor.Resident => dialogs.Replies.Say(language, "staff.history.resident"),
        _ => dialogs.Replies.Say(language, "staff.history.hub"),
    };

    // A detail is a key, keys, an id, a date or, for the head, a reason: whichever it is, it is said in words.
    private static string What(Event one, RequestView view, Dialogs dialogs, string language)
    {
        if (one.Detail is not { Length: > 0 } detail)
            return dialogs.Replies.Say(language, "staff.history.nobody");
        if (Guid.TryParse(detail, out var id))
            return view.StaffNames.GetValueOrDefault(id) ?? "";
        if (DateOnly.TryParseExact(detail, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return Wording.Day(dialogs.Replies, language, date);
        if (StateNames.Read(detail) is not null && dialogs.Replies.Has(Localized.Default, $"staff.state.{detail}"))
            return dialogs.Replies.Say(language, $"staff.state.{detail}");
        if (dialogs.Replies.Has(Localized.Default, $"staff.origin.{detail}"))
            return dialogs.Replies.Say(language, $"staff.origin.{detail}");
        if (view.Type.Outcomes.FirstOrDefault(outcome => outcome.Key == detail) is { } outcome && one.Kind.EndsWith("resolved", StringComparison.Ordinal))
            return outcome.Title.In(language);
        var departments = detail.Split(',').Select(key => dialogs.Landlord.Departments.FirstOrDefault(department => department.Key == key)?.Name.In(language));
        return departments.All(name => name is not null) ? string.Join(", ", departments) : dialogs.Title(detail, language);
    }
}
