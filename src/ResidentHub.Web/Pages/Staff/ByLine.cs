using ResidentHub.Data;
using ResidentHub.Messaging;

namespace ResidentHub.Web.Pages.Staff;

/// <summary>Who said a message, when, by which channel, and whether it left.</summary>
/// <param name="Staff">The name of the member of staff who wrote it, if one did.</param>
/// <param name="Unsent">Why it did not simply leave, or null.</param>
public sealed record ByLine(Author Author, string? Staff, string Time, string Channel, OutboxState? Unsent)
{
    public static ByLine Of(Message message, IReadOnlyDictionary<Guid, string> names, IReadOnlyDictionary<Guid, OutboxState> unsent, string time) => new(
        message.Author,
        message.StaffId is { } id ? names.GetValueOrDefault(id) : null,
        time,
        message.Channel,
        unsent.TryGetValue(message.Id, out var state) ? state : null);
}
