using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.People;
using ResidentHub.Requests;
using ResidentHub.Safety;

namespace ResidentHub.Privacy;

/// <summary>Erases for real: rows go, nothing is merely hidden.</summary>
public static class Erasure
{
    /// <summary>
    /// A conversation and its words. What belongs to an open request stays with the request; the words of a danger stay with the duty officer's
    /// alert, as the law asks, and nowhere else.
    /// </summary>
    public static async Task ConversationAsync(HubDb db, Guid id, DateTimeOffset now, CancellationToken cancellation)
    {
        await MessagesAsync(db, message => message.ConversationId == id && message.RequestId == null, cancellation);
        await db.HandOvers().Where(handOver => handOver.ConversationId == id).ExecuteDeleteAsync(cancellation);
        await db.Photos().Where(photo => photo.ConversationId == id && photo.RequestId == null).ExecuteUpdateAsync(set => set.SetProperty(photo => photo.RetainUntil, now), cancellation);
        await db.Conversations().Where(conversation => conversation.Id == id).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>A browser's session with its grants and drafts: the quick exit. Its codes open nothing more, but still count.</summary>
    public static async Task SessionAsync(HubDb db, Guid session, CancellationToken cancellation)
    {
        await db.OneTimeCodes().Where(code => code.SessionId == session).ExecuteUpdateAsync(set => set.SetProperty(code => code.TriesLeft, 0), cancellation);
        await db.SessionGrants().Where(grant => grant.SessionId == session).ExecuteDeleteAsync(cancellation);
        await db.FormDrafts().Where(draft => draft.SessionId == session).ExecuteDeleteAsync(cancellation);
        await db.WebSessions().Where(row => row.Id == session).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>All that is kept under a telephone number, an e-mail address or the landlord's number of a person. Gives how many requests lost their reporter.</summary>
    public static async Task<int> PersonAsync(HubDb db, string contact, DateTimeOffset now, CancellationToken cancellation)
    {
        var people = await db.People().Where(person => person.ExternalId == contact || db.ContactPoints().Any(point => point.PersonId == person.Id && point.Value == contact)).Select(person => person.Id).ToListAsync(cancellation);
        var requests = await db.Reporters().Where(reporter => reporter.Phone == contact || reporter.Email == contact || (reporter.PersonId != null && people.Contains(reporter.PersonId.Value))).Select(reporter => reporter.RequestId).ToListAsync(cancellation);
        var conversations = await db.Conversations().Where(row => (row.PersonId != null && people.Contains(row.PersonId.Value)) || row.Address == contact || db.Requests().Any(request => request.ConversationId == row.Id && requests.Contains(request.Id))).Select(row => row.Id).ToListAsync(cancellation);
        foreach (var id in conversations)
            await ConversationAsync(db, id, now, cancellation);
        await RequestsAsync(db, requests, cancellation);
        await db.Outbox().Where(row => row.Address == contact).ExecuteDeleteAsync(cancellation);
        await db.Inbox().Where(row => row.Address == contact).ExecuteDeleteAsync(cancellation);
        var points = db.ContactPoints().Where(point => point.Value == contact || (point.PersonId != null && people.Contains(point.PersonId.Value)));

        // Who asked for no more messages is not written to again because all else is forgotten.
        await points.Where(point => point.OptedOutAt != null).ExecuteUpdateAsync(set => set.SetProperty(point => point.PersonId, (Guid?)null), cancellation);
        await points.Where(point => point.OptedOutAt == null).ExecuteDeleteAsync(cancellation);
        await db.Occupancies().Where(occupancy => people.Contains(occupancy.PersonId)).ExecuteDeleteAsync(cancellation);
        await db.People().Where(person => people.Contains(person.Id)).ExecuteDeleteAsync(cancellation);
        return requests.Count;
    }

    /// <summary>Requests with everything personal about them; their facts stay, with nobody in them.</summary>
    public static async Task RequestsAsync(HubDb db, List<Guid> ids, CancellationToken cancellation)
    {
        await MessagesAsync(db, message => message.RequestId != null && ids.Contains(message.RequestId.Value), cancellation);
        await db.Photos().Where(photo => photo.RequestId != null && ids.Contains(photo.RequestId.Value)).ExecuteUpdateAsync(set => set.SetProperty(photo => photo.RetainUntil, DateTimeOffset.UnixEpoch), cancellation);
        await db.Notes().Where(note => ids.Contains(note.RequestId)).ExecuteDeleteAsync(cancellation);
        await db.NamedPersons().Where(person => ids.Contains(person.RequestId)).ExecuteDeleteAsync(cancellation);
        await db.Reporters().Where(reporter => ids.Contains(reporter.RequestId)).ExecuteDeleteAsync(cancellation);
        await db.Outbox().Where(row => row.RequestId != null && ids.Contains(row.RequestId.Value)).ExecuteDeleteAsync(cancellation);
        await db.Notices().Where(notice => notice.RequestId != null && ids.Contains(notice.RequestId.Value)).ExecuteDeleteAsync(cancellation);
        await db.OneTimeCodes().Where(code => ids.Contains(code.RequestId)).ExecuteDeleteAsync(cancellation);
        await db.Events().Where(one => ids.Contains(one.SubjectId)).ExecuteDeleteAsync(cancellation);
        await db.Requests().Where(request => ids.Contains(request.Id)).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Messages, whatever they belong to, and what was to be sent of them; words of a danger are first put into the officer's alert.</summary>
    internal static async Task MessagesAsync(HubDb db, Expression<Func<Message, bool>> which, CancellationToken cancellation)
    {
        foreach (var message in await db.Messages().Where(which).Where(message => message.SafetyAlertId != null && message.Author == Author.Resident).OrderBy(message => message.At).ToListAsync(cancellation))
            await KeepForOfficerAsync(db, message, cancellation);
        await db.SaveChangesAsync(cancellation);
        var erased = db.Messages().Where(which);
        await db.Outbox().Where(row => erased.Any(message => message.Id == row.MessageId)).ExecuteDeleteAsync(cancellation);
        await erased.ExecuteDeleteAsync(cancellation);
    }

    // Words of a form or of a request's page stand in the alert from the first.
    private static async Task KeepForOfficerAsync(HubDb db, Message message, CancellationToken cancellation)
    {
        if (await db.FindAsync<SafetyAlert>([message.SafetyAlertId], cancellation) is { } alert && alert.Text?.Contains(message.Text, StringComparison.Ordinal) != true)
            alert.Text = alert.Text is null ? message.Text : $"{alert.Text}\n{message.Text}";
    }
}
