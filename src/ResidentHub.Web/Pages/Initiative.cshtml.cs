using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Data;
using ResidentHub.Initiatives;

namespace ResidentHub.Web.Pages;

/// <summary>One project, told as a story.</summary>
public sealed class InitiativeModel(IDbContextFactory<HubDb> factory, TimeProvider clock) : PageModel
{
    public Initiative? One { get; private set; }

    public IReadOnlyList<InitiativeEvent> Events { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        One = await db.Initiatives().AsNoTracking().Include(one => one.Events).FirstOrDefaultAsync(one => one.Slug == slug, cancellation);
        if (One is null or { IsPublic: false })
            return NotFound();
        Events = [.. One.Events.Where(one => one.To > clock.GetUtcNow()).OrderBy(one => one.From)];
        return Page();
    }
}
