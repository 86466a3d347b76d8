using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Privacy;
using ResidentHub.Web.Setup;

namespace ResidentHub.Web.Pages;

/// <summary>The quick exit: the session is revoked, the browser's storage cleared, and a neutral site takes the page's place.</summary>
public sealed class LeaveModel(Visit visit, IDbContextFactory<HubDb> factory, Dialogs dialogs) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await visit.FindSessionAsync(cancellation) is { } session)
        {
            await using var db = await factory.CreateDbContextAsync(cancellation);
            await Erasure.SessionAsync(db, session.Id, cancellation);
        }

        visit.Forget();
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        Response.StatusCode = StatusCodes.Status303SeeOther;
        Response.Headers.Location = dialogs.Landlord.NeutralSite;
        return new EmptyResult();
    }
}
