using Microsoft.AspNetCore.Mvc;
using ResidentHub.Pipeline;

namespace ResidentHub.Web.Pages.Staff;

/// <summary>Alerts for duty officers: those that wait, and those decided in the last days.</summary>
public sealed class SafetyModel(CurrentStaff current, SafetyDesk desk, TimeProvider clock) : StaffPage(current)
{
    public IReadOnlyList<AlertRow> Open { get; private set; } = [];

    public IReadOnlyList<AlertRow> Decided { get; private set; } = [];

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!SafetyDesk.MaySee(Staff))
            return NotFound();
        (Open, Decided) = (await desk.OpenAsync(Staff, cancellation), await desk.DecidedAsync(Staff, cancellation));
        return Page();
    }
}
