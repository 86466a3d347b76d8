using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ResidentHub.Protocols;

/// <summary>A text message the network was given.</summary>
public sealed record NetworkMessage(string Sid, string To, string Body, DateTimeOffset At);

/// <summary>Twilio's Messages resource on this machine: keeps what it was asked to send the moment the call arrives, answers a little later, and lists it.</summary>
public sealed class TwilioNetwork : IAsyncDisposable
{
    private static readonly TimeSpan s_slowness = TimeSpan.FromMilliseconds(20);

    private readonly WebApplication _app;
    private int _ids;

    private TwilioNetwork(WebApplication app) => _app = app;

    public ConcurrentQueue<NetworkMessage> Messages { get; } = [];

    public string Url => _app.Urls.First();

    public static async Task<TwilioNetwork> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var network = new TwilioNetwork(builder.Build());
        const string path = "/2010-04-01/Accounts/{account}/Messages.json";
        network._app.MapPost(path, (Delegate)network.SendAsync);
        network._app.MapGet(path, network.List);
        await network._app.StartAsync();
        return network;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> SendAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var message = new NetworkMessage($"SM{Interlocked.Increment(ref _ids):x32}", form["To"].ToString(), form["Body"].ToString(), TimeProvider.System.GetUtcNow());
        Messages.Enqueue(message);
        await Task.Delay(s_slowness);
        return Results.Json(new { sid = message.Sid, status = "queued", to = message.To, body = message.Body }, statusCode: StatusCodes.Status201Created);
    }

    private IResult List(string to) => Results.Json(new
    {
        messages = Messages.Where(message => message.To == to).Select(message => new
        {
            sid = message.Sid, to = message.To, body = message.Body, status = "sent", direction = "outbound-api", date_created = message.At.ToString("r", CultureInfo.InvariantCulture),
        }),
    });
}
