using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Notifications;
using ResidentHub.People;
using ResidentHub.Requests;
using ResidentHub.Routing;

namespace ResidentHub.Pipeline;

/// <summary>The only way in for requests: submission → routing → assignments, dates, events, notices and receipt, in the caller's transaction.</summary>
public sealed class RequestIntake(Dialogs dialogs, WorkingCalendar calendar, WaysOut channels)
{
    /// <summary>Adds the request to the transaction. The same draft submitted again changes nothing and gives the first receipt.</summary>
    public async Task<Receipt> OpenAsync(HubDb db, Submission submission, DateTimeOffset now, CancellationToken cancellation)
    {
        var draft = submission.Draft;
        var type = dialogs.Type(draft.Type) ?? throw new InvalidOperationException($"No request type is called '{draft.Type}'.");
        if (await db.Requests().AsNoTracking().Include(request => request.Deadlines).FirstOrDefaultAsync(request => request.Id == draft.Id, cancellation) is { } known)
            return ReceiptOf(known, type, submission, isFollowing: false);

        var salt = await Households.SaltAsync(db, calendar.Today(now).Year, cancellation);
        var household = Households.Pseudonym(salt, draft.Place, draft.Contact, submission.SessionId, submission.ConversationId);
        var reports = await Households.ReportsAsync(db, salt, draft.Place.Residence, type, dialogs, now, cancellation);
        var situation = draft.Situation(type, dialogs, calendar.Today(now), calendar.IsNight(now), days => Households.Distinct(reports, household, now.AddDays(-days)));
        var route = Router.Route(type, situation, draft.Place.Residence, dialogs);
        var dates = DueDates.For(type, route.Urgency, draft.Answers, dialogs.UrgencyCaps, now, calendar);

        var landlord = await db.Landlords().Select(row => row.Id).FirstAsync(cancellation);
        var request = RequestRows.Request(submission, type, route, dates, landlord, await PlaceLookup.FindAsync(db, draft.Place, cancellation), now);
        db.Add(request);
        if (type.HasConflictOfInterest)
            request.HiddenFrom.AddRange(await ConflictsOfInterest.InAsync(db, draft.FreeText(type), cancellation));
        var reporter = RequestRows.Reporter(submission, request, household);
        db.Add(reporter);
        await Attachments.GiveToAsync(db, request, RequestRows.IsCallBackOnly(draft, type) ? [] : submission.OpeningMessages, submission.Photos, cancellation);
        var isFollowing = await Incidents.JoinAsync(db, type, draft, dialogs.Landlord, request, now, cancellation);
        db.AddRange(RequestRows.Events(submission, request, route, now));
        db.Add(new Notice { Department = route.Lead, Agency = route.Agency, RequestId = request.Id, Kind = request.IsIncomplete ? "call_back" : "new_request", At = now });

        var receipt = ReceiptOf(request, type, submission, isFollowing);
        var way = await ContactRoutes.OfAsync(db, Matter.Receipt, request, reporter, type, channels, cancellation);

        // Who wrote by text message reads the receipt as the answer to it.
        if (way.Kind is { } kind && !(kind == OutboxKind.Sms && submission.Origin == Origin.Sms))
            db.Add(Outgoing.Receipt(kind, way.Address!, request, receipt, dialogs.Replies, calendar, now));
        return receipt;
    }

    private static Receipt ReceiptOf(ServiceRequest request, RequestType type, Submission submission, bool isFollowing)
    {
        var contact = request.Deadlines.Find(deadline => deadline.Kind == DeadlineKind.Contact);
        var sentences = type.Acknowledge.Where(sentence => sentence.When.Holds(submission.Draft.Answers)).Select(sentence => sentence.Text.In(submission.Language));
        return new Receipt(request.Id, request.Reference, type.Label, request.Lead, contact?.PromisedOn is null ? null : contact.DueAt, [.. sentences], isFollowing);
    }
}
