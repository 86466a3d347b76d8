using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Messaging;

namespace ResidentHub.Requests;

/// <summary>What happens when a request ends, and when it opens again: personal data starts to run out, a fact without a person is written.</summary>
public static class Closing
{
    public static void Close(HubDb db, ServiceRequest request, RequestType type, DateTimeOffset now)
    {
        request.ClosedAt = now;
        request.HasUnread = false;
        request.Answers.RemoveAll(answer => type.EraseAtClose.Contains(answer.Question));
        Keep(db, request, Retention.Closed(type, now), Retention.ClosedPhoto(now));
        if (db.Reporters().FirstOrDefault(reporter => reporter.RequestId == request.Id) is { } reporter)
            db.Add(FactOf(request, reporter, now));

        if (request.IncidentId is { } incidentId && !db.Requests().Any(other => other.IncidentId == incidentId && other.Id != request.Id && other.ClosedAt == null) && db.Incidents().Find(incidentId) is { } incident)
            incident.ClosedAt = now;
    }

    /// <summary>Undoes what closing did: the fact is taken back, so that a request counts once, and nothing runs out before it ends again.</summary>
    public static void Reopen(HubDb db, ServiceRequest request, RequestType type, DateTimeOffset now)
    {
        if (request.ClosedAt is { } closed && db.Reporters().FirstOrDefault(reporter => reporter.RequestId == request.Id) is { } reporter && Written(db, FactOf(request, reporter, closed)) is { } written)
            db.Remove(written);
        if (request.IncidentId is { } incidentId && db.Incidents().Find(incidentId) is { } incident)
            incident.ClosedAt = null;
        request.ClosedAt = null;
        var until = Retention.Open(type, now);
        Keep(db, request, until, until);
    }

    /// <summary>Gives a request and all that hangs on it another end.</summary>
    public static void Keep(HubDb db, ServiceRequest request, DateTimeOffset until, DateTimeOffset photosUntil)
    {
        request.RetainUntil = until;
        foreach (var message in db.Messages().Where(message => message.RequestId == request.Id))
            message.RetainUntil = until;
        foreach (var photo in db.Photos().Where(photo => photo.RequestId == request.Id))
            photo.RetainUntil = photosUntil;
        foreach (var note in db.Notes().Where(note => note.RequestId == request.Id))
            note.RetainUntil = until;
        foreach (var person in db.NamedPersons().Where(person => person.RequestId == request.Id))
            person.RetainUntil = until;
        foreach (var reporter in db.Reporters().Where(reporter => reporter.RequestId == request.Id))
            reporter.RetainUntil = until;
    }

    // A fact knows no request: of several that say the same, any is this one's.
    private static RequestFact? Written(HubDb db, RequestFact fact) => db.RequestFacts().FirstOrDefault(row =>
        row.Residence == fact.Residence && row.Type == fact.Type && row.Month == fact.Month && row.Household == fact.Household && row.DaysToContact == fact.DaysToContact
        && row.DaysToResolve == fact.DaysToResolve && row.Outcome == fact.Outcome && row.WasRerouted == fact.WasRerouted);

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
