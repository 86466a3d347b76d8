using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Pipeline;
using ResidentHub.Requests;
using ResidentHub.Triage;
using ResidentHub.Web.Pages.Staff;
using ResidentHub.Web.Setup;

namespace ResidentHub.Web.Channels.WebChat;

/// <summary>Photos are served through rights: to the browser that sent them or may read their request, and to staff who may read it.</summary>
public static class Photos
{
    public static void MapPhotos(this WebApplication app) =>
        app.MapGet("/photos/{id:guid}", async (Guid id, HttpContext context, Visit visit, CurrentStaff current, IDbContextFactory<HubDb> factory, Dialogs dialogs, PhotoStore store, TimeProvider clock, CancellationToken cancellation) =>
        {
            await using var db = await factory.CreateDbContextAsync(cancellation);
            if (await db.Photos().AsNoTracking().FirstOrDefaultAsync(photo => photo.Id == id, cancellation) is not { } photo)
                return Results.NotFound();
            var session = await visit.FindSessionAsync(cancellation);
            var isOwn = session is not null
                && (photo.SessionId == session.Id || (photo.RequestId is { } request && await ResidentRequests.MayReadAsync(db, session.Id, request, clock.GetUtcNow(), cancellation)));
            if (!isOwn && !await MayStaffSeeAsync(db, photo, current, dialogs, cancellation))
                return Results.NotFound();
            context.Response.Headers.CacheControl = "private, no-store";
            return store.Open(photo) is { } stream ? Results.Stream(stream, photo.ContentType) : Results.NotFound();
        });

    /// <summary>Reads the photos of a form: at most three, each a picture by its content. A file that is none is named in the faults.</summary>
    public static async Task<(List<byte[]> Pictures, List<string> Faults)> ReadAsync(IFormFileCollection files, CancellationToken cancellation)
    {
        var (pictures, faults) = (new List<byte[]>(), new List<string>());
        var given = files.Where(file => file.Length > 0).ToList();
        if (given.Count > PhotoStore.MaxPhotos)
            faults.Add("photo.too_many");
        foreach (var file in given.Take(PhotoStore.MaxPhotos))
        {
            if (file.Length > PhotoStore.MaxBytes)
            {
                faults.Add("photo.too_large");
                continue;
            }

            using var memory = new MemoryStream();
            await file.CopyToAsync(memory, cancellation);
            if (PhotoCleaner.Clean(memory.ToArray()) is null)
                faults.Add("photo.no_picture");
            else
                pictures.Add(memory.ToArray());
        }

        return (pictures, faults);
    }

    private static async Task<bool> MayStaffSeeAsync(HubDb db, Photo photo, CurrentStaff current, Dialogs dialogs, CancellationToken cancellation)
    {
        if (await current.FindAsync(cancellation) is not { } staff)
            return false;
        if (await db.Messages().AnyAsync(message => message.Id == photo.MessageId && message.SafetyAlertId != null, cancellation))
            return SafetyDesk.MaySee(staff);
        if (photo.RequestId is not { } request)
            return false;
        var reference = await db.Requests().Where(row => row.Id == request).Select(row => row.Reference).FirstOrDefaultAsync(cancellation);
        return reference is not null && await RequestView.LoadAsync(db, staff, reference, dialogs, cancellation) is { } view && view.Photos.Any(seen => seen.Id == photo.Id);
    }
}
