using Microsoft.AspNetCore.Mvc;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Pipeline;

namespace ResidentHub.Web.Pages.Staff;

/// <summary>A conversation that a person took over: read it, answer, give it back to the assistant.</summary>
public sealed class ConversationModel(CurrentStaff current, HandOverDesk desk, TimeProvider clock) : StaffPage(current)
{
    public HandOver HandOver { get; private set; } = null!;

    public IReadOnlyList<Message> Messages { get; private set; } = [];

    public IReadOnlyDictionary<Guid, OutboxState> Unsent { get; private set; } = new Dictionary<Guid, OutboxState>();

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public string Channel { get; private set; } = ChannelNames.Web;

    /// <summary>The resident takes nothing from the hub there.</summary>
    public bool IsBlocked { get; private set; }

    /// <summary>The number that writes, or null.</summary>
    public string? Phone { get; private set; }

    public string? Fault { get; private set; }

    public string? Kept { get; private set; }

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public string Minted { get; } = Guid.CreateVersion7().ToString("N");

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await LoadAsync(id, !IsRefresh, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostReplyAsync(Guid id, string? text, string? minted, CancellationToken cancellation)
    {
        var said = Clean.Text(text);
        if (said.Length == 0)
        {
            Fault = "staff.fault.empty";
            return await LoadAsync(id, isLookedAt: false, cancellation) ? Page() : NotFound();
        }

        return await desk.AnswerAsync(Staff, id, IdOf(minted).ToString("N"), said, cancellation) ? Redirect($"/staff/conversations/{id}?said=replied") : NotFound();
    }

    public async Task<IActionResult> OnPostGiveBackAsync(Guid id, CancellationToken cancellation) =>
        await desk.GiveBackAsync(Staff, id, cancellation) ? Redirect("/staff?said=given_back") : NotFound();

    private async Task<bool> LoadAsync(Guid id, bool isLookedAt, CancellationToken cancellation)
    {
        if (await desk.ReadAsync(Staff, id, isLookedAt, cancellation) is not { } view)
            return false;
        (HandOver, Messages, Unsent, Names, Channel, Phone, IsBlocked) = (view.HandOver, view.Messages, view.Unsent, view.Names, view.Channel, view.Phone, view.IsBlocked);
        return true;
    }
}
