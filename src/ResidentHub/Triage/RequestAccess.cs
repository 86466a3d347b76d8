using ResidentHub.Catalogue;
using ResidentHub.People;
using ResidentHub.Requests;

namespace ResidentHub.Triage;

/// <summary>
/// Who may see which request, and which of its parts. The one place where it is decided; every page, print, search and live update asks here.
/// Rights are looked up through the person: their roles, departments and territory, never the door.
/// </summary>
public static class RequestAccess
{
    /// <summary>Whether the request exists at all for this person. The queue's query says the same in SQL.</summary>
    public static bool MaySee(StaffMember staff, ServiceRequest request, RequestType type, LandlordData landlord)
    {
        if (staff.IsDisabled || request.HiddenFrom.Contains(staff.Id))
            return false;
        if (request.EnteredBy == staff.Id && type.Confidentiality != Confidentiality.Strict)
            return true;
        return IsShownTo(staff, type) && Territory(staff, request) && Departments(request).Any(department => IsMember(staff, department, request, landlord));
    }

    /// <summary>Whether a role of this person sees requests of this type. Caretakers and collectors see only types that name them.</summary>
    public static bool IsShownTo(StaffMember staff, RequestType type) => staff.Roles.Exists(role => role switch
    {
        Role.Administrator => false,
        Role.Caretaker or Role.Collector => type.ShowTo.Contains(Name(role)),
        _ => true,
    });

    /// <summary>The groups of readers this person is in for one request.</summary>
    public static IReadOnlySet<string> GroupsOf(StaffMember staff, ServiceRequest request, RequestType type, LandlordData landlord)
    {
        var groups = new HashSet<string>();
        if (!MaySee(staff, request, type, landlord) || staff.Roles.TrueForAll(role => role == Role.Caretaker))
            return groups;
        var own = Departments(request).Where(department => IsMember(staff, department, request, landlord)).Select(landlord.Department).ToList();
        if (own.Exists(department => department.Key == request.Lead))
            groups.Add("lead");
        if (own.Exists(department => department.Key != request.Lead))
            groups.Add("joined");
        if (staff.Is(Role.Adviser) && own.Exists(department => department.Advisers))
            groups.Add("advisers");
        if (staff.Is(Role.Collector) && own.Exists(department => department.Collectors))
            groups.Add("collectors");
        if (own.Exists(department => department.Mediators))
            groups.Add("mediators");
        if (staff.Is(Role.Head) && own.Count > 0)
            groups.Add("head");
        if (staff.Is(Role.DutyOfficer))
            groups.Add("duty-officer");
        return groups;
    }

    /// <summary>Whether someone in these groups may change the request and answer the resident.</summary>
    public static bool MayAct(IReadOnlySet<string> groups) => groups.Contains("lead") || groups.Contains("joined") || groups.Contains("head") || groups.Contains("advisers");

    /// <summary>
    /// Whoever sees a request without being in any group of readers (a caretaker, the one who entered it at the desk) sees what is asked of
    /// them and where: answers by choice, date or number that all departments read. Never words, photos, a flat, or who wrote.
    /// </summary>
    public static bool MayReadFromOutside(Question question) =>
        question.Kind is not (QuestionKind.Text or QuestionKind.Long or QuestionKind.Photo) && !question.IsForCallBack && question.Readers.Contains("joined");

    public static bool MayRead(IReadOnlySet<string> groups, IReadOnlyList<string> readers) => readers.Any(groups.Contains);

    /// <summary>Who wrote is known to those who answer: the leading department, advisers and heads; never to a caretaker.</summary>
    public static bool MayKnowReporter(IReadOnlySet<string> groups) => groups.Contains("lead") || groups.Contains("advisers") || groups.Contains("head");

    public static string Name(Role role) => role == Role.DutyOfficer ? "duty-officer" : role.ToString().ToLowerInvariant();

    private static IEnumerable<string> Departments(ServiceRequest request) =>
        request.Assignments.Where(assignment => assignment is { PartyKind: PartyKind.Department, State: AssignmentState.Active }).Select(assignment => assignment.Party).Append(request.Lead).Distinct();

    private static bool IsMember(StaffMember staff, string department, ServiceRequest request, LandlordData landlord) =>
        staff.IsIn(department) && (!landlord.Department(department).ByAgency || request.Agency is null || staff.Covers(request.Agency));

    private static bool Territory(StaffMember staff, ServiceRequest request) =>
        (staff.Residences.Count == 0 || (request.Residence is not null && staff.Residences.Contains(request.Residence)))
        && (staff.Agencies.Count == 0 || request.Agency is null || staff.Covers(request.Agency));
}
