using ResidentHub.Messaging;
using Thread = ResidentHub.Web.Channels.WebChat.Thread;

namespace ResidentHub.Web.Pages;

/// <summary>One message of the conversation, for its partial.</summary>
/// <param name="IsFresh">The first of what was said last: the page shows it from there.</param>
public sealed record MessageView(Message Message, Thread Thread, bool IsFresh)
{
    public string? StaffName => Message.StaffId is { } id && Thread.Staff.TryGetValue(id, out var member) ? member.FirstName : null;

    public string? StaffDepartment => Message.StaffId is { } id && Thread.Staff.TryGetValue(id, out var member) ? member.Departments.FirstOrDefault() : null;
}
