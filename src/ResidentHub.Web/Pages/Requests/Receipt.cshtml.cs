using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Language.Facts;
using ResidentHub.Requests;
using ResidentHub.Web.Setup;

namespace ResidentHub.Web.Pages.Requests;

/// <summary>The receipt to keep: no subject and no words, since papers lie about.</summary>
public sealed class ReceiptModel(IDbContextFactory<HubDb> factory, Dialogs dialogs, Visit visit, TimeProvider clock) : PageModel
{
    public ResidentView? View { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var session = await visit.FindSessionAsync(cancellation);
        View = References.Read(reference) is { } read ? await ResidentRequests.FindAsync(db, session?.Id, read, dialogs, clock.GetUtcNow(), cancellation) : null;
        return View is null ? NotFound() : Page();
    }
}
