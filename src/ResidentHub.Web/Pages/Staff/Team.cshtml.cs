using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Triage;

namespace ResidentHub.Web.Pages.Staff;

/// <summary>A head's people: what each has open and late, and an absent colleague's requests given on at once.</summary>
public sealed class TeamModel(CurrentStaff current, IDbContextFactory<HubDb> factory, Dialogs dialogs, RoutingDesk routing, TimeProvider clock) : StaffPage(current)
{
    public IReadOnlyList<Colleague> Colleagues { get; private set; } = [];

    /// <summary>How many were given on, after a reassignment.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Moved { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!Team.MaySee(Staff))
            return NotFound();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        Colleagues = await Team.LoadAsync(db, Staff, dialogs, clock.GetUtcNow(), cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid from, Guid? to, CancellationToken cancellation) =>
        Team.MaySee(Staff) ? Redirect($"/staff/team?moved={await routing.ReassignAllAsync(Staff, from, to, cancellation)}") : NotFound();
}
