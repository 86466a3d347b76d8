using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Language.Facts;
using ResidentHub.Messaging;
using ResidentHub.Pipeline;
using ResidentHub.Requests;
using ResidentHub.Web.Channels.WebChat;
using ResidentHub.Web.Setup;

namespace ResidentHub.Web.Pages.Requests;

/// <summary>
/// A request for the resident who made it. Without the browser's session or a code the page is the same for every reference: a button that
/// shows state and date, and a way to receive a code.
/// </summary>
[RequestFormLimits(MultipartBodyLengthLimit = 35 * 1024 * 1024)]
public sealed class DetailsModel(
    IDbContextFactory<HubDb> factory, Dialogs dialogs, Visit visit, AccessCodes codes, ThreadPipeline threads, HandOverDesk handOvers, PhotoStore photoStore, TimeProvider clock, Limits limits, IWebHostEnvironment environment) : PageModel
{
    private const int CodesPerMinute = 3, TriesPerMinute = 10, LooksPerMinute = 20, RepliesPerMinute = 20;

    public string Reference { get; private set; } = "";

    public ResidentView? View { get; private set; }

    public StateView? State { get; private set; }

    public bool HasLooked { get; private set; }

    public bool IsSent { get; private set; }

    public bool HasAskedForCode { get; private set; }

    /// <summary>The code itself, in Development while no channel is set up.</summary>
    public string? ShownCode { get; private set; }

    public IReadOnlyList<FieldFault> Faults { get; private set; } = [];

    /// <summary>Words that could not be taken yet, so that they are not lost.</summary>
    public string Written { get; private set; } = "";

    public Reply? Danger { get; private set; }

    public string MessageId { get; } = Guid.CreateVersion7().ToString("N");

    public async Task<IActionResult> OnGetAsync(string reference, bool sent, CancellationToken cancellation)
    {
        IsSent = sent;
        return await LoadAsync(reference, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostLookAsync(string reference, CancellationToken cancellation)
    {
        if (!await LoadAsync(reference, cancellation))
            return NotFound();
        if (!IsAllowed("Look", LooksPerMinute))
            return StatusCode(StatusCodes.Status429TooManyRequests);
        await using var db = await factory.CreateDbContextAsync(cancellation);
        (State, HasLooked) = (await ResidentRequests.StateAsync(db, Reference, cancellation), true);
        return Page();
    }

    public async Task<IActionResult> OnPostSendCodeAsync(string reference, CancellationToken cancellation)
    {
        if (!await LoadAsync(reference, cancellation))
            return NotFound();
        if (!IsAllowed("Code", CodesPerMinute))
            return StatusCode(StatusCodes.Status429TooManyRequests);
        var session = await visit.SessionAsync(cancellation);
        ShownCode = await codes.SendAsync(session.Id, Reference, environment.IsDevelopment(), cancellation);
        HasAskedForCode = true;
        return Page();
    }

    public async Task<IActionResult> OnPostCodeAsync(string reference, string? code, CancellationToken cancellation)
    {
        if (!await LoadAsync(reference, cancellation))
            return NotFound();
        if (!IsAllowed("CodeTry", TriesPerMinute))
            return StatusCode(StatusCodes.Status429TooManyRequests);
        if (await codes.OpenAsync((await visit.SessionAsync(cancellation)).Id, Reference, code ?? "", cancellation))
            return Redirect($"/requests/{References.Show(Reference)}");
        Faults = [new FieldFault("code", "fault.code")];
        return Page();
    }

    public async Task<IActionResult> OnPostReplyAsync(string reference, string? text, string? mid, CancellationToken cancellation)
    {
        if (!await LoadAsync(reference, cancellation) || View is null)
            return NotFound();
        var (pictures, faults) = await Photos.ReadAsync(Request.Form.Files, cancellation);
        var written = Clean.Text(text);
        if (written.Length == 0 && pictures.Count == 0)
            faults.Add("chat.empty");
        var isDanger = threads.IsDanger(written);
        if (!IsAllowed("Reply", RepliesPerMinute) && !isDanger)
        {
            faults.Add("error.too_often_text");
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
        }

        Faults = [.. faults.Select(fault => new FieldFault("text", fault))];
        if (faults.Count > 0 && !isDanger)
        {
            Written = written;
            return Page();
        }

        var photos = await KeepAsync(pictures, cancellation);
        var result = await threads.ResidentWritesAsync(View.Request.Id, Guid.TryParse(mid, out var id) ? id.ToString("N") : Guid.CreateVersion7().ToString("N"), written, photos, cancellation);
        if (result.Danger is null)
            return Back();
        await LoadAsync(reference, cancellation);
        Danger = result.Danger;
        return Page();
    }

    public Task<IActionResult> OnPostWithdrawAsync(string reference, CancellationToken cancellation) => EndAsync(reference, RequestState.Withdrawn, cancellation);

    public Task<IActionResult> OnPostConfirmAsync(string reference, CancellationToken cancellation) => EndAsync(reference, RequestState.Closed, cancellation);

    public async Task<IActionResult> OnPostReopenAsync(string reference, CancellationToken cancellation)
    {
        if (!await LoadAsync(reference, cancellation) || View is null)
            return NotFound();
        await threads.ReopenAsync(View.Request.Id, cancellation);
        return Back();
    }

    private async Task<IActionResult> EndAsync(string reference, RequestState state, CancellationToken cancellation)
    {
        if (!await LoadAsync(reference, cancellation) || View is null)
            return NotFound();
        await threads.EndByResidentAsync(View.Request.Id, state, cancellation);
        await handOvers.GiveBackOfRequestAsync(View.Request.Id, cancellation);
        return Back();
    }

    private async Task<bool> LoadAsync(string reference, CancellationToken cancellation)
    {
        if (References.Shaped(reference) is not { } read)
            return false;
        Reference = read;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var session = await visit.FindSessionAsync(cancellation);
        View = await ResidentRequests.FindAsync(db, session?.Id, read, dialogs, clock.GetUtcNow(), cancellation);
        return true;
    }

    private async Task<List<Guid>> KeepAsync(List<byte[]> pictures, CancellationToken cancellation)
    {
        var session = await visit.SessionAsync(cancellation);
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var kept = new List<Guid>();
        foreach (var picture in pictures)
        {
            if (await photoStore.KeepAsync(db, picture, session.Id, null, cancellation) is { } photo)
                kept.Add(photo.Id);
        }

        await db.SaveChangesAsync(cancellation);
        return kept;
    }

    private bool IsAllowed(string what, int perMinute) => limits.Allows(what, HttpContext.Connection.RemoteIpAddress?.ToString() ?? "", perMinute) & limits.Allows(what + "Request", Reference, perMinute);

    private RedirectResult Back() => Redirect($"/requests/{References.Show(Reference)}");
}
