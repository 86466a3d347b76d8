using Microsoft.AspNetCore.Mvc;
using ResidentHub.Pipeline;
using ResidentHub.Requests;
using ResidentHub.Triage;

namespace ResidentHub.Web.Pages.Staff;

/// <summary>What can be done with a request: each handler hands the form to one verb of a desk.</summary>
public sealed partial class RequestModel
{
    private const string Thread = "thread", Facts = "facts", Act = "act";

    public async Task<IActionResult> OnPostReplyAsync(string reference, string? text, bool waits, string? minted, CancellationToken cancellation)
    {
        var said = Clean.Text(text);
        if (said.Length == 0)
            return await AgainAsync(reference, "staff.fault.empty", cancellation);
        var isTaken = await replies.WriteAsync(Staff, ReferenceOf(reference) ?? "", IdOf(minted).ToString("N"), said, waits, cancellation);
        return await AfterAsync(isTaken ? DeskAnswer.Done : DeskAnswer.NotFound, reference, "replied", Thread, cancellation);
    }

    /// <summary>How long a reply is as SMS, while it is written.</summary>
    public IActionResult OnPostCount(string? text) => Partial("_Segments", text ?? "");

    public async Task<IActionResult> OnPostNoteAsync(string reference, string? text, List<string> readers, string? warned, string? minted, CancellationToken cancellation)
    {
        var note = Clean.Text(text);
        if (note.Length == 0)
            return await AgainAsync(reference, "staff.fault.empty", cancellation);
        Warnings = notes.Warnings(note);
        if (Warnings.Count > 0 && warned != string.Join(',', Warnings))
            return await AgainAsync(reference, "staff.fault.note_words", cancellation);
        var isTaken = await notes.AddNoteAsync(Staff, ReferenceOf(reference) ?? "", IdOf(minted), note, readers, cancellation);
        return await AfterAsync(isTaken ? DeskAnswer.Done : DeskAnswer.NotFound, reference, "noted", Thread, cancellation);
    }

    public Task<IActionResult> OnPostAssignAsync(string reference, int version, CancellationToken cancellation) =>
        RunAsync(reference, version, "assigned", Thread, at => desk.AssignToMeAsync(Staff, at, cancellation), cancellation);

    public Task<IActionResult> OnPostContactedAsync(string reference, int version, CancellationToken cancellation) =>
        RunAsync(reference, version, "contacted", Thread, at => desk.MarkContactedAsync(Staff, at, cancellation), cancellation);

    public Task<IActionResult> OnPostStateAsync(string reference, int version, string? state, CancellationToken cancellation) => RunAsync(
        reference, version, "state", Act, at => StateNames.Read(state) is { } known ? desk.SetStateAsync(Staff, at, known, cancellation) : Task.FromResult(DeskAnswer.NotPossible), cancellation);

    public Task<IActionResult> OnPostDateAsync(string reference, int version, string? date, CancellationToken cancellation) => RunAsync(
        reference, version, "date", Act, at => DateOnly.TryParse(date, out var day) ? desk.MoveDateAsync(Staff, at, day, cancellation) : Task.FromResult(DeskAnswer.NotPossible), cancellation);

    public Task<IActionResult> OnPostHandOverAsync(string reference, int version, string? department, string? why, CancellationToken cancellation) =>
        RunAsync(reference, version, "handed_over", Act, at => routing.HandOverAsync(Staff, at, department ?? "", Clean.Text(why), cancellation), cancellation);

    public Task<IActionResult> OnPostJoinAsync(string reference, int version, string? department, string? why, CancellationToken cancellation) =>
        RunAsync(reference, version, "joined", Act, at => routing.JoinAsync(Staff, at, department ?? "", Clean.Text(why), cancellation), cancellation);

    public Task<IActionResult> OnPostLeaveAsync(string reference, int version, string? department, string? why, CancellationToken cancellation) =>
        RunAsync(reference, version, "left", Act, at => routing.LeaveAsync(Staff, at, department ?? "", Clean.Text(why) is { Length: > 0 } reason ? reason : null, cancellation), cancellation);

