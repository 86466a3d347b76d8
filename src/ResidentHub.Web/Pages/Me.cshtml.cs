using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Pipeline;
using ResidentHub.Privacy;
using ResidentHub.Requests;
using ResidentHub.Web.Setup;

namespace ResidentHub.Web.Pages;

/// <summary>The requests of this browser; confidential ones ask for a fresh code first.</summary>
public sealed class MeModel(IDbContextFactory<HubDb> factory, Dialogs dialogs, Visit visit, AccessCodes codes, TimeProvider clock, Limits limits, IWebHostEnvironment environment) : PageModel
{
    private const int CodesPerMinute = 3, TriesPerMinute = 10;

    public IReadOnlyList<ServiceRequest> Requests { get; private set; } = [];

    public int Hidden { get; private set; }

    public bool HasConversation { get; private set; }

    public bool HasAskedForCode { get; private set; }

    public string? ShownCode { get; private set; }

    public bool IsWrong { get; private set; }

    public bool IsErased { get; private set; }

    public bool IsUnknownReference { get; private set; }

    public Task OnGetAsync(bool erased, bool unknown, CancellationToken cancellation)
    {
        (IsErased, IsUnknownReference) = (erased, unknown);
        return LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostSendCodeAsync(CancellationToken cancellation)
    {
        if (!Allowed("Code", CodesPerMinute))
            return StatusCode(StatusCodes.Status429TooManyRequests);
        if (await visit.FindSessionAsync(cancellation) is { } session && await HiddenReferenceAsync(session.Id, cancellation) is { } reference)
            ShownCode = await codes.SendAsync(session.Id, reference, environment.IsDevelopment(), cancellation);
        HasAskedForCode = true;
        await LoadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostCodeAsync(string? code, CancellationToken cancellation)
    {
        if (!Allowed("CodeTry", TriesPerMinute))
            return StatusCode(StatusCodes.Status429TooManyRequests);
        if (await visit.FindSessionAsync(cancellation) is { } session && await HiddenReferenceAsync(session.Id, cancellation) is { } reference && await codes.OpenAsync(session.Id, reference, code ?? "", cancellation))
            return RedirectToPage();
        (HasAskedForCode, IsWrong) = (true, true);
        await LoadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostEraseAsync(CancellationToken cancellation)
    {
        if (await visit.FindSessionAsync(cancellation) is { } session)
        {
            await using var db = await factory.CreateDbContextAsync(cancellation);
            foreach (var id in await db.Conversations().Where(row => row.SessionId == session.Id).Select(row => row.Id).ToListAsync(cancellation))
                await Erasure.ConversationAsync(db, id, clock.GetUtcNow(), cancellation);
        }

        return Redirect("/me?erased=true");
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        if (await visit.FindSessionAsync(cancellation) is not { } session)
            return;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var (shown, hidden) = await ResidentRequests.ListAsync(db, session.Id, dialogs, clock.GetUtcNow(), cancellation);
        (Requests, Hidden) = (shown, hidden.Count);
        HasConversation = await db.Conversations().AnyAsync(row => row.SessionId == session.Id, cancellation);
    }

    private async Task<string?> HiddenReferenceAsync(Guid session, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await ResidentRequests.HiddenReferenceAsync(db, session, dialogs, clock.GetUtcNow(), cancellation);
    }

    private bool Allowed(string what, int perMinute) => limits.Allows(what, HttpContext.Connection.RemoteIpAddress?.ToString() ?? "", perMinute);
}
