using System.Collections.Concurrent;
using System.Threading.Channels;

namespace ResidentHub.Messaging;

/// <summary>
/// Tells open pages of this process that something changed; pages fetch what they may see. Carries only which thing changed, never content.
/// </summary>
public sealed class LiveUpdates
{
    private readonly ConcurrentDictionary<Channel<string>, string[]> _listeners = [];

    public static string OfConversation(Guid id) => $"conversation:{id:N}";

    public static string OfRequest(Guid id) => $"request:{id:N}";

    /// <summary>All of the staff's queue, and safety alerts.</summary>
    public const string OfStaff = "staff";

    public void Publish(params ReadOnlySpan<string> topics)
    {
        foreach (var (listener, wanted) in _listeners)
        {
            foreach (var topic in topics)
            {
                if (wanted.Contains(topic))
                    listener.Writer.TryWrite(topic);
            }
        }
    }

    /// <summary>What changes from now on among the topics; a slow reader misses repeats, never the last change.</summary>
    public async IAsyncEnumerable<string> Listen(string[] topics, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<string>(new BoundedChannelOptions(8) { FullMode = BoundedChannelFullMode.DropOldest });
        _listeners[channel] = topics;
        try
        {
            await foreach (var topic in channel.Reader.ReadAllAsync(cancellation))
                yield return topic;
        }
        finally
        {
            _listeners.TryRemove(channel, out _);
        }
    }
}
