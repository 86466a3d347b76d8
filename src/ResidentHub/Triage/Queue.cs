using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.People;
using ResidentHub.Requests;

namespace ResidentHub.Triage;

/// <summary>What to show of the queue.</summary>
/// <param name="Scope">mine, unowned, or all that this person may see.</param>
/// <param name="After">Where the page before ended, or null.</param>
public sealed record QueueFilter(QueueScope Scope = QueueScope.Waiting, string? Type = null, string? Department = null, string? Residence = null, bool ShowClosed = false, string? Search = null, string? After = null);

public enum QueueScope
{
    /// <summary>Mine and nobody's.</summary>
    Waiting,
    Mine,
    Unowned,
    All,
}

/// <summary>One line of the queue: nothing personal in it.</summary>
public sealed record QueueRow(
    Guid Id, string Reference, string Type, string? Residence, string Lead, IReadOnlyList<string> Joined, Urgency Urgency, RequestState State, DateTimeOffset DueAt, DateTimeOffset CreatedAt,
    Guid? OwnerId, string? OwnerName, bool IsIncomplete, bool HasUnread, bool WantsInterpreter, int Bucket);

public sealed record QueuePage(IReadOnlyList<QueueRow> Rows, string? Next);

/// <summary>The requests a person may see, overdue and unowned first, by keyset so that paging neither skips nor repeats.</summary>
public static class Queue
{
    public const int PageSize = 30;

    public static async Task<QueuePage> LoadAsync(HubDb db, StaffMember staff, QueueFilter filter, Dialogs dialogs, DateTimeOffset now, CancellationToken cancellation)
    {
        var query = Filtered(Visible(db, staff, dialogs), staff, filter);
        var ordered = query.Select(request => new
        {
            Request = request,
            Bucket = request.DueAt < now && request.OwnerId == null ? 0 : request.DueAt < now ? 1 : request.OwnerId == null ? 2 : 3,
        });
        if (Cursor.Read(filter.After) is { } cursor)
        {
            ordered = ordered.Where(row => row.Bucket > cursor.Bucket
                || (row.Bucket == cursor.Bucket && (row.Request.DueAt > cursor.DueAt || (row.Request.DueAt == cursor.DueAt && row.Request.Reference.CompareTo(cursor.Reference) > 0))));
        }

        var rows = await ordered.OrderBy(row => row.Bucket).ThenBy(row => row.Request.DueAt).ThenBy(row => row.Request.Reference).Take(PageSize + 1)
            .Select(row => new
            {
                row.Bucket,
                row.Request.Id, row.Request.Reference, row.Request.Type, row.Request.Residence, row.Request.Lead, row.Request.Urgency, row.Request.State, row.Request.DueAt, row.Request.CreatedAt,
                row.Request.OwnerId, row.Request.IsIncomplete, row.Request.HasUnread, row.Request.WantsInterpreter,
                Owner = db.Staff().Where(member => member.Id == row.Request.OwnerId).Select(member => member.FirstName).FirstOrDefault(),
                Joined = row.Request.Assignments.Where(assignment => assignment.Role == AssignmentRole.Joined && assignment.State == AssignmentState.Active).Select(assignment => assignment.Party).ToList(),
            }).AsSplitQuery().ToListAsync(cancellation);
        var page = rows.Take(PageSize).Select(row => new QueueRow(
            row.Id, row.Reference, row.Type, row.Residence, row.Lead, row.Joined, row.Urgency, row.State, row.DueAt, row.CreatedAt, row.OwnerId, row.Owner, row.IsIncomplete, row.HasUnread, row.WantsInterpreter, row.Bucket)).ToList();
        return new QueuePage(page, rows.Count > PageSize ? new Cursor(page[^1].Bucket, page[^1].DueAt, page[^1].Reference).ToString() : null);
    }

