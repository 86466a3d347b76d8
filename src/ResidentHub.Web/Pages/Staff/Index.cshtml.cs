using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.People;
using ResidentHub.Pipeline;
using ResidentHub.Triage;

namespace ResidentHub.Web.Pages.Staff;

/// <summary>What waits for this person: alerts, conversations, what is new, requests.</summary>
public sealed class IndexModel(CurrentStaff current, IDbContextFactory<HubDb> factory, Dialogs dialogs, NoticeBoard notices, SafetyDesk safety, TimeProvider clock) : StaffPage(current)
{
    public QueueView Queue { get; private set; } = null!;

    public IReadOnlyList<AlertRow> Alerts { get; private set; } = [];

    public IReadOnlyList<HandOver> HandOvers { get; private set; } = [];

    /// <summary>First names of those who have a conversation.</summary>
    public IReadOnlyDictionary<Guid, string> Owners { get; private set; } = new Dictionary<Guid, string>();

    public IReadOnlyList<NoticeRow> Notices { get; private set; } = [];

    public IReadOnlyList<RequestType> Types => [.. dialogs.RequestTypes.Where(type => RequestAccess.IsShownTo(Staff, type))];

    public IReadOnlyList<ResidenceData> Residences =>
        [.. dialogs.Landlord.Residences.Where(residence => Staff.Residences.Count > 0 ? Staff.Residences.Contains(residence.Key) : Staff.Covers(residence.Agency))];

    public IReadOnlyList<DepartmentData> Departments => [.. dialogs.Landlord.Departments.Where(department => !department.OnCall)];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var filter = QueueLinks.Read(Request.Query);
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (ReferenceOf(filter.Search) is { } reference && await Triage.Queue.Visible(db, Staff, dialogs).AnyAsync(request => request.Reference == reference, cancellation))
            return Redirect(QueueLinks.Of(filter with { Search = null }, reference));
        var now = clock.GetUtcNow();
        Queue = new QueueView(await Triage.Queue.LoadAsync(db, Staff, filter, dialogs, now, cancellation), filter, await Triage.Queue.CountAsync(db, Staff, dialogs, cancellation), now);
        Alerts = await safety.OpenAsync(Staff, cancellation);
        HandOvers = await HandOverQueue.LoadAsync(db, Staff, dialogs.Landlord, cancellation);
        Notices = await notices.LoadAsync(Staff, cancellation);
        var owners = HandOvers.Select(handOver => handOver.OwnerId).OfType<Guid>().ToList();
        Owners = await db.Staff().AsNoTracking().Where(member => owners.Contains(member.Id)).ToDictionaryAsync(member => member.Id, member => member.FirstName, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostSeenAsync(CancellationToken cancellation)
    {
        await notices.SeenAsync(Staff, cancellation);
        return Redirect(QueueLinks.Of(QueueLinks.Read(Request.Query)));
    }
}
