using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ResidentHub.Language.Facts;

namespace ResidentHub.Web.Pages;

/// <summary>Leads a written reference to its page.</summary>
public sealed class TrackModel : PageModel
{
    public IActionResult OnGet(string? reference) => References.Shaped(reference ?? "") is { } read ? Redirect($"/requests/{References.Show(read)}") : Redirect("/me?unknown=true");
}