    /// <summary>The requests a person may see, as <see cref="RequestAccess.MaySee"/> says it, in SQL.</summary>
    public static IQueryable<ServiceRequest> Visible(HubDb db, StaffMember staff, Dialogs dialogs)
    {
        var hidden = dialogs.RequestTypes.Where(type => RequestAccess.IsHiddenFrom(staff, type)).Select(type => type.Label).ToList();
        var strict = dialogs.RequestTypes.Where(type => type.Confidentiality == Confidentiality.Strict).Select(type => type.Label).ToList();
        var local = staff.Departments.Where(key => dialogs.Landlord.Departments.Any(department => department.Key == key && department.ByAgency)).ToList();
        var wide = staff.Departments.Except(local).ToList();
        var (agencies, residences, id) = (staff.Agencies, staff.Residences, staff.Id);
        var (everywhere, everyResidence) = (agencies.Count == 0, residences.Count == 0);
        return db.Requests().AsNoTracking().Where(request =>
            !request.HiddenFrom.Contains(id)
            && ((request.EnteredBy == id && !strict.Contains(request.Type))
                || (!hidden.Contains(request.Type)
                    && (everyResidence || residences.Contains(request.Residence!))
                    && (everywhere || request.Agency == null || agencies.Contains(request.Agency))
                    && (wide.Contains(request.Lead) || local.Contains(request.Lead)
                        || request.Assignments.Any(assignment => assignment.State == AssignmentState.Active && assignment.PartyKind == PartyKind.Department && (wide.Contains(assignment.Party) || local.Contains(assignment.Party)))))));
    }

    /// <summary>Hand-overs that wait for this person's departments, longest first.</summary>
    public static async Task<List<HandOver>> HandOversAsync(HubDb db, StaffMember staff, CancellationToken cancellation)
    {
        var (departments, agencies, id) = (staff.Departments, staff.Agencies, staff.Id);
        return await db.HandOvers().AsNoTracking().Where(handOver => handOver.ReturnedAt == null && handOver.RequestId == null
                && (handOver.OwnerId == id || departments.Contains(handOver.Department)) && (agencies.Count == 0 || handOver.Agency == null || agencies.Contains(handOver.Agency)))
            .OrderBy(handOver => handOver.DueAt).Take(50).ToListAsync(cancellation);
    }

    private static IQueryable<ServiceRequest> Filtered(IQueryable<ServiceRequest> query, StaffMember staff, QueueFilter filter)
    {
        var id = staff.Id;
        RequestState[] ended = [RequestState.Closed, RequestState.Duplicate, RequestState.Withdrawn, RequestState.Redirected, RequestState.Refused];
        query = filter.ShowClosed ? query.Where(request => ended.Contains(request.State)) : query.Where(request => !ended.Contains(request.State));
        query = filter.Scope switch
        {
            QueueScope.Mine => query.Where(request => request.OwnerId == id),
            QueueScope.Unowned => query.Where(request => request.OwnerId == null),
            QueueScope.Waiting => query.Where(request => (request.OwnerId == id || request.OwnerId == null) && (request.State != RequestState.Resolved || request.HasUnread)),
            _ => query,
        };
        if (filter.Type is { Length: > 0 } type)
            query = query.Where(request => request.Type == type);
        if (filter.Department is { Length: > 0 } department)
            query = query.Where(request => request.Lead == department);
        if (filter.Residence is { Length: > 0 } residence)
            query = query.Where(request => request.Residence == residence);
        if (filter.Search is { Length: > 0 } search)
        {
            var reference = search.Replace("-", "").Replace(" ", "").ToUpperInvariant();
            query = query.Where(request => request.Reference.StartsWith(reference));
        }

        return query;
    }

    private sealed record Cursor(int Bucket, DateTimeOffset DueAt, string Reference)
    {
        public static Cursor? Read(string? text) =>
            text?.Split('_') is [var bucket, var due, var reference] && int.TryParse(bucket, out var number) && long.TryParse(due, out var milliseconds) && Math.Abs(milliseconds) < 100_000_000_000_000
                ? new Cursor(number, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), reference)
                : null;

        public override string ToString() => $"{Bucket}_{DueAt.ToUnixTimeMilliseconds()}_{Reference}";
    }
}
