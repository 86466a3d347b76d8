using ResidentHub.Messaging;
using Thread = ResidentHub.Web.Channels.WebChat.Thread;

namespace ResidentHub.Web.Pages;

/// <summary>One message of the conversation, for its partial.</summary>
public sealed record MessageView(Message Message, Thread Thread, bool IsLast)
{
    public string? StaffName => Message.StaffId is { } id && Thread.Staff.TryGetValue(id, out var member) ? member.FirstName : null;

    public string? StaffDepartment => Message.StaffId is { } id && Thread.Staff.TryGetValue(id, out var member) ? member.Departments.FirstOrDefault() : null;
}
