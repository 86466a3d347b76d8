using Microsoft.AspNetCore.Mvc;
using ResidentHub.Safety;

namespace ResidentHub.Web.Pages.Staff;

/// <summary>The order in which duty officers are alerted.</summary>
public sealed class RotaModel(CurrentStaff current, RotaDesk desk) : StaffPage(current)
{
    public RotaView Rota { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!RotaDesk.MayEdit(Staff))
            return NotFound();
        Rota = await desk.LoadAsync(cancellation);
        return Page();
    }

    public Task<IActionResult> OnPostAddAsync(Guid officer, CancellationToken cancellation) => AfterAsync(desk.AddAsync(Staff, officer, cancellation));

    public Task<IActionResult> OnPostRemoveAsync(Guid id, CancellationToken cancellation) => AfterAsync(desk.RemoveAsync(Staff, id, cancellation));

    public Task<IActionResult> OnPostUpAsync(Guid id, CancellationToken cancellation) => AfterAsync(desk.MoveUpAsync(Staff, id, cancellation));

    private async Task<IActionResult> AfterAsync(Task<bool> change)
    {
        if (!RotaDesk.MayEdit(Staff))
            return NotFound();
        return Redirect(await change ? "/staff/rota?said=rota" : "/staff/rota");
    }
}
