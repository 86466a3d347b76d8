using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.People;
using ResidentHub.Requests;

namespace ResidentHub.Triage;

/// <summary>
/// A request as one member of staff may see it: what they may not read is not in it. Pages, prints and live updates show this and nothing else.
/// </summary>
public sealed record RequestView
{
    public required ServiceRequest Request { get; init; }

    public required RequestType Type { get; init; }

    /// <summary>For whom it was entered; with the mandate, which may name people, for those inside only.</summary>
    public required string? OnBehalfOf { get; init; }

    public required SaidPlace Place { get; init; }

    /// <summary>The groups of readers this person is in; empty for those who see it from outside (a caretaker, whoever entered it).</summary>
    public required IReadOnlySet<string> Groups { get; init; }

    /// <summary>Answers this person may read, in the order of the questions.</summary>
    public required IReadOnlyList<(Question Question, Answer Answer)> Answers { get; init; }

    /// <summary>How many answers only others may read.</summary>
    public int HiddenAnswers => Request.Answers.Count - Answers.Count;

    /// <summary>Opening and thread, as far as this person may read them, oldest first.</summary>
    public required IReadOnlyList<Message> Messages { get; init; }

    /// <summary>Which of the messages did not simply leave.</summary>
    public required IReadOnlyDictionary<Guid, OutboxState> Unsent { get; init; }

    /// <summary>There is an opening that this person may not read.</summary>
    public required bool IsOpeningHidden { get; init; }

    /// <summary>Notes this person wrote or may read, oldest first.</summary>
    public required IReadOnlyList<Note> Notes { get; init; }

    public required IReadOnlyList<Photo> Photos { get; init; }

    /// <summary>Why it was routed here and why it is so urgent.</summary>
    public required IReadOnlyList<Localized> Why { get; init; }

    /// <summary>What happened, newest first.</summary>
    public required IReadOnlyList<Event> History { get; init; }

    /// <summary>First names of the staff that stand in it.</summary>
    public required IReadOnlyDictionary<Guid, string> StaffNames { get; init; }

    /// <summary>References of the other reports of the same breakdown, as far as this person may see them, oldest first.</summary>
    public required IReadOnlyList<string> Followers { get; init; }

    /// <summary>Who wrote, where the type is open and this person answers; for other types it is asked for and logged.</summary>
    public required Reporter? Reporter { get; init; }

    /// <summary>Third persons are named in it.</summary>
    public required bool HasNamedPersons { get; init; }

    /// <summary>The channel of its conversation, or null when it has none (a form, the desk).</summary>
    public required string? Channel { get; init; }

    /// <summary>A person holds its conversation: the assistant is silent there.</summary>
    public required bool IsConversationHeld { get; init; }

    public bool MayAct => RequestAccess.MayAct(Groups);

    /// <summary>Whoever sees an open request may leave a note: a caretaker says what they found.</summary>
    public bool MayNote => MayAct || Request.IsOpen;

    public bool MayKnowReporter => RequestAccess.MayKnowReporter(Groups);

    public string? OwnerName => Request.OwnerId is { } owner ? StaffNames.GetValueOrDefault(owner) : null;

