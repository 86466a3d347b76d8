using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Language.Text;
using ResidentHub.Messaging;
using ResidentHub.People;
using ResidentHub.Requests;

namespace ResidentHub.Triage;

/// <summary>What staff write between themselves about a request, and who wrote it or is named in it: kept apart, reading logged.</summary>
public sealed class NoteDesk(IDbContextFactory<HubDb> factory, Dialogs dialogs, LiveUpdates live, TimeProvider clock)
{
    public const int NoteMax = 4_000, PersonMax = 500, ReasonMax = 200;

    /// <summary>Groups that a note may be kept for.</summary>
    public static readonly IReadOnlyList<string> Readers = ["lead", "joined", "advisers", "collectors", "mediators", "head"];

    /// <summary>Who reads a note unless its writer chooses otherwise: advisers write for advisers.</summary>
    public static IReadOnlyList<string> DefaultReaders(IReadOnlySet<string> groups) => groups.Contains("advisers") ? ["advisers"] : RequestType.DefaultReaders;

    /// <summary>What a note speaks of that it should rather leave out: kinds of words, none when it is sober.</summary>
    public IReadOnlyList<string> Warnings(string text)
    {
        var words = new TokenBuffer();
        words.Fill(text, dialogs.Spellings);
        return dialogs.Vocabulary.NoteWarnings.In(words);
    }

    /// <param name="id">Minted with the form: the same note sent twice is one.</param>
    public Task<bool> AddNoteAsync(StaffMember staff, string reference, Guid id, string text, IReadOnlyList<string> readers, CancellationToken cancellation) => WriteAsync<Note>(
        staff, reference, id, "request.noted", view => view.MayNote, (request, now) => new Note
        {
            Id = id,
            RequestId = request.Id,
            StaffId = staff.Id,
            Text = Cut(text, NoteMax),
            Readers = [.. readers.Where(Readers.Contains).DefaultIfEmpty("lead").Distinct()],
            At = now,
            RetainUntil = request.RetainUntil,
        }, cancellation);

    public Task<bool> AddNamedPersonAsync(StaffMember staff, string reference, Guid id, string text, CancellationToken cancellation) => WriteAsync<NamedPerson>(
        staff, reference, id, "request.person_named", view => view.MayAct,
        (request, now) => new NamedPerson { Id = id, RequestId = request.Id, StaffId = staff.Id, Text = Cut(text, PersonMax), At = now, RetainUntil = request.RetainUntil }, cancellation);

    /// <summary>Who wrote. Logged for confidential types; strict ones need a reason. Null when it is not this person's to know.</summary>
    public async Task<Reporter?> ReadReporterAsync(StaffMember staff, string reference, string? reason, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await RequestView.LoadAsync(db, staff, reference, dialogs, cancellation) is not { MayKnowReporter: true } view || (view.Type.Confidentiality == Confidentiality.Strict && string.IsNullOrWhiteSpace(reason)))
            return null;
        if (view.Type.Confidentiality != Confidentiality.Open)
            db.Add(new Event { At = clock.GetUtcNow(), Kind = "reporter.read", SubjectId = view.Request.Id, Actor = Actor.Staff, StaffId = staff.Id, Detail = reason is null ? null : Cut(reason, ReasonMax) });
        await db.SaveChangesAsync(cancellation);
        return await db.Reporters().AsNoTracking().FirstOrDefaultAsync(reporter => reporter.RequestId == view.Request.Id, cancellation);
    }

    /// <summary>Third persons named in a request; reading is logged.</summary>
    public async Task<IReadOnlyList<NamedPerson>> ReadNamedPersonsAsync(StaffMember staff, string reference, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await RequestView.LoadAsync(db, staff, reference, dialogs, cancellation) is not { MayKnowReporter: true } view)
            return [];
        db.Add(new Event { At = clock.GetUtcNow(), Kind = "persons.read", SubjectId = view.Request.Id, Actor = Actor.Staff, StaffId = staff.Id });
        await db.SaveChangesAsync(cancellation);
        return await db.NamedPersons().AsNoTracking().Where(person => person.RequestId == view.Request.Id).OrderBy(person => person.At).ToListAsync(cancellation);
    }

    // Adding beside others' changes harms nobody: no version is asked for, and none grows.
    private Task<bool> WriteAsync<TRow>(StaffMember staff, string reference, Guid id, string kind, Func<RequestView, bool> may, Func<ServiceRequest, DateTimeOffset, TRow> row, CancellationToken cancellation)
        where TRow : class => Attempt.AgainAsync(async () =>
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await RequestView.LoadAsync(db, staff, reference, dialogs, cancellation) is not { } view || !may(view))
            return false;
        if (await db.FindAsync<TRow>([id], cancellation) is not null)
            return true;
        var now = clock.GetUtcNow();
        db.Add(row(view.Request, now));
        db.Add(new Event { At = now, Kind = kind, SubjectId = view.Request.Id, Actor = Actor.Staff, StaffId = staff.Id });
        await db.SaveChangesAsync(cancellation);
        live.Publish(LiveUpdates.OfRequest(view.Request.Id), LiveUpdates.OfStaff);
        return true;
    });

    private static string Cut(string text, int max) => text.Length > max ? text[..max] : text;
}
