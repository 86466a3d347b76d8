using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;

namespace ResidentHub.Messaging;

/// <summary>Photos as files under random names, cleaned of all that is not the picture, with a row each.</summary>
public sealed class PhotoStore(string folder, TimeProvider clock)
{
    public const long MaxBytes = 10 * 1024 * 1024;

    public const int MaxPhotos = 3;

    /// <summary>Cleans and keeps a photo; null when it is no JPEG, PNG or WebP picture. The row is added to the caller's transaction.</summary>
    public async Task<Photo?> KeepAsync(HubDb db, byte[] bytes, Guid? session, Guid? conversation, CancellationToken cancellation)
    {
        if (PhotoCleaner.Clean(bytes) is not { } clean)
            return null;
        var now = clock.GetUtcNow();
        var photo = new Photo
        {
            SessionId = session,
            ConversationId = conversation,
            ContentType = clean.ContentType,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(clean.Bytes)),
            Bytes = clean.Bytes.Length,
            At = now,
            RetainUntil = now + Retention.OrphanPhoto,
        };
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(PathOf(photo.Id), clean.Bytes, cancellation);
        db.Add(photo);
        return photo;
    }

    public Stream? Open(Photo photo) => File.Exists(PathOf(photo.Id)) ? File.OpenRead(PathOf(photo.Id)) : null;

    /// <summary>Deletes rows past their day, and files without a row older than a day.</summary>
    public async Task SweepAsync(HubDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var id in await db.Photos().Where(photo => photo.RetainUntil <= now).Select(photo => photo.Id).Take(500).ToListAsync(cancellation))
        {
            File.Delete(PathOf(id));
            await db.Photos().Where(photo => photo.Id == id).ExecuteDeleteAsync(cancellation);
        }

        if (!Directory.Exists(folder))
            return;
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => File.GetLastWriteTimeUtc(file) < now.UtcDateTime - Retention.OrphanPhoto))
        {
            if (!Guid.TryParse(Path.GetFileName(file), out var id) || !await db.Photos().AnyAsync(photo => photo.Id == id, cancellation))
                File.Delete(file);
        }
    }

    private string PathOf(Guid id) => Path.Combine(folder, id.ToString("N"));
}
