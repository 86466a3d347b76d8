using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Language.Facts;
using ResidentHub.Pipeline;
using ResidentHub.Requests;
using ResidentHub.Triage;

namespace ResidentHub.Web.Pages.Staff;

/// <summary>One request, as this person may see it, with the queue beside it. What can be done stands in the other part of this class.</summary>
public sealed partial class RequestModel(
    CurrentStaff current, IDbContextFactory<HubDb> factory, Dialogs dialogs, RequestReading reading, RequestDesk desk, RoutingDesk routing, NoteDesk notes, StaffReplies replies, ClosingDesk closing,
    SafetyDesk safety, HandOverDesk handOvers, StaffWords words, AccessCodes codes, TimeProvider clock) : StaffPage(current)
{
    public RequestView View { get; private set; } = null!;

    public QueueView Queue { get; private set; } = null!;

    public ReplyRoute Route { get; private set; } = null!;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>Key of what went wrong, or null.</summary>
    public string? Fault { get; private set; }

    /// <summary>Kinds of words the note speaks of; shown once, then the writer decides.</summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>Who wrote, once asked for.</summary>
    public Reporter? Reporter { get; private set; }

    /// <summary>A code to read out, shown once.</summary>
    public string? Code { get; private set; }

    public IReadOnlyList<NamedPerson>? NamedPersons { get; private set; }

    /// <summary>Minted with the page: each form's act happens once.</summary>
    public string Minted { get; } = Guid.CreateVersion7().ToString("N");

    public string Reference => References.Show(View.Request.Reference);

    public IReadOnlyList<DepartmentData> OtherDepartments => [.. dialogs.Landlord.Departments.Where(department => !department.OnCall && department.Key != View.Request.Lead)];

    public bool MayChangeType => View.MayAct && RequestAccess.MayRead(View.Groups, View.Type.OpeningReaders);

    /// <summary>Where a form posts to, keeping what the queue is narrowed to.</summary>
    public string Post(string handler) => $"{Path}{(QueueLinks.Query(Filter) is { Length: > 0 } query ? $"{query}&" : "?")}handler={handler}";

    /// <summary>What was typed into a form that could not be taken, so that it is not lost.</summary>
    public string? Kept(string handler, string field) => IsPosted(handler) ? Request.Form[field] : (string?)null;

    public bool IsPosted(string handler) => HttpMethods.IsPost(Request.Method) && string.Equals(Request.Query["handler"], handler, StringComparison.OrdinalIgnoreCase);

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancellation) =>
        await LoadAsync(reference, isLookedAt: !IsRefresh, cancellation) ? Page() : NotFound();

    private QueueFilter Filter => QueueLinks.Read(Request.Query) with { Search = null, After = null };

    private string Path => $"/staff/requests/{Reference}";

    private async Task<bool> LoadAsync(string? reference, bool isLookedAt, CancellationToken cancellation)
    {
        if (ReferenceOf(reference) is not { } known || await reading.OpenAsync(Staff, known, isLookedAt, cancellation) is not { } view)
            return false;
        View = view;
        Reporter ??= view.Reporter;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        Route = await words.RouteAsync(db, view.Request, view.Type, cancellation);
        Queue = new QueueView(
            await Triage.Queue.LoadAsync(db, Staff, Filter, dialogs, Now, cancellation), Filter, await Triage.Queue.CountAsync(db, Staff, dialogs, cancellation), Now, view.Request.Reference);
        return true;
    }

    /// <summary>After a change: the page anew, the queue when the request went elsewhere, or the page with what went wrong and what was typed.</summary>
    private async Task<IActionResult> AfterAsync(DeskAnswer answer, string? reference, string said, string anchor, CancellationToken cancellation)
    {
        if (answer == DeskAnswer.NotFound)
            return NotFound();
        var isHere = await LoadAsync(reference, isLookedAt: answer == DeskAnswer.Done, cancellation);
        if (!isHere)
            return Redirect($"/staff?said={said}");
        if (answer == DeskAnswer.Done)
            return Redirect($"{Path}{(QueueLinks.Query(Filter) is { Length: > 0 } query ? $"{query}&" : "?")}said={said}#{anchor}");
        return Again(answer == DeskAnswer.Changed ? "staff.fault.changed" : "staff.fault.not_possible");
    }

    private async Task<IActionResult> AgainAsync(string? reference, string fault, CancellationToken cancellation) =>
        await LoadAsync(reference, isLookedAt: false, cancellation) ? Again(fault) : NotFound();

    private IActionResult Again(string fault)
    {
        Fault = fault;
        if (fault == "staff.fault.changed")
            Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }
}
