using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ResidentHub.Web.Setup;

namespace ResidentHub.Web.Pages;

/// <summary>Changes the language of the pages and goes back to where one was.</summary>
public sealed class LanguageModel(Visit visit) : PageModel
{
    public IActionResult OnPost(string? to, string? back)
    {
        visit.SetLanguage(to ?? "");
        return Url.IsLocalUrl(back) ? LocalRedirect(back) : LocalRedirect("/");
    }
}
