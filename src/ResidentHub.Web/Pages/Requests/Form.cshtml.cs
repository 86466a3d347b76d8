using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Pipeline;
using ResidentHub.Requests;
using ResidentHub.Routing;
using ResidentHub.Understanding;
using ResidentHub.Web.Setup;

namespace ResidentHub.Web.Pages.Requests;

/// <summary>The form of one request type: one question a page, or all on one page by choice; then check and send.</summary>
[RequestFormLimits(MultipartBodyLengthLimit = 35 * 1024 * 1024)]
public sealed class FormModel(
    IDbContextFactory<HubDb> factory, Dialogs dialogs, Visit visit, FormIntake intake, PhotoStore photoStore, Understander understander, WorkingCalendar calendar, TimeProvider clock, Limits limits) : PageModel
{
    private const int PerMinute = 60;

    public RequestType Type { get; private set; } = null!;

    public Draft? Draft { get; private set; }

    /// <summary>The step shown, or null for all on one page.</summary>
    public string? Step { get; private set; }

    public IReadOnlyList<string> Steps { get; private set; } = [];

    public IReadOnlyList<FieldFault> Faults { get; private set; } = [];

    /// <summary>First lines, when a danger was read in the answers.</summary>
    public Reply? Danger { get; private set; }

    public IReadOnlyList<Photo> Photos { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string label, Guid? d, string? q, bool all, CancellationToken cancellation)
    {
        if (!await LoadAsync(label, d, cancellation))
            return NotFound();
        Step = all ? null : q is not null && Steps.Contains(q) ? q : Steps[0];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string label, Guid? d, string? q, bool all, CancellationToken cancellation)
    {
        if (!await LoadAsync(label, d, cancellation))
            return NotFound();
        if (Draft is null && d is { } sent && q == FormSteps.Check && await SentBeforeAsync(sent, cancellation) is { } reference)
            return Redirect($"/requests/{Language.Facts.References.Show(reference)}?sent=1");
        var draft = Draft ?? Draft.New(Guid.CreateVersion7(), label, clock.GetUtcNow(), "");
        var isWithinLimits = limits.Allows("Form", HttpContext.Connection.RemoteIpAddress?.ToString() ?? "", PerMinute);
        if (q == FormSteps.Check)
            return isWithinLimits ? await SendAsync(draft, (await visit.SessionAsync(cancellation)).Id, cancellation) : TooOften(draft, q);
        var reader = new FormReader(Request.Form, dialogs, understander, calendar.Today(clock.GetUtcNow()));
        var steps = all ? Steps.Where(step => step != FormSteps.Check).ToList() : [q ?? Steps[0]];
        var faults = new List<FieldFault>();
        foreach (var step in steps.Where(step => all ? FormSteps.For(Type, draft).Contains(step) : Steps.Contains(step)))
            draft = reader.Read(draft, Type, step, faults);
        if (await ConfideAsync(draft, faults, cancellation) is { } confided)
        {
            (Draft, Faults, Step) = (confided, faults, all ? null : steps[0]);
            return Page();
        }

        if (!isWithinLimits)
            return TooOften(draft, all ? null : steps[0]);
        var session = await visit.SessionAsync(cancellation);
        faults.AddRange(await KeepPhotosAsync(draft, session.Id, cancellation));
        await KeepAsync(draft, session.Id, cancellation);
        if (faults.Count > 0)
        {
            (Draft, Faults, Step) = (draft, faults, all ? null : steps[0]);
            await LoadPhotosAsync(cancellation);
            return Page();
        }

        var next = all || Request.Form.ContainsKey("to_check") ? FormSteps.Check : FormSteps.Next(Type, draft, steps[0]);
        return Redirect($"/requests/new/{label}?d={draft.Id:N}&q={next}");
    }

    // Words of danger are told to the officer as soon as they are posted, sent or not; so are those too long to be kept.
    private async Task<Draft?> ConfideAsync(Draft draft, List<FieldFault> faults, CancellationToken cancellation)
    {
        var session = await visit.FindSessionAsync(cancellation);
        if (await intake.ConfideAsync(new Submission(draft, Origin.Form, visit.Language, SessionId: session?.Id), cancellation) is { } told)
        {
            Danger = told.Danger;
            await KeepAsync(told.Draft, (await visit.SessionAsync(cancellation)).Id, cancellation);
            return told.Draft;
        }

        foreach (var tooLong in faults.Where(fault => fault.Key == "fault.too_long"))
        {
            if (await intake.AlertAsync(Request.Form[tooLong.Field].ToString(), visit.Language, cancellation) is { } alert)
                Danger = alert.Lines;
        }

        return null;
    }

    // The form was sent already, by a second click or from a page gone back to: its request.
    private async Task<string?> SentBeforeAsync(Guid id, CancellationToken cancellation)
    {
        if (await visit.FindSessionAsync(cancellation) is not { } session)
            return null;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.Requests().Where(request => request.Id == id && db.Reporters().Any(reporter => reporter.RequestId == id && reporter.SessionId == session.Id)).Select(request => request.Reference).FirstOrDefaultAsync(cancellation);
    }

    // The page again with all that was filled in.
    private PageResult TooOften(Draft draft, string? step)
    {
        (Draft, Step, Faults) = (draft, step, [new FieldFault("main", "error.too_often_text")]);
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return Page();
    }

    private async Task<IActionResult> SendAsync(Draft draft, Guid session, CancellationToken cancellation)
    {
        if (FormSteps.Missing(Type, draft) is { } missing)
            return Redirect($"/requests/new/{Type.Label}?d={draft.Id:N}&q={missing}");
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var photos = await db.Photos().Where(photo => photo.ConversationId == draft.Id && photo.SessionId == session).Select(photo => photo.Id).ToListAsync(cancellation);
        var result = await intake.SubmitAsync(new Submission(draft with { Opening = "", Photos = photos.Count }, Origin.Form, visit.Language, SessionId: session, Photos: [.. photos]), cancellation);
        if (result.Receipt is { } receipt)
        {
            await db.FormDrafts().Where(row => row.Id == draft.Id).ExecuteDeleteAsync(cancellation);
            return Redirect($"/requests/{Language.Facts.References.Show(receipt.Reference)}?sent=1");
        }

        await KeepAsync(result.Draft, session, cancellation);
        await db.FormDrafts().Where(row => row.Id == draft.Id).ExecuteDeleteAsync(cancellation);
        (Draft, Danger, Step) = (result.Draft, result.Danger, FormSteps.Check);
        return Page();
    }

    private async Task<bool> LoadAsync(string label, Guid? id, CancellationToken cancellation)
    {
        if (dialogs.Type(label) is not { } type)
            return false;
        Type = type;
        if (id is { } known && await visit.FindSessionAsync(cancellation) is { } session)
        {
            await using var db = await factory.CreateDbContextAsync(cancellation);
            var row = await db.FormDrafts().AsNoTracking().FirstOrDefaultAsync(draft => draft.Id == known && draft.SessionId == session.Id, cancellation);
            Draft = row?.Read() is { } draft && draft.Type == label ? draft : null;
            await LoadPhotosAsync(cancellation);
        }

        Steps = FormSteps.For(type, Draft);
        return true;
    }

    private async Task LoadPhotosAsync(CancellationToken cancellation)
    {
        if (Draft is null)
            return;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        Photos = await db.Photos().AsNoTracking().Where(photo => photo.ConversationId == Draft.Id).ToListAsync(cancellation);
    }

    private async Task KeepAsync(Draft draft, Guid session, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.FormDrafts().FirstOrDefaultAsync(row => row.Id == draft.Id && row.SessionId == session, cancellation) is { } row)
            row.Write(draft);
        else
            db.Add(FormDraft.Of(draft, session, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellation);
    }

    private async Task<IEnumerable<FieldFault>> KeepPhotosAsync(Draft draft, Guid session, CancellationToken cancellation)
    {
        if (Request.Form.Files.Count == 0)
            return [];
        var (pictures, faults) = await Channels.WebChat.Photos.ReadAsync(Request.Form.Files, cancellation);
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var already = await db.Photos().CountAsync(photo => photo.ConversationId == draft.Id, cancellation);
        if (pictures.Count > PhotoStore.MaxPhotos - already)
            faults.Add("photo.too_many");
        foreach (var picture in pictures.Take(PhotoStore.MaxPhotos - already))
            await photoStore.KeepAsync(db, picture, session, draft.Id, cancellation);
        await db.SaveChangesAsync(cancellation);
        return faults.Distinct().Select(fault => new FieldFault("photos", fault));
    }
}

/// <summary>What is wrong with one field: its name and the key of the kind words for it.</summary>
public sealed record FieldFault(string Field, string Key);
