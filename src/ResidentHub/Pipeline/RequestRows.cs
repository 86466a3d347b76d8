using System.Text.Json;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Requests;
using ResidentHub.Routing;

namespace ResidentHub.Pipeline;

/// <summary>The rows of a new request. Pure.</summary>
internal static class RequestRows
{
    private const string Purpose = "request";

    public static ServiceRequest Request(Submission submission, RequestType type, Route route, IReadOnlyList<DueDate> dates, Guid landlord, Guid? place, DateTimeOffset now)
    {
        var draft = submission.Draft;
        var request = new ServiceRequest
        {
            Id = draft.Id,
            LandlordId = landlord,
            Reference = ReferenceMaker.Next(),
            Type = type.Label,
            Origin = submission.Origin,
            IsIncomplete = submission.IsIncomplete,
            OnBehalfOf = submission.OnBehalfOf,
            State = RequestState.New,
            Urgency = route.Urgency,
            Why = route.Why,
            PlaceId = place,
            Residence = draft.Place.Residence,
            Place = JsonSerializer.Serialize(draft.Place),
            Agency = route.Agency,
            Lead = route.Lead,
            EnteredBy = submission.StaffId,
            Language = submission.Language,
            WantsInterpreter = submission.WantsInterpreter,
            WritingIsRisky = type.RiskyContact?.Holds(draft.Answers) == true,
            ConversationId = submission.ConversationId,
            CreatedAt = now,
            DueAt = dates.Where(date => date.Kind == DeadlineKind.Contact).Min(date => date.At),
            Purpose = Purpose,
            RetainUntil = Retention.Open(type, now),
        };
        request.Answers.AddRange(KeptAnswers(draft, type).Select(answer => new RequestAnswer { RequestId = request.Id, Type = type.Label, Question = answer.Question, Values = [.. answer.Values] }));
        request.Deadlines.AddRange(dates.Select(date => Deadline(request, date, now)));
        request.Assignments.Add(Assignment(request, route.Lead, AssignmentRole.Lead, now));
        request.Assignments.AddRange(route.Joined.Select(department => Assignment(request, department, AssignmentRole.Joined, now)));
        return request;
    }

    public static Reporter Reporter(Submission submission, ServiceRequest request, string household) => new()
    {
        RequestId = request.Id,
        SessionId = submission.SessionId,
        PersonId = submission.PersonId,
        Name = submission.Draft.Contact.Name,
        Phone = submission.Draft.Contact.Phone,
        Email = submission.Draft.Contact.Email,
        Household = household,
        RetainUntil = request.RetainUntil,
    };

    public static IEnumerable<Event> Events(Submission submission, ServiceRequest request, Route route, DateTimeOffset now)
    {
        var actor = request.IsIncomplete ? Actor.System : submission.StaffId is null ? Actor.Resident : Actor.Staff;
        yield return new Event { At = now, Kind = request.IsIncomplete ? "request.kept" : "request.submitted", SubjectId = request.Id, Actor = actor, StaffId = submission.StaffId, Detail = submission.Origin.ToString().ToLowerInvariant() };
        yield return new Event { At = now, Kind = "request.acknowledged", SubjectId = request.Id, Actor = Actor.System };
        yield return new Event { At = now, Kind = "request.assigned", SubjectId = request.Id, Actor = Actor.System, Detail = string.Join(',', route.Joined.Prepend(route.Lead)) };
    }

    /// <summary>Consent was refused: only a way to call back is kept.</summary>
    public static bool IsCallBackOnly(Draft draft, RequestType type) =>
        type.Questions.Any(question => question is { IsRequired: true, Kind: QuestionKind.Bool } && draft.Answers.GetValueOrDefault(question.Key)?.Value == Choice.No);

    private static IEnumerable<Answer> KeptAnswers(Draft draft, RequestType type) =>
        IsCallBackOnly(draft, type) ? draft.Answers.Values.Where(answer => type.Question(answer.Question) is { IsRequired: true } or { IsForCallBack: true }) : draft.Answers.Values;

    private static Deadline Deadline(ServiceRequest request, DueDate date, DateTimeOffset now) => new()
    {
        RequestId = request.Id,
        Kind = date.Kind,
        DueAt = date.At,
        PromisedOn = date.PromisedOn,
        Source = date.Source,
        MetAt = date.Kind == DeadlineKind.Acknowledge ? now : null,
    };

    private static Assignment Assignment(ServiceRequest request, string department, AssignmentRole role, DateTimeOffset now) =>
        new() { RequestId = request.Id, PartyKind = PartyKind.Department, Party = department, Role = role, Since = now };
}
