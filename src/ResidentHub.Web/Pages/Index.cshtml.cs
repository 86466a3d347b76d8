using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Initiatives;
using ResidentHub.Notifications;
using ResidentHub.Routing;
using ResidentHub.Web.Setup;

namespace ResidentHub.Web.Pages;

/// <summary>Home: one large field first.</summary>
public sealed class IndexModel(IDbContextFactory<HubDb> factory, Dialogs dialogs, WorkingCalendar calendar, TimeProvider clock, Visit visit, WaysOut ways) : PageModel
{
    public string MessageId { get; } = Guid.CreateVersion7().ToString("N");

    public IReadOnlyList<KnownInitiative> Initiatives { get; private set; } = [];

    public bool HasSms => ways.Sms;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        Initiatives = await InitiativeList.NearAsync(db, dialogs, null, visit.Language, calendar, clock.GetUtcNow(), cancellation);
    }
}
