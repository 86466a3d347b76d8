using ResidentHub.Language.Facts;
using ResidentHub.Triage;

namespace ResidentHub.Web.Pages.Staff;

/// <summary>Addresses that keep what the queue is narrowed to.</summary>
public static class QueueLinks
{
    public static string Of(QueueFilter filter) => $"/staff{Query(filter)}";

    /// <summary>A request, with the queue beside it as it was.</summary>
    public static string Of(QueueFilter filter, string reference) => $"/staff/requests/{References.Show(reference)}{Query(filter with { After = null, Search = null })}";

    /// <summary>The query with its question mark; empty for the queue as it opens.</summary>
    public static string Query(QueueFilter filter)
    {
        var parts = new (string Name, string? Value)[]
        {
            ("scope", filter.Scope == QueueScope.Waiting ? null : filter.Scope.ToString().ToLowerInvariant()), ("type", filter.Type), ("department", filter.Department), ("residence", filter.Residence),
            ("closed", filter.ShowClosed ? "true" : null), ("q", filter.Search), ("after", filter.After),
        };
        var said = parts.Where(part => part.Value is { Length: > 0 }).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}").ToList();
        return said.Count == 0 ? "" : $"?{string.Join('&', said)}";
    }

    /// <summary>Reads what <see cref="Query"/> wrote; what is not understood is left out.</summary>
    public static QueueFilter Read(IQueryCollection query) => new(
        Enum.TryParse<QueueScope>(query["scope"], ignoreCase: true, out var scope) && Enum.IsDefined(scope) ? scope : QueueScope.Waiting,
        Text(query["type"]), Text(query["department"]), Text(query["residence"]), query["closed"] == "true", Text(query["q"]), Text(query["after"]));

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Length > 80 ? value[..80] : value;
}
