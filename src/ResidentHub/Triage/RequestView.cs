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
/// <param name="Answers">Answers this person may read, in the order of the questions.</param>
/// <param name="HiddenAnswers">How many answers others may read.</param>
/// <param name="Messages">Opening and thread, as far as this person may read them.</param>
/// <param name="IsOpeningHidden">There is an opening that this person may not read.</param>
/// <param name="Why">Why it was routed here and why it is so urgent.</param>
public sealed record RequestView(
    ServiceRequest Request,
    RequestType Type,
    SaidPlace Place,
    IReadOnlyList<(Question Question, Answer Answer)> Answers,
    int HiddenAnswers,
    IReadOnlyList<Message> Messages,
    bool IsOpeningHidden,
    IReadOnlyList<Note> Notes,
    IReadOnlyList<Photo> Photos,
    IReadOnlyList<Localized> Why,
    IReadOnlyList<Event> History,
    IReadOnlyDictionary<Guid, string> StaffNames,
    IReadOnlySet<string> Groups,
    int Followers)
{
    public bool MayAct => Groups.Contains("lead") || Groups.Contains("joined") || Groups.Contains("head") || Groups.Contains("advisers");

    public bool MayKnowReporter => RequestAccess.MayKnowReporter(Groups);

    /// <summary>Loads the request with this reference, or null when it does not exist for this person.</summary>
    public static async Task<RequestView?> LoadAsync(HubDb db, StaffMember staff, string reference, Dialogs dialogs, CancellationToken cancellation)
    {
        var request = await db.Requests().AsNoTracking().Include(row => row.Answers).Include(row => row.Deadlines).Include(row => row.Assignments).AsSplitQuery()
            .FirstOrDefaultAsync(row => row.Reference == reference, cancellation);
        if (request is null || dialogs.Type(request.Type) is not { } type || !RequestAccess.MaySee(staff, request, type, dialogs.Landlord))
            return null;
        var groups = RequestAccess.GroupsOf(staff, request, type, dialogs.Landlord);
        var mayReadOpening = RequestAccess.MayRead(groups, type.OpeningReaders);
        var messages = await db.Messages().AsNoTracking().Where(message => message.RequestId == request.Id && message.SafetyAlertId == null).OrderBy(message => message.At).ToListAsync(cancellation);
        var notes = await db.Notes().AsNoTracking().Where(note => note.RequestId == request.Id).OrderByDescending(note => note.At).ToListAsync(cancellation);
        var photos = groups.Count > 0 ? await db.Photos().AsNoTracking().Where(photo => photo.RequestId == request.Id).ToListAsync(cancellation) : [];
        var history = await db.Events().AsNoTracking().Where(one => one.SubjectId == request.Id).OrderByDescending(one => one.At).ThenByDescending(one => one.Id).ToListAsync(cancellation);
        var answers = ReadableAnswers(request, dialogs, groups);
        var mayReadThread = groups.Count > 0;
        return new RequestView(
            request,
            type,
            JsonSerializer.Deserialize<SaidPlace>(request.Place)!,
            answers,
            request.Answers.Count - answers.Count,
            [.. messages.Where(message => message.Part == Part.Opening ? mayReadOpening : mayReadThread)],
            !mayReadOpening && messages.Exists(message => message.Part == Part.Opening),
            [.. notes.Where(note => note.StaffId == staff.Id || RequestAccess.MayRead(groups, note.Readers))],
            mayReadOpening ? photos : [],
            [.. JsonSerializer.Deserialize<List<Dictionary<string, string>>>(request.Why)!.Select(texts => new Localized(texts))],
            history,
            await StaffNamesAsync(db, request, messages, notes, history, cancellation),
            groups,
            request.IncidentId is { } incident ? await db.Requests().CountAsync(row => row.IncidentId == incident && row.Id != request.Id, cancellation) : 0);
    }

    private static List<(Question, Answer)> ReadableAnswers(ServiceRequest request, Dialogs dialogs, IReadOnlySet<string> groups)
    {
        var readable = new List<(Question, Answer)>();
        foreach (var answered in request.Answers.GroupBy(answer => answer.Type))
        {
            var questions = dialogs.Type(answered.Key)?.Questions ?? [];
            foreach (var question in questions)
            {
                if (answered.FirstOrDefault(row => row.Question == question.Key) is { } answer && RequestAccess.MayRead(groups, question.Readers))
                    readable.Add((question, new Answer(answer.Question, answer.Values)));
            }
        }

        return readable;
    }

    private static async Task<Dictionary<Guid, string>> StaffNamesAsync(HubDb db, ServiceRequest request, List<Message> messages, List<Note> notes, List<Event> history, CancellationToken cancellation)
    {
        var ids = messages.Select(message => message.StaffId).Concat(notes.Select(note => (Guid?)note.StaffId)).Concat(history.Select(one => one.StaffId)).Append(request.OwnerId).OfType<Guid>().Distinct().ToList();
        return await db.Staff().AsNoTracking().Where(member => ids.Contains(member.Id)).ToDictionaryAsync(member => member.Id, member => member.FirstName, cancellation);
    }
}
