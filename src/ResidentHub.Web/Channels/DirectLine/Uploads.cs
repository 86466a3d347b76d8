using Microsoft.EntityFrameworkCore;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Web.Setup;

namespace ResidentHub.Web.Channels.DirectLine;

/// <summary>A file that came with an upload.</summary>
public sealed record Upload(string Name, string Type, byte[] Bytes);

/// <summary>A file as it is kept: its link opens it for a day; a photo also belongs to what is said.</summary>
public sealed record KeptFile(string Name, string Type, string Url, Guid? Photo);

/// <summary>
/// Keeps files that clients send. Photos go where all photos are; of anything else the hub takes no notice, so that it only lies here for its own
/// client to see, for a day, under a name that says nothing.
/// </summary>
public sealed class Uploads(HubContent content, PhotoStore photos, IDbContextFactory<HubDb> factory, Tickets tickets, HubSettings settings, TimeProvider clock)
{
    /// <summary>How long a link opens its file (Direct Line: 24 hours).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Types that a browser shows without running anything; all else is offered to be saved.</summary>
    private static readonly string[] s_shown = ["image/jpeg", "image/png", "image/webp", "image/gif"];

    private static readonly string[] s_harmless = [.. s_shown, "text/plain", "application/pdf", "audio/mpeg", "audio/mp4", "video/mp4"];

    private readonly string _folder = Path.Combine(content.DataFolder, "uploads");

    public static bool IsShown(string type) => s_shown.Contains(type);

    public async Task<KeptFile> KeepAsync(Talk talk, Upload upload, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await photos.KeepAsync(db, upload.Bytes, session: null, talk.Key, cancellation) is { } photo)
        {
            await db.SaveChangesAsync(cancellation);
            return new KeptFile(upload.Name, photo.ContentType, UrlOf(photo.Id, photo.ContentType, upload.Name, isPhoto: true), photo.Id);
        }

        var id = Guid.CreateVersion7();
        Directory.CreateDirectory(_folder);
        await File.WriteAllBytesAsync(PathOf(id), upload.Bytes, cancellation);
        return new KeptFile(upload.Name, upload.Type, UrlOf(id, upload.Type, upload.Name, isPhoto: false), null);
    }

    /// <summary>The bytes behind a link, and the type to serve them as; null when they are gone.</summary>
    public async Task<(Stream Bytes, string Type)?> OpenAsync(FileClaims file, CancellationToken cancellation)
    {
        if (!file.IsPhoto)
            return File.Exists(PathOf(file.File)) ? (File.OpenRead(PathOf(file.File)), s_harmless.Contains(file.Type) ? file.Type : "application/octet-stream") : null;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.Photos().AsNoTracking().FirstOrDefaultAsync(photo => photo.Id == file.File, cancellation) is { } photo && photos.Open(photo) is { } bytes ? (bytes, photo.ContentType) : null;
    }

    /// <summary>Deletes what no link opens any more.</summary>
    public Task SweepAsync(CancellationToken cancellation)
    {
        var old = clock.GetUtcNow().UtcDateTime - Lifetime;
        foreach (var file in Directory.Exists(_folder) ? Directory.EnumerateFiles(_folder).Where(file => File.GetLastWriteTimeUtc(file) < old) : [])
            File.Delete(file);
        return Task.CompletedTask;
    }

    // The link is all that is asked for: a page shows it without sending a token along.
    private string UrlOf(Guid id, string type, string name, bool isPhoto) =>
        $"{settings.PublicBaseUrl.TrimEnd('/')}{DirectLineDoor.Path}/attachments/{tickets.File(id, type, isPhoto)}/{Uri.EscapeDataString(name)}";

    private string PathOf(Guid id) => Path.Combine(_folder, id.ToString("N"));
}
