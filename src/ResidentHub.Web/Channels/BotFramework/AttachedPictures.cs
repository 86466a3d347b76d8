using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using ResidentHub.Messaging;

namespace ResidentHub.Web.Channels.BotFramework;

/// <summary>
/// Fetches the pictures of a message. Whoever writes may name any address: only public ones are called, by https, a few seconds long, and
/// nothing of the hub's goes there; the hub's token goes to the channel's own server only.
/// </summary>
public sealed partial class AttachedPictures(HttpClient http, ConnectorToken token, ILogger<AttachedPictures> log)
{
    private const int MaxHops = 3;

    private const string TeamsFile = "application/vnd.microsoft.teams.file.download.info", Data = "data:", Base64 = ";base64,";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(6);

    /// <summary>A client that follows nothing by itself and calls no address of a private network; of this machine only where the address says so.</summary>
    public static HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectCallback = ConnectAsync, PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
    {
        MaxResponseContentBufferSize = PhotoStore.MaxBytes,
        Timeout = s_patience,
    };

    /// <summary>The bytes that came of what may be pictures; what did not come in time, or is too large, is left out.</summary>
    public async Task<IReadOnlyList<byte[]>> FetchAsync(Activity activity, ConversationReference reference, CancellationToken cancellation)
    {
        var pictures = (activity.Attachments ?? []).OfType<Attachment>().Select(AddressOf).OfType<string>().Take(PhotoStore.MaxPhotos);
        var fetched = await Task.WhenAll(pictures.Select(address => FetchAsync(address, reference, cancellation)));
        return [.. fetched.OfType<byte[]>()];
    }

    /// <summary>How many files came along, of any kind; cards are none.</summary>
    public static int CountFiles(Activity activity) => (activity.Attachments ?? []).OfType<Attachment>().Count(attachment => attachment.ContentUrl is { Length: > 0 } || AddressOf(attachment) is not null);

    // A kind that is not told is looked at; texts, cards and sounds are not.
    private static string? AddressOf(Attachment attachment)
    {
        var kind = attachment.ContentType?.ToLowerInvariant() ?? "";
        if (kind == TeamsFile)
            return attachment.Content is { ValueKind: JsonValueKind.Object } file && file.TryGetProperty("downloadUrl", out var url) && url.ValueKind == JsonValueKind.String ? url.GetString() : null;
        return kind is "" or "image" or "application/octet-stream" || kind.StartsWith("image/", StringComparison.Ordinal) ? attachment.ContentUrl : null;
    }

    private async Task<byte[]?> FetchAsync(string address, ConversationReference reference, CancellationToken cancellation)
    {
        if (address.StartsWith(Data, StringComparison.OrdinalIgnoreCase))
            return Inline(address);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_patience);
        try
        {
            return await FollowAsync(Addresses.Read(address), new Uri(reference.ServiceUrl), reference.IsVerified, limit.Token);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            LogLeftOut(log, fault.GetType().Name);
            return null;
        }
    }

    private static byte[]? Inline(string address)
    {
        var at = address.IndexOf(Base64, StringComparison.OrdinalIgnoreCase);
        var bytes = new byte[address.Length];
        return at >= 0 && Convert.TryFromBase64String(address[(at + Base64.Length)..], bytes, out var written) ? bytes[..written] : null;
    }

    private async Task<byte[]?> FollowAsync(Uri? next, Uri service, bool isVerified, CancellationToken cancellation)
    {
        for (var hop = 0; hop <= MaxHops && next is not null; hop++)
        {
            // This machine is called only by who is on it.
            if (next.IsLoopback && !service.IsLoopback)
                return null;
            using var request = new HttpRequestMessage(HttpMethod.Get, next);
            if (isVerified && Addresses.AreOfOneServer(next, service))
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token.GetAsync(cancellation));
            using var response = await http.SendAsync(request, cancellation);
            if (response.IsSuccessStatusCode)
                return await response.Content.ReadAsByteArrayAsync(cancellation);
            next = response.Headers.Location is { } location && (int)response.StatusCode is >= 300 and < 400 && new Uri(next, location) is var target && Addresses.IsSafe(target) ? target : null;
        }

        return null;
    }

    // The name was looked up just now, and this very address is called: no second answer of a name server can lead elsewhere.
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var isHere = context.InitialRequestMessage.RequestUri!.IsLoopback;
        var found = (await Dns.GetHostAddressesAsync(host, cancellation)).Where(address => isHere ? IPAddress.IsLoopback(address) : PublicAddress.Is(address)).ToArray();
        if (found.Length == 0)
            throw new HttpRequestException("No public address.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A picture did not come: {Fault}")]
    private static partial void LogLeftOut(ILogger log, string fault);
}
