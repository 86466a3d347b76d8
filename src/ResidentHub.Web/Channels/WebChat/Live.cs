using ResidentHub.Messaging;
using ResidentHub.Web.Pages.Staff;

namespace ResidentHub.Web.Channels.WebChat;

/// <summary>Server-sent events that say 'changed', nothing more: the page then asks for what it may see.</summary>
public static class Live
{
    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(20);

    public static void MapLive(this WebApplication app)
    {
        app.MapGet("/chat/live", async (HttpContext context, WebConversation conversation, LiveUpdates live, CancellationToken cancellation) =>
        {
            if (await conversation.LoadAsync(cancellation) is { } thread)
                await StreamAsync(context, live, [LiveUpdates.OfConversation(thread.Id)], null, cancellation);
            else
                context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        app.MapGet("/staff/live", async (HttpContext context, CurrentStaff current, LiveUpdates live, CancellationToken cancellation) =>
            await StreamAsync(context, live, [LiveUpdates.OfStaff], current.MarkSeenAsync, cancellation)).RequireAuthorization();
    }

    private static async Task StreamAsync(HttpContext context, LiveUpdates live, string[] topics, Func<CancellationToken, Task>? onHeartbeat, CancellationToken cancellation)
    {
        context.Response.ContentType = "text/event-stream";
        await WriteAsync(context, "id: 1\n\n", cancellation);
        if (context.Request.Headers.ContainsKey("Last-Event-ID"))
            await WriteAsync(context, "event: changed\ndata: 1\n\n", cancellation);
        using var beat = new PeriodicTimer(s_heartbeat);
        var updates = live.Listen(topics, cancellation).GetAsyncEnumerator(cancellation);
        try
        {
            var (next, tick) = (updates.MoveNextAsync().AsTask(), beat.WaitForNextTickAsync(cancellation).AsTask());
            while (!cancellation.IsCancellationRequested)
            {
                if (onHeartbeat is not null)
                    await onHeartbeat(cancellation);
                if (await Task.WhenAny(next, tick) == next && await next)
                {
                    await WriteAsync(context, "event: changed\ndata: 1\n\n", cancellation);
                    next = updates.MoveNextAsync().AsTask();
                }
                else
                {
                    await WriteAsync(context, ": beat\n\n", cancellation);
                    tick = beat.WaitForNextTickAsync(cancellation).AsTask();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
    }

    private static async Task WriteAsync(HttpContext context, string text, CancellationToken cancellation)
    {
        await context.Response.WriteAsync(text, cancellation);
        await context.Response.Body.FlushAsync(cancellation);
    }
}
