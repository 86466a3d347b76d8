using ResidentHub.Catalogue;

namespace ResidentHub.Conversations;

/// <summary>Gives the conversation to a person and says truthfully when one can answer.</summary>
internal static class HandingOver
{
    public const string DefaultDepartment = "agency";

    public static Step ToPerson(Talk talk, string why)
    {
        var department = DepartmentFor(talk);
        var said = talk.Known.IsOpen
            ? talk.Text("handover.open", ("department", talk.Dialogs.Landlord.Department(department).Name.In(talk.State.Language)))
            : talk.Text("handover.closed", ("hours", talk.Known.Hours), ("phone", talk.Dialogs.Landlord.Phone), ("on_call", talk.Dialogs.Landlord.OnCallPhone));
        var needsContact = talk.State.Draft?.Contact.CanBeReached != true && !talk.Known.Contact.CanBeReached && !talk.Known.CanCallBack;
        var text = needsContact ? $"{said} {talk.Text("handover.leave_number")}" : said;
        var state = talk.State with { Phase = Phase.WithPerson, Asked = null, Offered = [], Misses = 0 };
        return Step.Of(state, new Reply(ReplyKind.HandOver, text)).With(new HandOverTo(department, why, !Dialogs.SpokenWell.Contains(talk.State.Language)));
    }

    /// <summary>A person takes over without a word to the resident.</summary>
    public static Step InSilence(Talk talk, string why) =>
        Step.Of(talk.State with { Phase = Phase.WithPerson, Asked = null, Offered = [], Misses = 0 }).With(new HandOverTo(DepartmentFor(talk), why, !Dialogs.SpokenWell.Contains(talk.State.Language)));

    // The words go with the conversation: to the first of the departments concerned that may read them.
    private static string DepartmentFor(Talk talk)
    {
        if (talk.State.Draft is not { } draft || talk.Type is not { } type)
            return DefaultDepartment;
        var (lead, joined) = type.Route.DepartmentsFor(draft.Situation(type, talk.Dialogs, talk.Turn.Today, talk.Known.IsNight));
        return joined.Prepend(lead).FirstOrDefault(department => MayReadOpening(type, talk.Dialogs.Landlord.Department(department), isLead: department == lead)) ?? lead;
    }

    private static bool MayReadOpening(RequestType type, DepartmentData department, bool isLead) => type.OpeningReaders.Any(reader => reader switch
    {
        "lead" => isLead,
        "joined" => !isLead,
        "advisers" => department.Advisers,
        "collectors" => department.Collectors,
        "mediators" => department.Mediators,
        _ => false,
    });
}
