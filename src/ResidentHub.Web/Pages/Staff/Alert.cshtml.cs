using Microsoft.AspNetCore.Mvc;
using ResidentHub.Pipeline;

namespace ResidentHub.Web.Pages.Staff;

/// <summary>One alert, for the officer who reads it at two in the morning: what was said, whom to call, how long is left, what to decide.</summary>
public sealed class AlertModel(CurrentStaff current, SafetyDesk desk, TimeProvider clock) : StaffPage(current)
{
    public AlertView View { get; private set; } = null!;

    public string? Fault { get; private set; }

    public string? Decision { get; private set; }

    public string? Told { get; private set; }

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await LoadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAcknowledgeAsync(Guid id, CancellationToken cancellation) =>
        await desk.AcknowledgeAsync(Staff, id, cancellation) ? Redirect($"/staff/safety/{id}?said=acknowledged") : NotFound();

    public async Task<IActionResult> OnPostDecideAsync(Guid id, string? decision, string? told, CancellationToken cancellation)
    {
        (Decision, Told) = (Clean.Text(decision), Clean.Text(told));
        if (Decision.Length == 0 || Told.Length == 0)
        {
            Fault = "staff.safety.decide_both";
            return await LoadAsync(id, cancellation) ? Page() : NotFound();
        }

        return await desk.DecideAsync(Staff, id, Decision, Told, cancellation) ? Redirect("/staff/safety?said=decided") : NotFound();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await desk.ReadAsync(Staff, id, cancellation) is not { } view)
            return false;
        View = view;
        return true;
    }
}
