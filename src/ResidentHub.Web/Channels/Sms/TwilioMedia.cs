using Microsoft.EntityFrameworkCore;
using ResidentHub.Data;
using ResidentHub.Messaging;

namespace ResidentHub.Web.Channels.Sms;

/// <summary>
/// Fetches the pictures of a message. The account's token goes to the API's own host and no further; what is too large, too slow or no picture is left,
/// and the message goes on without it.
/// </summary>
public sealed class TwilioMedia(HttpClient client, SmsSettings settings, IDbContextFactory<HubDb> factory, PhotoStore store, ILogger<TwilioMedia> log)
{
    private const int MostRedirects = 3;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>The photos that could be kept, at most three, all of them within ten seconds.</summary>
    public async Task<IReadOnlyList<Guid>> FetchAsync(IReadOnlyList<string> addresses, Guid conversation, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_patience);
        var pictures = await Task.WhenAll(addresses.Take(PhotoStore.MaxPhotos).Select(address => FetchAsync(address, limit.Token, cancellation)));
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var kept = new List<Guid>();
        foreach (var picture in pictures.OfType<byte[]>())
        {
            if (await store.KeepAsync(db, picture, null, conversation, cancellation) is { } photo)
                kept.Add(photo.Id);
        }

        await db.SaveChangesAsync(cancellation);
        return kept;
    }

    // Null when it could not be had.
    private async Task<byte[]?> FetchAsync(string address, CancellationToken limit, CancellationToken cancellation)
    {
        byte[]? picture = null;
        await Attempt.AloneAsync("media", async () => picture = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? await FollowAsync(uri, limit) : null, log, cancellation);
        return picture;
    }

    private async Task<byte[]?> FollowAsync(Uri address, CancellationToken cancellation)
    {
        for (var hop = 0; hop <= MostRedirects && IsAllowed(address); hop++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (hop == 0 && Addresses.AreOfOneServer(address, settings.Api))
                request.Headers.Authorization = TwilioMessages.Credentials(settings);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } next)
                address = new Uri(address, next);
            else
                return response.IsSuccessStatusCode ? await ReadAsync(response.Content, cancellation) : null;
        }

        return null;
    }

    private static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > PhotoStore.MaxBytes)
            return null;
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        using var kept = new MemoryStream();
        var room = new byte[64 * 1024];
        for (int read; (read = await stream.ReadAsync(room, cancellation)) > 0;)
        {
            if (kept.Length + read > PhotoStore.MaxBytes)
                return null;
            kept.Write(room, 0, read);
        }

        return kept.ToArray();
    }

    // This machine's own addresses only where the API itself is one of them.
    private bool IsAllowed(Uri address) => Addresses.IsSafe(address) && (!address.IsLoopback || settings.Api.IsLoopback);
}
