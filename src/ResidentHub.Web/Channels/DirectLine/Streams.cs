using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using ResidentHub.Messaging;

namespace ResidentHub.Web.Channels.DirectLine;

/// <summary>
/// Carries conversations to their clients by WebSocket. Each stream reads the messages from the database by their number, one after the other,
/// and is only woken by <see cref="LiveUpdates"/>: nothing is missed and nothing comes twice, whoever wrote and whenever the client came.
/// </summary>
public sealed class Streams(Talks talks, ActivityWriter writer, LiveUpdates live, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    /// <summary>An empty frame tells both sides that the other is still there; meanwhile the database is asked again, should a wake be lost.</summary>
    private static readonly TimeSpan s_keepAlive = TimeSpan.FromSeconds(20);

    /// <summary>A client that takes nothing for so long is gone.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _open = [];

    /// <summary>Sends what was said after a message, then all that is said, until the client leaves or opens another stream.</summary>
    public async Task CarryAsync(WebSocket socket, Talk talk, int after, CancellationToken aborted)
    {
        var replaced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _open.AddOrUpdate(talk.Key, replaced, (_, older) =>
        {
            older.TrySetResult();
            return replaced;
        });
        var left = UntilLeftAsync(socket);
        try
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(aborted, lifetime.ApplicationStopping);
            await SendAllAsync(socket, talk, after, Task.WhenAny(left, replaced.Task), ended.Token);
            await CloseAsync(socket, left, replaced.Task.IsCompleted ? WebSocketCloseStatus.PolicyViolation : WebSocketCloseStatus.NormalClosure, replaced.Task.IsCompleted ? "collision" : null);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await CloseAsync(socket, left, WebSocketCloseStatus.EndpointUnavailable, "restart");
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException)
        {
            // The client went without a word.
        }
        finally
        {
            socket.Abort();
            _open.TryRemove(KeyValuePair.Create(talk.Key, replaced));
        }
    }

    private async Task SendAllAsync(WebSocket socket, Talk talk, int after, Task over, CancellationToken ended)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(ended);
        using var beat = new PeriodicTimer(s_keepAlive);

        // Listens before it reads: what is said in between wakes it.
        var updates = live.Listen([LiveUpdates.OfConversation(talk.Key), Turns.TypingIn(talk.Key)], done.Token).GetAsyncEnumerator(done.Token);
        var (next, tick) = (updates.MoveNextAsync().AsTask(), beat.WaitForNextTickAsync(done.Token).AsTask());
        try
        {
            while (!over.IsCompleted)
            {
                for (var said = await talks.AfterAsync(talk, after, done.Token); said.Activities.Count > 0; said = await talks.AfterAsync(talk, after, done.Token))
                {
                    await SendAsync(socket, said.Text, done.Token);
                    after = said.Watermark;
                }

                var woken = await Task.WhenAny(next, tick, over);
                if (woken == next && await next)
                {
                    if (updates.Current == Turns.TypingIn(talk.Key))
                        await SendAsync(socket, TypingIn(talk), done.Token);
                    next = updates.MoveNextAsync().AsTask();
                }
                else if (woken == tick && await tick)
                {
                    await SendAsync(socket, "", done.Token);
                    tick = beat.WaitForNextTickAsync(done.Token).AsTask();
                }
            }
        }
        finally
        {
            await done.CancelAsync();
            await ((Task)Task.WhenAll(next, tick)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await updates.DisposeAsync();
        }
    }

    private string TypingIn(Talk talk) => Json.Text(new JsonObject { ["activities"] = new JsonArray(writer.Typing(talk.Id, clock.GetUtcNow())) });

    // What a client sends on a stream means nothing, except that it is there, or leaves. Cut short, this would cut off the whole socket.
    private static async Task UntilLeftAsync(WebSocket socket)
    {
        var buffer = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(buffer, CancellationToken.None)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (WebSocketException)
        {
            // It left without a word.
        }
    }

    private static async Task SendAsync(WebSocket socket, string text, CancellationToken done)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(done);
        limit.CancelAfter(s_patience);
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, limit.Token);
    }

    // Says why it ends, and waits a moment for the client to have heard it.
    private static async Task CloseAsync(WebSocket socket, Task left, WebSocketCloseStatus status, string? why)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        using var limit = new CancellationTokenSource(s_farewell);
        await socket.CloseOutputAsync(status, why, limit.Token);
        await left.WaitAsync(limit.Token);
    }
}
