using System.Linq.Expressions;
using ResidentHub.Catalogue;
using ResidentHub.People;
using ResidentHub.Requests;

namespace ResidentHub.Triage;

public enum QueueScope
{
    /// <summary>Mine and nobody's.</summary>
    Waiting,
    Mine,
    Unowned,
    All,
}

/// <summary>What to show of the queue.</summary>
/// <param name="Search">The beginning of a reference.</param>
/// <param name="After">Where the page before ended, or null.</param>
public sealed record QueueFilter(QueueScope Scope = QueueScope.Waiting, string? Type = null, string? Department = null, string? Residence = null, bool ShowClosed = false, string? Search = null, string? After = null)
{
    private static readonly RequestState[] s_ended = [RequestState.Closed, RequestState.Duplicate, RequestState.Withdrawn, RequestState.Redirected, RequestState.Refused];

    public static readonly Expression<Func<ServiceRequest, bool>> IsOpen = request => !s_ended.Contains(request.State);

    private static readonly Expression<Func<ServiceRequest, bool>> s_isEnded = request => s_ended.Contains(request.State);

    /// <summary>Something besides the scope narrows the list.</summary>
    public bool IsNarrowed => Type is { Length: > 0 } || Department is { Length: > 0 } || Residence is { Length: > 0 } || ShowClosed || Search is { Length: > 0 };

    internal IQueryable<ServiceRequest> Apply(IQueryable<ServiceRequest> query, StaffMember staff)
    {
        query = InScope(query.Where(ShowClosed ? s_isEnded : IsOpen), staff.Id, Scope);
        if (Type is { Length: > 0 } type)
            query = query.Where(request => request.Type == type);
        if (Department is { Length: > 0 } department)
            query = query.Where(request => request.Lead == department);
        if (Residence is { Length: > 0 } residence)
            query = query.Where(request => request.Residence == residence);
        if (Search is { Length: > 0 } search)
        {
            var reference = search.Replace("-", "").Replace(" ", "").ToUpperInvariant();
            query = query.Where(request => request.Reference.StartsWith(reference));
        }

        return query;
    }

    internal static IQueryable<ServiceRequest> InScope(IQueryable<ServiceRequest> query, Guid id, QueueScope scope) => scope switch
    {
        QueueScope.Mine => query.Where(request => request.OwnerId == id),
        QueueScope.Unowned => query.Where(request => request.OwnerId == null),
        QueueScope.Waiting => query.Where(request => (request.OwnerId == id || request.OwnerId == null) && (request.State != RequestState.Resolved || request.HasUnread)),
        _ => query,
    };
}

/// <summary>One line of the queue: nothing personal in it.</summary>
public sealed record QueueRow(
    Guid Id, string Reference, string Type, string? Residence, string Lead, IReadOnlyList<string> Joined, Urgency Urgency, RequestState State, DateTimeOffset DueAt, DateTimeOffset CreatedAt,
    Guid? OwnerId, string? OwnerName, bool IsIncomplete, bool HasUnread, bool WantsInterpreter, int Bucket);

public sealed record QueuePage(IReadOnlyList<QueueRow> Rows, string? Next);
