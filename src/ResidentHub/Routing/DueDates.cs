using ResidentHub.Catalogue;
using ResidentHub.Requests;

namespace ResidentHub.Routing;

/// <summary>A date to act by: its kind, moment and source, and the day told to the resident, or null when it is not promised.</summary>
public sealed record DueDate(DeadlineKind Kind, DateTimeOffset At, DateOnly? PromisedOn, string Source);

/// <summary>Turns delays into dates. Pure.</summary>
public static class DueDates
{
    /// <summary>A full receipt within ten working days (CRPA R. 112-11-1, taken as the hub's standard); the automatic one leaves at once.</summary>
    private static readonly Delay s_acknowledge = new(1, DelayUnit.WorkingDays);

    public static IReadOnlyList<DueDate> For(RequestType type, Urgency urgency, IReadOnlyDictionary<string, Answer> answers, IReadOnlyDictionary<Urgency, Delay> caps, DateTimeOffset received, WorkingCalendar calendar)
    {
        var contact = Contact(type, urgency, caps, received, calendar);
        var dates = new List<DueDate>
        {
            new(DeadlineKind.Acknowledge, Earlier(At(s_acknowledge, received, calendar), contact.At), null, "acknowledge 1wd"),
            contact,
        };
        if (type.Deadlines.Resolve is { } resolve)
            dates.Add(new DueDate(DeadlineKind.Resolve, At(resolve[urgency], received, calendar), null, $"{type.Label} resolve {resolve[urgency]}"));
        var statutory = type.DecisionDue is { } decision ? type.Deadlines.Statutory.Append(decision) : type.Deadlines.Statutory;
        dates.AddRange(statutory.Where(rule => rule.When.Holds(answers)).Select(rule => new DueDate(DeadlineKind.Statutory, At(rule.After, received, calendar), null, rule.Source)));
        return dates;
    }

    /// <summary>When somebody contacts the resident: the type's delay or the urgency's cap, whichever is earlier.</summary>
    public static DueDate Contact(RequestType type, Urgency urgency, IReadOnlyDictionary<Urgency, Delay> caps, DateTimeOffset received, WorkingCalendar calendar)
    {
        var own = type.Deadlines.Contact[urgency];
        var at = At(own, received, calendar);
        if (caps.TryGetValue(urgency, out var cap))
            at = Earlier(at, CapAt(cap, own, received, calendar));
        return new DueDate(DeadlineKind.Contact, at, type.Deadlines.IsPromised ? calendar.Today(at) : null, $"{type.Label} contact {own}");
    }

    // An hourly cap runs round the clock for types that count in hours; elsewhere it means the next working day.
    private static DateTimeOffset CapAt(Delay cap, Delay own, DateTimeOffset received, WorkingCalendar calendar) =>
        cap.Unit == DelayUnit.Hours && own.Unit == DelayUnit.WorkingDays && cap.Count >= 24 ? calendar.AfterWorkingDays(received, 1) : At(cap, received, calendar);

    private static DateTimeOffset At(Delay delay, DateTimeOffset received, WorkingCalendar calendar) => delay.Unit switch
    {
        DelayUnit.Hours => received.AddHours(delay.Count),
        DelayUnit.WorkingDays => calendar.AfterWorkingDays(received, delay.Count),
        _ => calendar.AfterCalendar(received, delay),
    };

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
