using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Initiatives;
using ResidentHub.Language;
using ResidentHub.Language.Facts;
using ResidentHub.Messaging;
using ResidentHub.People;
using ResidentHub.Requests;
using ResidentHub.Routing;
using ResidentHub.Safety;

namespace ResidentHub.Pipeline;

/// <summary>Loads what a decision may need; only what this message can touch.</summary>
internal static class KnownLoader
{
    private const string Browse = "browse-initiatives", Join = "join-initiative", Track = "track-request";

    /// <param name="language">The language of the answer.</param>
    public static async Task<Known> LoadAsync(HubDb db, Dialogs dialogs, Conversation conversation, ConversationState state, Reading reading, string language, WorkingCalendar calendar, HubSettings settings, DateTimeOffset now, CancellationToken cancellation)
    {
        var traits = ChannelTraits.Of(conversation.Channel);
        var number = traits.HasOwnAddress ? await KnownNumbers.FindAsync(db, conversation.Address, calendar.Today(now), cancellation) : null;
        var labels = reading.Top.Select(candidate => candidate.Label).Append(reading.Label).Concat(state.Offered).ToHashSet();
        var own = state.Draft is null || reading.FactsOf<ReferenceFact>().Any() || labels.Contains(Track) ? await OwnRequestsAsync(db, dialogs, conversation, traits, now, cancellation) : [];
        var mentioned = reading.FactsOf<ReferenceFact>().FirstOrDefault() is { } named ? await MentionedAsync(db, named.Reference, own, calendar, cancellation) : null;
        var projects = labels.Contains(Browse) || labels.Contains(Join) ? await InitiativeList.NearAsync(db, dialogs, own.FirstOrDefault()?.Request.Residence ?? number?.Residence, language, calendar, now, cancellation) : [];
        var needsOfficer = reading.Safety is not null || state.Phase is Phase.Asking or Phase.KeepOrDrop;
        var last = own.Find(one => one.IsFromHere);
        return new Known(
            last?.Request is { } request ? JsonSerializer.Deserialize<SaidPlace>(request.Place)! with { Spot = null } : SaidPlace.Nowhere,
            new SaidContact(last?.Phone ?? (traits.HasOwnAddress ? conversation.Address : null), last?.Email, last?.Name),
            [.. own.Where(one => one.Request.IsOpen).Select(one => Shown(one.Request, calendar, one.IsShown))],
            mentioned,
            projects,
            needsOfficer && await DutyDesk.IsOfficerThereAsync(db, now, cancellation),
            calendar.IsNight(now),
            OpeningHours.Describe(dialogs, language),
            calendar.IsOpen(now),
            traits.IsShort,
            traits.CanCallBack)
        {
            Number = number,
            Resolved = state.ToConfirm is { } toConfirm ? await ResolvedAsync(db, toConfirm, calendar, now, cancellation) : null,
            LastAt = conversation.LastAt,
            Site = settings.PublicBaseUrl,
        };
    }

    /// <param name="IsShown">What it is about may be said, as on /me.</param>
    /// <param name="IsFromHere">Made in this conversation or browser; else this number was given in it.</param>
    private sealed record Own(ServiceRequest Request, string? Phone, string? Email, string? Name, bool IsShown, bool IsFromHere);

    private static async Task<List<Own>> OwnRequestsAsync(HubDb db, Dialogs dialogs, Conversation conversation, ChannelTraits traits, DateTimeOffset now, CancellationToken cancellation)
    {
        var session = conversation.SessionId;
        var number = traits.HasOwnAddress ? conversation.Address : null;
        var proven = ResidentRequests.Proven(db, session ?? Guid.Empty, now);
        var rows = await db.Requests().AsNoTracking().Include(request => request.Deadlines)
            .Where(request => request.ConversationId == conversation.Id
                || (session != null && db.Reporters().Any(reporter => reporter.RequestId == request.Id && reporter.SessionId == session))
                || (number != null && !request.WritingIsRisky && db.Reporters().Any(reporter => reporter.RequestId == request.Id && reporter.Phone == number)))
            .OrderByDescending(request => request.CreatedAt).Take(10)
            .Join(db.Reporters(), request => request.Id, reporter => reporter.RequestId, (request, reporter) => new { Request = request, reporter.Phone, reporter.Email, reporter.Name, IsProven = proven.Any(grant => grant.RequestId == request.Id) })
            .ToListAsync(cancellation);
        return [.. rows.OrderByDescending(row => row.Request.CreatedAt).Select(row => new Own(
            row.Request, row.Phone, row.Email, row.Name, row.IsProven || (ResidentRequests.IsOpenToBrowser(row.Request, dialogs) && IsFromHere(row.Request)), IsFromHere(row.Request)))];

        bool IsFromHere(ServiceRequest request) => request.ConversationId == conversation.Id || number is null;
    }

    // Asked of a request that is resolved, or was closed since; while it can still be opened again.
    private static async Task<KnownRequest?> ResolvedAsync(HubDb db, string reference, WorkingCalendar calendar, DateTimeOffset now, CancellationToken cancellation) =>
        await db.Requests().AsNoTracking().Include(request => request.Deadlines).FirstOrDefaultAsync(request => request.Reference == reference, cancellation) is { } request && ResidentVerbs.MayReopen(request, now)
            ? Shown(request, calendar, withType: false)
            : null;

    private static async Task<KnownRequest?> MentionedAsync(HubDb db, string reference, List<Own> own, WorkingCalendar calendar, CancellationToken cancellation)
    {
        if (own.Find(one => one.Request.Reference == reference) is { } mine)
            return Shown(mine.Request, calendar, mine.IsShown);
        return await db.Requests().AsNoTracking().Include(request => request.Deadlines).FirstOrDefaultAsync(request => request.Reference == reference, cancellation) is { } found ? Shown(found, calendar, withType: false) : null;
    }

    private static KnownRequest Shown(ServiceRequest request, WorkingCalendar calendar, bool withType) => new(
        request.Reference,
        withType ? request.Type : null,
        StateNames.Of(request.State),
        request.SaidDue is { } due ? calendar.Today(due) : null);
}
