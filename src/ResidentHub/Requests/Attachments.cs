using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Data;
using ResidentHub.Messaging;

namespace ResidentHub.Requests;

/// <summary>Gives a request the messages that led to it and the photos that came with it.</summary>
public static class Attachments
{
    /// <summary>Photos of a request. One sent with words of danger is the duty officer's, as the words are.</summary>
    public static IQueryable<Photo> Photos(HubDb db, Guid request) =>
        db.Photos().AsNoTracking().Where(photo => photo.RequestId == request && !db.Messages().Any(message => message.Id == photo.MessageId && message.SafetyAlertId != null));

    /// <summary>Messages that spoke of a danger stay out: they belong to the duty officer alone.</summary>
    public static async Task GiveToAsync(HubDb db, ServiceRequest request, ImmutableArray<Guid> messages, ImmutableArray<Guid> photos, CancellationToken cancellation)
    {
        if (!messages.IsEmpty)
        {
            await db.Messages().Where(message => messages.Contains(message.Id)).LoadAsync(cancellation);
            foreach (var message in db.Messages().Local.Where(message => messages.Contains(message.Id) && message is { SafetyAlertId: null, RequestId: null }))
                (message.RequestId, message.Part, message.RetainUntil) = (request.Id, Part.Opening, request.RetainUntil);
        }

        if (photos.IsEmpty)
            return;
        await db.Photos().Where(photo => photos.Contains(photo.Id)).LoadAsync(cancellation);
        foreach (var photo in db.Photos().Local.Where(photo => photos.Contains(photo.Id) && photo.RequestId is null))
            (photo.RequestId, photo.RetainUntil) = (request.Id, request.RetainUntil);
    }
}
