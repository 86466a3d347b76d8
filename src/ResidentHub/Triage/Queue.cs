using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.People;
using ResidentHub.Requests;

namespace ResidentHub.Triage;

/// <summary>The requests a person may see, overdue and unowned first, by keyset so that paging neither skips nor repeats.</summary>
public static class Queue
{
    public const int PageSize = 30;

    public static async Task<QueuePage> LoadAsync(HubDb db, StaffMember staff, QueueFilter filter, Dialogs dialogs, DateTimeOffset now, CancellationToken cancellation)
    {
        var query = filter.Apply(Visible(db, staff, dialogs), staff);
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

    /// <summary>How many open requests stand in each scope.</summary>
    public static async Task<IReadOnlyDictionary<QueueScope, int>> CountAsync(HubDb db, StaffMember staff, Dialogs dialogs, CancellationToken cancellation)
    {
        var open = Visible(db, staff, dialogs).Where(QueueFilter.IsOpen);
        var counts = new Dictionary<QueueScope, int>();
        foreach (var scope in Enum.GetValues<QueueScope>())
            counts[scope] = await QueueFilter.InScope(open, staff.Id, scope).CountAsync(cancellation);
        return counts;
    }

    /// <summary>The requests a person may see, as <see cref="RequestAccess.MaySee"/> says it, in SQL.</summary>
    public static IQueryable<ServiceRequest> Visible(HubDb db, StaffMember staff, Dialogs dialogs)
    {
        var shown = dialogs.RequestTypes.Where(type => RequestAccess.IsShownTo(staff, type)).Select(type => type.Label).ToList();
        var strict = dialogs.RequestTypes.Where(type => type.Confidentiality == Confidentiality.Strict).Select(type => type.Label).ToList();
        var (departments, agencies, residences, id) = (staff.Departments, staff.Agencies, staff.Residences, staff.Id);
        var (everywhere, everyResidence) = (agencies.Count == 0, residences.Count == 0);
        return db.Requests().AsNoTracking().Where(request =>
            !request.HiddenFrom.Contains(id)
            && ((request.EnteredBy == id && !strict.Contains(request.Type))
                || (shown.Contains(request.Type)
                    && (everyResidence || residences.Contains(request.Residence!))
                    && (everywhere || request.Agency == null || agencies.Contains(request.Agency))
                    && (departments.Contains(request.Lead)
                        || request.Assignments.Any(assignment => assignment.State == AssignmentState.Active && assignment.PartyKind == PartyKind.Department && departments.Contains(assignment.Party))))));
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
