using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Notifications;
using ResidentHub.People;
using ResidentHub.Requests;

namespace ResidentHub.Pipeline;

/// <summary>Loads what a resident wished of being written to, and decides where a message about a request goes.</summary>
internal static class ContactRoutes
{
    public const string OptedOut = "contact.opted_out", OptedIn = "contact.opted_in";

    private const string Channel = "contact_channel";

    /// <param name="askedBy">The browser that asks for a code; null for what the hub sends by itself.</param>
    public static async Task<ContactRoute> OfAsync(HubDb db, Matter matter, ServiceRequest request, Reporter? reporter, RequestType type, WaysOut ways, CancellationToken cancellation, Guid? askedBy = null)
    {
        var isStopped = reporter?.Phone is { } number && await KnownNumbers.IsStoppedAsync(db, number, cancellation);
        var wishes = new ContactWishes(
            request.WritingIsRisky,
            isStopped || await IsOptedOutAsync(db, request.ConversationId, cancellation),
            await ChosenAsync(db, request, cancellation),
            askedBy is not null && askedBy == reporter?.SessionId,
            isStopped);
        return ContactPolicy.Decide(matter, type, wishes, reporter?.Phone, reporter?.Email, ways);
    }

    /// <summary>How the resident chose to be answered, or null.</summary>
    public static async Task<string?> ChosenAsync(HubDb db, ServiceRequest request, CancellationToken cancellation)
    {
        var chosen = request.Answers.Find(answer => answer.Question == Channel) ?? await db.Set<RequestAnswer>().AsNoTracking().FirstOrDefaultAsync(answer => answer.RequestId == request.Id && answer.Question == Channel, cancellation);
        return chosen?.Values.FirstOrDefault();
    }

    // What was said last in the request's own conversation counts.
    private static async Task<bool> IsOptedOutAsync(HubDb db, Guid? conversation, CancellationToken cancellation) =>
        await db.Events().Where(one => (one.Kind == OptedOut || one.Kind == OptedIn) && one.SubjectId == conversation)
            .OrderByDescending(one => one.At).Select(one => one.Kind).FirstOrDefaultAsync(cancellation) == OptedOut;
}
