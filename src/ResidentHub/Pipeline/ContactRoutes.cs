using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Notifications;
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
        var chosen = request.Answers.Find(answer => answer.Question == Channel) ?? await db.Set<RequestAnswer>().AsNoTracking().FirstOrDefaultAsync(answer => answer.RequestId == request.Id && answer.Question == Channel, cancellation);
        var wishes = new ContactWishes(
            request.WritingIsRisky,
            await IsOptedOutAsync(db, request.ConversationId, reporter?.Phone, cancellation),
            chosen?.Values.FirstOrDefault(),
            askedBy is not null && askedBy == reporter?.SessionId);
        return ContactPolicy.Decide(matter, type, wishes, reporter?.Phone, reporter?.Email, ways);
    }

    // What was said last counts, in the request's own conversation or from its number.
    private static async Task<bool> IsOptedOutAsync(HubDb db, Guid? conversation, string? phone, CancellationToken cancellation) =>
        await db.Events().Where(one => (one.Kind == OptedOut || one.Kind == OptedIn) && (one.SubjectId == conversation || (phone != null && db.Conversations().Any(row => row.Id == one.SubjectId && row.Address == phone))))
            .OrderByDescending(one => one.At).Select(one => one.Kind).FirstOrDefaultAsync(cancellation) == OptedOut;
}
