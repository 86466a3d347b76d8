using ResidentHub.Triage;

namespace ResidentHub.Web.Pages.Staff;

/// <summary>The list of the queue, for its partial.</summary>
/// <param name="Current">The reference of the request shown beside it, or null on the queue's own page.</param>
public sealed record QueueView(QueuePage Page, QueueFilter Filter, IReadOnlyDictionary<QueueScope, int> Counts, DateTimeOffset Now, string? Current = null);