    /// <summary>Loads the request with this reference, or null when it does not exist for this person.</summary>
    public static async Task<RequestView?> LoadAsync(HubDb db, StaffMember staff, string reference, Dialogs dialogs, CancellationToken cancellation)
    {
        var request = await db.Requests().AsNoTracking().Include(row => row.Answers).Include(row => row.Deadlines).Include(row => row.Assignments).AsSplitQuery()
            .FirstOrDefaultAsync(row => row.Reference == reference, cancellation);
        if (request is null || dialogs.Type(request.Type) is not { } type || !RequestAccess.MaySee(staff, request, type, dialogs.Landlord))
            return null;
        var groups = RequestAccess.GroupsOf(staff, request, type, dialogs.Landlord);
        var isInside = groups.Count > 0;
        var mayReadOpening = RequestAccess.MayRead(groups, type.OpeningReaders);
        var messages = await db.Messages().AsNoTracking().Where(message => message.RequestId == request.Id && message.SafetyAlertId == null).OrderBy(message => message.At).ThenBy(message => message.Number).ToListAsync(cancellation);
        var notes = await db.Notes().AsNoTracking().Where(note => note.RequestId == request.Id).OrderBy(note => note.At).ToListAsync(cancellation);
        var history = await db.Events().AsNoTracking().Where(one => one.SubjectId == request.Id).OrderByDescending(one => one.At).ThenByDescending(one => one.Id).ToListAsync(cancellation);
        var place = JsonSerializer.Deserialize<SaidPlace>(request.Place)!;
        return new RequestView
        {
            Request = request,
            Type = type,
            OnBehalfOf = isInside ? request.OnBehalfOf : request.OnBehalfOf?.Split(':')[0],
            Place = isInside ? place : place with { Flat = null },
            Groups = groups,
            Answers = ReadableAnswers(request, dialogs, groups),
            Messages = [.. messages.Where(message => message.Part == Part.Opening ? mayReadOpening : isInside)],
            Unsent = await Messaging.Unsent.AmongAsync(db, messages, cancellation),
            IsOpeningHidden = !mayReadOpening && messages.Exists(message => message.Part == Part.Opening),
            Notes = [.. notes.Where(note => note.StaffId == staff.Id || RequestAccess.MayRead(groups, note.Readers))],
            Photos = mayReadOpening ? await Attachments.Photos(db, request.Id).ToListAsync(cancellation) : [],
            Why = isInside ? [.. JsonSerializer.Deserialize<List<Dictionary<string, string>>>(request.Why)!.Select(texts => new Localized(texts))] : [],
            History = ReadableHistory(history, groups),
            StaffNames = await StaffNamesAsync(db, request, messages, notes, history, cancellation),
            Followers = request.IncidentId is { } incident ? await Queue.Visible(db, staff, dialogs).Where(row => row.IncidentId == incident && row.Id != request.Id).OrderBy(row => row.CreatedAt).Select(row => row.Reference).ToListAsync(cancellation) : [],
            Reporter = type.Confidentiality == Confidentiality.Open && RequestAccess.MayKnowReporter(groups) ? await db.Reporters().AsNoTracking().FirstOrDefaultAsync(row => row.RequestId == request.Id, cancellation) : null,
            HasNamedPersons = RequestAccess.MayKnowReporter(groups) && await db.NamedPersons().AnyAsync(person => person.RequestId == request.Id, cancellation),
            Channel = request.ConversationId is { } thread ? await db.Conversations().Where(row => row.Id == thread).Select(row => row.Channel).FirstOrDefaultAsync(cancellation) : null,
            IsConversationHeld = isInside && await db.HandOvers().AnyAsync(row => row.RequestId == request.Id && row.ReturnedAt == null, cancellation),
        };
    }

    private static List<(Question, Answer)> ReadableAnswers(ServiceRequest request, Dialogs dialogs, IReadOnlySet<string> groups)
    {
        var readable = new List<(Question, Answer)>();
        foreach (var answered in request.Answers.GroupBy(answer => answer.Type))
        {
            foreach (var question in dialogs.Type(answered.Key)?.Questions ?? [])
            {
                var mayRead = groups.Count > 0 ? RequestAccess.MayRead(groups, question.Readers) : RequestAccess.MayReadFromOutside(question);
                if (mayRead && answered.FirstOrDefault(row => row.Question == question.Key) is { } answer)
                    readable.Add((question, new Answer(answer.Question, answer.Values)));
            }
        }

        return readable;
    }

    // Who read what is for those inside; the reasons they gave may tell of the matter and are for the head.
    private static List<Event> ReadableHistory(List<Event> history, IReadOnlySet<string> groups)
    {
        if (groups.Count == 0)
            return history.FindAll(one => one.Kind is not ("reporter.read" or "persons.read" or "request.person_named" or "request.danger_raised"));
        return groups.Contains("head") ? history : history.ConvertAll(one => one.Kind == "reporter.read" ? WithoutDetail(one) : one);
    }

    private static Event WithoutDetail(Event one) => new() { Id = one.Id, At = one.At, Kind = one.Kind, SubjectId = one.SubjectId, Actor = one.Actor, StaffId = one.StaffId };

    private static async Task<Dictionary<Guid, string>> StaffNamesAsync(HubDb db, ServiceRequest request, List<Message> messages, List<Note> notes, List<Event> history, CancellationToken cancellation)
    {
        var told = history.Select(one => Guid.TryParse(one.Detail, out var id) ? id : (Guid?)null);
        var ids = messages.Select(message => message.StaffId).Concat(notes.Select(note => (Guid?)note.StaffId)).Concat(history.Select(one => one.StaffId)).Concat(told).Append(request.OwnerId).Append(request.EnteredBy)
            .OfType<Guid>().Distinct().ToList();
        return await db.Staff().AsNoTracking().Where(member => ids.Contains(member.Id)).ToDictionaryAsync(member => member.Id, member => member.FirstName, cancellation);
    }
}
