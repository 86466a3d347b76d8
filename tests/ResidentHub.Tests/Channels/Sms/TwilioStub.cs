using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace ResidentHub.Tests.Channels.Sms;

/// <summary>What was asked of the provider's REST API to send.</summary>
public sealed record Sending(IReadOnlyDictionary<string, string> Fields, string? Authorization, string Path)
{
    public string To => Fields["To"];

    public string Body => Fields["Body"];
}

/// <summary>Twilio's Messages API on this machine, as its documentation says it answers; a test may answer otherwise.</summary>
public sealed class TwilioStub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _ids;

    private TwilioStub(WebApplication app) => _app = app;

    public ConcurrentQueue<Sending> Sendings { get; } = [];

    public ConcurrentQueue<(string Path, string? Authorization)> Gets { get; } = [];

    /// <summary>Another answer to a sending, or null for the usual one.</summary>
    public Func<Sending, Task<IResult?>> Answer { get; set; } = _ => Task.FromResult<IResult?>(null);

    /// <summary>Another answer to a GET, or null for an empty list.</summary>
    public Func<HttpContext, IResult?> OnGet { get; set; } = _ => null;

    public string Url { get; private set; } = "";

    public static async Task<TwilioStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stub = new TwilioStub(builder.Build());
        stub._app.MapPost("/2010-04-01/Accounts/{account}/Messages.json", (Delegate)stub.SendAsync);
        stub._app.MapGet("/{**path}", (Delegate)stub.GiveAsync);
        await stub._app.StartAsync();
        stub.Url = stub._app.Urls.First();
        return stub;
    }

    /// <summary>An error as the API tells it.</summary>
    public static IResult Error(int status, int code) => Results.Json(new { code, message = "refused", more_info = $"https://www.twilio.com/docs/errors/{code}", status }, statusCode: status);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task<IResult> GiveAsync(HttpContext context)
    {
        Gets.Enqueue((context.Request.Path + context.Request.QueryString, context.Request.Headers.Authorization));
        return Task.FromResult(OnGet(context) ?? Results.Json(new { messages = Array.Empty<object>() }));
    }

    private async Task<IResult> SendAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var sending = new Sending(form.ToDictionary(field => field.Key, field => field.Value.ToString()), context.Request.Headers.Authorization, context.Request.Path);
        Sendings.Enqueue(sending);
        return await Answer(sending) ?? Results.Json(new { sid = $"SM{Interlocked.Increment(ref _ids):x32}", status = "queued", to = sending.To }, statusCode: 201);
    }
}
