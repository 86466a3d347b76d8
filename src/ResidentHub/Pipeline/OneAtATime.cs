namespace ResidentHub.Pipeline;

/// <summary>Lets one piece of work of a key go on at a time, in this process; those of other keys never wait.</summary>
internal sealed class OneAtATime
{
    private readonly Dictionary<Guid, Queue> _queues = [];

    /// <summary>Waits for its turn, which ends when what is given is disposed of.</summary>
    public async Task<IDisposable> EnterAsync(Guid key, CancellationToken cancellation)
    {
        Queue queue;
        lock (_queues)
        {
            queue = _queues.GetValueOrDefault(key) ?? (_queues[key] = new Queue());
            queue.Length++;
        }

        try
        {
            await queue.Gate.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            Leave(key, queue);
            throw;
        }

        return new Turn(this, key, queue);
    }

    private void Leave(Guid key, Queue queue)
    {
        lock (_queues)
        {
            if (--queue.Length == 0)
                _queues.Remove(key);
        }
    }

    private sealed class Queue
    {
        // Never asked for its wait handle, so that there is nothing to dispose of.
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Length { get; set; }
    }

    private sealed class Turn(OneAtATime owner, Guid key, Queue queue) : IDisposable
    {
        public void Dispose()
        {
            queue.Gate.Release();
            owner.Leave(key, queue);
        }
    }
}