    public Task<IActionResult> OnPostTypeAsync(string reference, int version, string? label, CancellationToken cancellation) =>
        RunAsync(reference, version, "type", Act, at => routing.ChangeTypeAsync(Staff, at, label ?? "", cancellation), cancellation);

    public async Task<IActionResult> OnPostDangerAsync(string reference, CancellationToken cancellation)
    {
        var isRaised = await safety.RaiseAsync(Staff, ReferenceOf(reference) ?? "", cancellation);
        return await AfterAsync(isRaised ? DeskAnswer.Done : DeskAnswer.NotFound, reference, "danger", Thread, cancellation);
    }

    public Task<IActionResult> OnPostResolveAsync(string reference, int version, string? outcome, string? text, string? minted, CancellationToken cancellation) =>
        RunAsync(reference, version, "resolved", Thread, at => closing.ResolveAsync(Staff, at, outcome ?? "", IdOf(minted).ToString("N"), Clean.Text(text), cancellation), cancellation);

    public Task<IActionResult> OnPostEndAsync(string reference, int version, string? state, string? text, string? minted, CancellationToken cancellation) => RunAsync(
        reference, version, "ended", Thread,
        at => StateNames.Read(state) is { } known ? closing.EndAsync(Staff, at, known, IdOf(minted).ToString("N"), Clean.Text(text), cancellation) : Task.FromResult(DeskAnswer.NotPossible), cancellation);

    public async Task<IActionResult> OnPostReporterAsync(string reference, string? reason, CancellationToken cancellation)
    {
        Reporter = await notes.ReadReporterAsync(Staff, ReferenceOf(reference) ?? "", Clean.Text(reason), cancellation);
        if (!await LoadAsync(reference, isLookedAt: true, cancellation) || !View.MayKnowReporter)
            return NotFound();
        return Reporter is null ? Again("staff.fault.reason") : Page();
    }

    public async Task<IActionResult> OnPostCodeAsync(string reference, CancellationToken cancellation)
    {
        Code = await codes.ReadOutAsync(Staff, ReferenceOf(reference) ?? "", cancellation);
        if (!await LoadAsync(reference, isLookedAt: true, cancellation) || !View.MayAct || !View.MayKnowReporter)
            return NotFound();
        return Code is null ? Again("staff.fault.codes") : Page();
    }

    public async Task<IActionResult> OnPostPersonAsync(string reference, string? text, string? minted, CancellationToken cancellation)
    {
        var person = Clean.Text(text);
        if (person.Length == 0)
            return await AgainAsync(reference, "staff.fault.empty", cancellation);
        var isTaken = await notes.AddNamedPersonAsync(Staff, ReferenceOf(reference) ?? "", IdOf(minted), person, cancellation);
        return await AfterAsync(isTaken ? DeskAnswer.Done : DeskAnswer.NotFound, reference, "person", Facts, cancellation);
    }

    public async Task<IActionResult> OnPostPersonsAsync(string reference, CancellationToken cancellation)
    {
        NamedPersons = await notes.ReadNamedPersonsAsync(Staff, ReferenceOf(reference) ?? "", cancellation);
        return await LoadAsync(reference, isLookedAt: true, cancellation) && View.MayKnowReporter ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostGiveBackAsync(string reference, CancellationToken cancellation)
    {
        if (!await LoadAsync(reference, isLookedAt: true, cancellation) || !View.MayAct)
            return NotFound();
        await handOvers.GiveBackOfRequestAsync(View.Request.Id, cancellation);
        return await AfterAsync(DeskAnswer.Done, reference, "given_back", Thread, cancellation);
    }

    private async Task<IActionResult> RunAsync(string reference, int version, string said, string anchor, Func<RequestAt, Task<DeskAnswer>> act, CancellationToken cancellation) =>
        await AfterAsync(ReferenceOf(reference) is { } known ? await act(new RequestAt(known, version)) : DeskAnswer.NotFound, reference, said, anchor, cancellation);
}
