using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Privacy;
using ResidentHub.Web.Setup;

namespace ResidentHub.Web.Pages;

/// <summary>
/// The quick exit: the session is revoked, the browser's storage cleared, and a neutral site takes the page's place. A post whose token is stale is
/// answered 400 as everywhere, and leaves all the same.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class LeaveModel(Visit visit, IDbContextFactory<HubDb> factory, Dialogs dialogs, IAntiforgery antiforgery) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        // Another site that forges this post gets nothing revoked: browsers send it no cookie.
        if (await visit.FindSessionAsync(cancellation) is { } session)
        {
            await using var db = await factory.CreateDbContextAsync(cancellation);
            await Erasure.SessionAsync(db, session.Id, cancellation);
        }

        visit.Forget();
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        if (await antiforgery.IsRequestValidAsync(HttpContext))
        {
            Response.StatusCode = StatusCodes.Status303SeeOther;
            Response.Headers.Location = dialogs.Landlord.NeutralSite;
            return new EmptyResult();
        }

        Response.Headers["Refresh"] = $"0; url={dialogs.Landlord.NeutralSite}";
        return new ContentResult { StatusCode = StatusCodes.Status400BadRequest, Content = " ", ContentType = "text/html" };
    }
}
