using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ResidentHub.Language.Facts;
using ResidentHub.People;

namespace ResidentHub.Web.Pages.Staff;

/// <summary>A page for staff: knows who asks. An account closed meanwhile is signed out.</summary>
public abstract class StaffPage(CurrentStaff current) : PageModel
{
    public StaffMember Staff { get; private set; } = null!;

    /// <summary>What was just done, as the end of a key of <c>staff.done</c>; from the address, so only keys that exist are said.</summary>
    [BindProperty(SupportsGet = true, Name = "said")]
    public string? Said { get; set; }

    /// <summary>The page only refreshes itself: nobody need be before it.</summary>
    protected bool IsRefresh => Request.Headers.ContainsKey("HX-Request") && HttpMethods.IsGet(Request.Method);

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await current.FindAsync(HttpContext.RequestAborted) is not { } staff)
        {
            await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            context.Result = Redirect("/staff/sign-in");
            return;
        }

        Staff = staff;
        if (!IsRefresh)
            await current.MarkSeenAsync(HttpContext.RequestAborted);
        await next();
    }

    /// <summary>A reference as it stands in an address.</summary>
    protected static string? ReferenceOf(string? written) => References.Read(written ?? "");

    /// <summary>The id minted with a form, so that sending it twice is one thing.</summary>
    protected static Guid IdOf(string? minted) => Guid.TryParse(minted, out var id) ? id : Guid.CreateVersion7();
}
