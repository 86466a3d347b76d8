using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Messaging;

namespace ResidentHub.Requests;

/// <summary>What happens when a request ends: personal data starts to run out, a fact without a person is written.</summary>
public static class Closing
{
    public static void Close(HubDb db, ServiceRequest request, RequestType type, DateTimeOffset now)
    {
        request.ClosedAt = now;
        request.HasUnread = false;
        request.RetainUntil = Retention.Closed(type, now);
        request.Answers.RemoveAll(answer => type.EraseAtClose.Contains(answer.Question));
        foreach (var message in db.Messages().Where(message => message.RequestId == request.Id))
            message.RetainUntil = request.RetainUntil;
        foreach (var photo in db.Photos().Where(photo => photo.RequestId == request.Id))
            photo.RetainUntil = Retention.ClosedPhoto(now);
        foreach (var note in db.Notes().Where(note => note.RequestId == request.Id))
            note.RetainUntil = request.RetainUntil;
        foreach (var person in db.NamedPersons().Where(person => person.RequestId == request.Id))
            person.RetainUntil = request.RetainUntil;
        if (db.Reporters().FirstOrDefault(reporter => reporter.RequestId == request.Id) is { } reporter)
        {
            reporter.RetainUntil = request.RetainUntil;
            db.Add(FactOf(request, reporter, now));
        }

        if (request.IncidentId is { } incidentId && !db.Requests().Any(other => other.IncidentId == incidentId && other.Id != request.Id && other.ClosedAt == null) && db.Incidents().Find(incidentId) is { } incident)
            incident.ClosedAt = now;
    }

    private static RequestFact FactOf(ServiceRequest request, Reporter reporter, DateTimeOffset now) => new()
    {
        Residence = request.Residence,
        Type = request.Type,
        Month = new DateOnly(request.CreatedAt.Year, request.CreatedAt.Month, 1),
        Household = reporter.Household,
        DaysToContact = request.ContactedAt is { } contacted ? (contacted - request.CreatedAt).Days : null,
        DaysToResolve = ((request.ResolvedAt ?? now) - request.CreatedAt).Days,
        Outcome = request.Outcome,
        WasRerouted = request.Reroutes > 0,
    };
}
