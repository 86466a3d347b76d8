using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Language;
using ResidentHub.Pipeline;
using ResidentHub.Requests;
using ResidentHub.Routing;
using ResidentHub.Understanding;
using ResidentHub.Web.Pages.Requests;

namespace ResidentHub.Web.Pages.Staff;

public enum DeskStep
{
    Words,
    Choose,
    Form,
    Done,
}

/// <summary>
/// Staff open a request for someone in front of them or on the phone: first what the person says, then one page of what is missing, then the
/// receipt. The same reader, routing and receipt as everywhere.
/// </summary>
public sealed class DeskModel(
    CurrentStaff current, IDbContextFactory<HubDb> factory, Dialogs dialogs, Understander understander, FormIntake intake, HandOverDesk handOvers, WorkingCalendar calendar, TimeProvider clock) : StaffPage(current)
{
    private const int BehalfMax = 200, Offered = 3;

    /// <summary>Below it another type is no longer offered beside one that is clear.</summary>
    private const double Likely = 0.1;

    /// <summary>For whom staff enter it: keys of <c>staff.desk.who</c>.</summary>
    public static readonly IReadOnlyList<string> Presence = ["present", "phone", "letter", "helper"];

    public DeskStep Step { get; private set; }

    public string Words { get; private set; } = "";

    /// <summary>Likeliest types, best first.</summary>
    public IReadOnlyList<RequestType> Proposed { get; private set; } = [];

    public RequestType? Type { get; private set; }

    public Draft Draft { get; private set; } = null!;

    public IReadOnlyList<FieldFault> Faults { get; private set; } = [];

    /// <summary>First lines of a danger read in the words.</summary>
    public Reply? Danger { get; private set; }

    public SafetyLabel? DangerLabel { get; private set; }

    public Reply? Receipt { get; private set; }

    /// <summary>Whether the one who entered it may open it: some are for advisers alone.</summary>
    public bool MaySeeRequest { get; private set; }

    public string Who { get; private set; } = Presence[0];

    public string Mandate { get; private set; } = "";

    public string Spoken { get; private set; } = Localized.Default;

    public bool WantsInterpreter { get; private set; }

    /// <summary>Languages a resident may speak: those the hub speaks, then those it reads.</summary>
    public IReadOnlyList<string> Languages => [.. Dialogs.SpokenWell, .. dialogs.Examples.Select(file => file.Language).Distinct().Except(Dialogs.SpokenWell).Order()];

    /// <summary>Questions to ask now, and those that may wait.</summary>
    public (IReadOnlyList<Question> Now, IReadOnlyList<Question> Later) Questions
    {
        get
        {
            var asked = Type!.Questions.Where(question => question.Key != FormSteps.Contact && !question.IsStory && question.Kind != QuestionKind.Photo).ToList();
            var now = asked.Where(question => question.IsRequired || (question.Ask != Ask.FormOnly && question.When.IsEmpty)).ToList();
            return (now, [.. asked.Except(now)]);
        }
    }

    public async Task OnGetAsync(Guid? talk, CancellationToken cancellation)
    {
        if (talk is { } id && await handOvers.ReadAsync(Staff, id, isLookedAt: true, cancellation) is { } view)
            Words = string.Join('\n', view.Messages.Where(message => message.Author == Messaging.Author.Resident).Select(message => message.Text));
    }

    /// <summary>What the person says is read: for danger first, then for its type.</summary>
    public async Task<IActionResult> OnPostReadAsync(string? words, CancellationToken cancellation)
    {
        Words = Clean.Text(words);
        if (Words.Length == 0)
        {
            Step = DeskStep.Choose;
            return Page();
        }

        var reading = understander.Read(Words, Today);
        Proposed = TypesOf(reading);
        if (await intake.AlertAsync(Words, Dialogs.SpokenWell.Contains(reading.Language) ? reading.Language : Localized.Default, cancellation) is { } alert)
        {
            (Danger, DangerLabel, Words, Step) = (alert.Lines, dialogs.Danger(alert.Label), "", DeskStep.Choose);
            return Page();
        }

        Step = reading.Decision == Decision.Act && Proposed.Count > 0 && Proposed[0].Label == reading.Label ? DeskStep.Form : DeskStep.Choose;
        if (Step == DeskStep.Form)
            Begin(Proposed[0], reading);
        return Page();
    }

    public IActionResult OnPostType(string? words, string? label)
    {
        Words = Clean.Text(words);
        if (dialogs.Type(label) is not { } type)
        {
            (Step, Faults) = (DeskStep.Choose, [new FieldFault("label", "fault.choice")]);
            return Page();
        }

        var reading = understander.Read(Words, Today);
        Proposed = TypesOf(reading);
        Begin(type, reading);
        return Page();
    }

    public async Task<IActionResult> OnPostSendAsync(string? label, string? words, string? who, string? mandate, string? spoken, bool interpreter, string? minted, CancellationToken cancellation)
    {
        if (dialogs.Type(label) is not { } type)
            return NotFound();
        (Step, Type, Words) = (DeskStep.Form, type, Clean.Text(words));
        (Who, Mandate) = (Presence.Contains(who) ? who! : Presence[0], Clean.Text(mandate));
        (Spoken, WantsInterpreter) = (Languages.Contains(spoken) ? spoken! : Localized.Default, interpreter);
        var faults = new List<FieldFault>();
        Draft = Read(type, IdOf(minted), faults);
        if (faults.Count > 0)
        {
            Faults = faults;
            return Page();
        }

        var result = await intake.SubmitAsync(new Submission(Draft, Origin.Desk, Spoken, WantsInterpreter: WantsInterpreter, OnBehalfOf: Behalf(), StaffId: Staff.Id), cancellation);
        if (result.Receipt is not { } receipt)
        {
            (Danger, DangerLabel, Draft) = (result.Danger, result.Label is null ? null : dialogs.Danger(result.Label), result.Draft);
            Words = StoryOf(type, Draft);
            return Page();
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        MaySeeRequest = await Triage.Queue.Visible(db, Staff, dialogs).AnyAsync(request => request.Reference == receipt.Reference, cancellation);
        (Step, Receipt) = (DeskStep.Done, ReceiptTalk.Say(receipt, dialogs, calendar, Dialogs.SpokenWell.Contains(Spoken) ? Spoken : Localized.Default, Draft.Contact.CanBeReached));
        return Page();
    }

    private DateOnly Today => calendar.Today(clock.GetUtcNow());

    private void Begin(RequestType type, Reading reading)
    {
        (Step, Type) = (DeskStep.Form, type);
        var said = Catalogue.Said.Of(Words, reading, dialogs, Today);
        Draft = Prefill.Settle(Prefill.From(Draft.New(Guid.CreateVersion7(), type.Label, clock.GetUtcNow(), Words), type, said, dialogs), type, said);
        if (Dialogs.SpokenWell.Contains(reading.Language))
            Spoken = reading.Language;
    }

    private IReadOnlyList<RequestType> TypesOf(Reading reading) =>
        [.. reading.Also.Concat([reading.Label]).Concat(reading.Top.Select(candidate => candidate.Label)).Select(dialogs.Type).OfType<RequestType>().Distinct()
            .Where(type => reading.Decision != Decision.Act || type.Label == reading.Label || reading.Also.Contains(type.Label) || Confidence(reading, type) > Likely)
            .OrderByDescending(type => Confidence(reading, type)).Take(Offered)];

    private static double Confidence(Reading reading, RequestType type) => reading.Top.FirstOrDefault(candidate => candidate.Label == type.Label).Confidence;

    private Draft Read(RequestType type, Guid id, List<FieldFault> faults)
    {
        var draft = Draft.New(id, type.Label, clock.GetUtcNow(), "");
        if (type.Story is { } story && Words.Length > 0)
            draft = Words.Length > story.MaxLength ? Fault(draft, faults, new FieldFault("words", "fault.too_long")) : draft.With(new Answer(story.Key, Words));
        var reader = new FormReader(Request.Form, dialogs, understander, Today);
        foreach (var question in type.Questions.Where(question => question.Key != FormSteps.Contact && !question.IsStory && question.Kind != QuestionKind.Photo))
        {
            if (question.When.Holds(draft.Answers))
                draft = reader.Read(draft, type, question.Key, faults);
        }

        return reader.Read(reader.Read(draft, type, FormSteps.Place, faults), type, FormSteps.Contact, faults);
    }

    private static Draft Fault(Draft draft, List<FieldFault> faults, FieldFault fault)
    {
        faults.Add(fault);
        return draft;
    }

    private static string StoryOf(RequestType type, Draft draft) => type.Story is { } story && draft.Answers.GetValueOrDefault(story.Key) is { } told ? told.Value : "";

    private string Behalf()
    {
        var behalf = Mandate.Length > 0 ? $"{Who}: {Mandate}" : Who;
        return behalf.Length > BehalfMax ? behalf[..BehalfMax] : behalf;
    }
}
