using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Initiatives;
using ResidentHub.Routing;
using ResidentHub.Web.Setup;

namespace ResidentHub.Web.Pages;

/// <summary>All public projects, those with a date to come first.</summary>
public sealed class InitiativesModel(IDbContextFactory<HubDb> factory, Dialogs dialogs, WorkingCalendar calendar, TimeProvider clock, Visit visit) : PageModel
{
    public IReadOnlyList<KnownInitiative> All { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        All = await InitiativeList.NearAsync(db, dialogs, null, visit.Language, calendar, clock.GetUtcNow(), cancellation);
    }
}
