using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Language.Facts;
using ResidentHub.Messaging;
using ResidentHub.People;
using ResidentHub.Requests;

namespace ResidentHub.Pipeline;

/// <summary>Requests that make the first minute of a demonstration convincing: they go through the same intake, dated back, and nothing leaves for them.</summary>
public sealed class DemoRequests(IDbContextFactory<HubDb> factory, Dialogs dialogs, RequestIntake intake, Threads threads, TimeProvider clock)
{
    public async Task SeedAsync(CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.Requests().AnyAsync(cancellation))
            return;
        var staff = await db.Staff().AsNoTracking().ToListAsync(cancellation);
        var owners = dialogs.Demo.Staff.ToDictionary(member => member.Key, member => staff.Find(row => row.Email == member.Email));
        foreach (var demo in dialogs.Demo.Requests.OrderByDescending(demo => demo.DaysAgo * 24 + demo.HoursAgo))
            await AddAsync(db, demo, owners, cancellation);
    }

    private async Task AddAsync(HubDb db, DemoRequest demo, Dictionary<string, StaffMember?> owners, CancellationToken cancellation)
    {
        var at = clock.GetUtcNow().AddDays(-demo.DaysAgo).AddHours(-demo.HoursAgo);
        var draft = DraftOf(demo, at);
        var message = Words(draft.Id, demo.Text, demo.Language, at, Author.Resident);
        await threads.AddAsync(db, null, message, cancellation);
        var receipt = await intake.OpenAsync(db, new Submission(draft, Origin.Form, demo.Language, OpeningMessages: [message.Id]), at, cancellation);
        var request = db.Requests().Local.First(row => row.Id == receipt.RequestId);
        foreach (var (i, (from, text, daysAgo)) in demo.Thread.Index())
            await threads.AddAsync(db, null, Said(request, from, text, clock.GetUtcNow().AddDays(-daysAgo).AddMinutes(i - demo.Thread.Count), owners), cancellation);
        if (demo.Owner is { } owner && owners[owner] is { } member)
            request.OwnerId = member.Id;

        // Nobody who is invented is written to.
        foreach (var row in db.Outbox().Local.ToList())
            db.Remove(row);
        if (StateNames.Read(demo.State) is { } state && state != RequestState.New)
            Move(request, state, demo, at);
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    private static Draft DraftOf(DemoRequest demo, DateTimeOffset at) => Draft.New(Guid.CreateVersion7(), demo.Type, at, demo.Text) with
    {
        Answers = demo.Answers.ToImmutableDictionary(answer => answer.Question),
        Place = new SaidPlace(demo.Residence, demo.Building, demo.Stair, demo.Floor, demo.Flat, demo.Spot),
        Contact = new SaidContact(demo.Contact is { } contact ? Contacts.Phone(contact) : null, demo.Contact?.Contains('@') == true ? demo.Contact : null, demo.Name),
    };

    private static Message Said(ServiceRequest request, string from, string text, DateTimeOffset at, Dictionary<string, StaffMember?> owners)
    {
        var message = Words(request.Id, text, request.Language, at, from == "resident" ? Author.Resident : Author.Staff, from == "resident" ? null : owners[from]?.Id);
        (message.RequestId, message.Part, message.RetainUntil) = (request.Id, Part.Thread, request.RetainUntil);
        return message;
    }

    private static Message Words(Guid thread, string text, string language, DateTimeOffset at, Author author, Guid? staff = null) => new()
    {
        ConversationId = thread, Author = author, StaffId = staff, Channel = ThreadPipeline.PageChannel, Text = text, Language = language, At = at, RetainUntil = at.AddDays(30),
    };

    private static void Move(ServiceRequest request, RequestState state, DemoRequest demo, DateTimeOffset at)
    {
        request.State = state;
        request.ContactedAt = at.AddHours(6);
        foreach (var deadline in request.Deadlines.Where(deadline => deadline.Kind == DeadlineKind.Contact))
            deadline.MetAt = request.ContactedAt;
        request.DueAt = request.DueAt.AddDays(7);
        if (state != RequestState.Resolved)
            return;
        (request.Outcome, request.ResolvedAt) = (demo.Outcome, at.AddDays(Math.Min(demo.DaysAgo, 3)));
        request.DueAt = request.ResolvedAt.Value.AddDays(30);
    }
}
