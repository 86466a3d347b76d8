using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Language.Safety;
using ResidentHub.Messaging;
using ResidentHub.Requests;
using ResidentHub.Routing;
using ResidentHub.Safety;
using ResidentHub.Understanding;

namespace ResidentHub.Pipeline;

/// <summary>What a resident's reply on a request's page brings: nothing to say, or the first lines of a danger.</summary>
public sealed record ThreadResult(bool IsTaken, Reply? Danger);

/// <summary>The way in for what the resident writes about a request once it is made.</summary>
public sealed class ThreadPipeline(
    IDbContextFactory<HubDb> factory, Dialogs dialogs, Understander understander, SafetyIntake safety, Threads threads, WorkingCalendar calendar, LiveUpdates live, TimeProvider clock)
{
    public const string PageChannel = "page";

    /// <summary>Whether words speak of a danger: such words pass every limit.</summary>
    public bool IsDanger(string text) => understander.Read(text, calendar.Today(clock.GetUtcNow()), isAnswer: true).Safety is not null;

    /// <summary>The resident writes on the request's page. A repeat of the same message id changes nothing and is answered alike.</summary>
    public Task<ThreadResult> ResidentWritesAsync(Guid requestId, string messageId, string written, IReadOnlyList<Guid> photos, CancellationToken cancellation) =>
        Attempt.AgainAsync(() => TakeAsync(requestId, messageId, written, photos, cancellation));

    /// <summary>The resident ends it: withdrawn, or confirmed as solved.</summary>
    public Task EndByResidentAsync(Guid requestId, RequestState state, CancellationToken cancellation) =>
        ByResidentAsync(requestId, (db, request, type, now) => ResidentVerbs.End(db, request, type, state, now), cancellation);

    /// <summary>'It is not solved': within 30 days the request goes back to who had it.</summary>
    public Task ReopenAsync(Guid requestId, CancellationToken cancellation) =>
        ByResidentAsync(requestId, (db, request, type, now) => ResidentVerbs.Reopen(db, request, type, calendar, now), cancellation);

    /// <summary>A message of a request's thread.</summary>
    internal static Message Row(Guid thread, string channel, Author author, string text, ServiceRequest request, DateTimeOffset now, string messageId, Guid? staff = null) => new()
    {
        ConversationId = thread,
        ChannelMessageId = messageId,
        Author = author,
        StaffId = staff,
        Channel = channel,
        Text = text,
        Language = request.Language,
        At = now,
        RequestId = request.Id,
        Part = Part.Thread,
        RetainUntil = request.RetainUntil,
    };

    private async Task<ThreadResult> TakeAsync(Guid requestId, string messageId, string written, IReadOnlyList<Guid> photos, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow();
        var request = await db.Requests().FirstAsync(row => row.Id == requestId, cancellation);
        var conversation = await StaffWords.ConversationAsync(db, request, cancellation);
        var thread = conversation?.Id ?? request.Id;
        var text = Clean.Text(written);
        var danger = text.Length > 0 ? understander.Read(text, calendar.Today(now), isAnswer: true).Safety : null;
        var known = await db.Messages().AsNoTracking().Where(message => message.Channel == PageChannel && message.ConversationId == thread && message.ChannelMessageId == messageId).Select(message => message.Text).FirstOrDefaultAsync(cancellation);
        if (known is not null && known != text)
            messageId = MessageRows.IdOf(messageId, text);
        if (known != text && !await db.Messages().AnyAsync(message => message.Channel == PageChannel && message.ConversationId == thread && message.ChannelMessageId == messageId, cancellation))
            await AddAsync(db, request, conversation, Row(thread, PageChannel, Author.Resident, text, request, now, messageId), danger, photos, now, cancellation);
        return new ThreadResult(true, danger is null ? null : SafetyTalk.FirstLines(danger, dialogs, request.Language, await DutyDesk.IsOfficerThereAsync(db, now, cancellation), isShort: false));
    }

    private async Task AddAsync(HubDb db, ServiceRequest request, Conversation? conversation, Message message, SafetyReading? danger, IReadOnlyList<Guid> photos, DateTimeOffset now, CancellationToken cancellation)
    {
        if (danger is not null)
        {
            var reporter = await db.Reporters().AsNoTracking().FirstOrDefaultAsync(row => row.RequestId == request.Id, cancellation);
            var at = new DangerAt(null, request.Id, message.Text, new SaidPlace(request.Residence), new SaidContact(reporter?.Phone, reporter?.Email), request.Language);
            message.SafetyAlertId = (await safety.AlertAsync(db, danger, at, now, cancellation)).Id;
        }

        await threads.AddAsync(db, conversation, message, cancellation);
        foreach (var photo in await db.Photos().Where(photo => photos.Contains(photo.Id) && photo.RequestId == null).ToListAsync(cancellation))
            (photo.RequestId, photo.MessageId, photo.RetainUntil) = (request.Id, message.Id, request.RetainUntil);
        if (danger is null)
            ResidentSpoke(db, request, now);
        await db.SaveChangesAsync(cancellation);
        live.Publish(LiveUpdates.OfConversation(message.ConversationId), LiveUpdates.OfRequest(request.Id), LiveUpdates.OfStaff);
    }

    private static void ResidentSpoke(HubDb db, ServiceRequest request, DateTimeOffset now)
    {
        request.HasUnread = true;
        request.Version++;
        if (request.State == RequestState.WaitingResident)
            request.State = RequestState.InProgress;
        db.Add(new Event { At = now, Kind = "request.resident_wrote", SubjectId = request.Id, Actor = Actor.Resident });
    }

    private Task ByResidentAsync(Guid requestId, Func<HubDb, ServiceRequest, RequestType, DateTimeOffset, bool> change, CancellationToken cancellation) => Attempt.AgainAsync(async () =>
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var request = await db.Requests().Include(row => row.Answers).FirstAsync(row => row.Id == requestId, cancellation);
        if (!change(db, request, dialogs.Type(request.Type)!, clock.GetUtcNow()))
            return false;
        await db.SaveChangesAsync(cancellation);
        live.Publish(LiveUpdates.OfRequest(requestId), LiveUpdates.OfStaff);
        return true;
    });
}
