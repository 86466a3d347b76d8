using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ResidentHub.Data;

/// <summary>How work that may fail is tried.</summary>
public static partial class Attempt
{
    private const int Most = 8;

    /// <summary>
    /// Tries anew, with reading and writing, when somebody else wrote between the two. What the work finds already done it does not do again;
    /// what fails every time is thrown.
    /// </summary>
    public static async Task<T> AgainAsync<T>(Func<Task<T>> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (DbUpdateException) when (attempt < Most)
            {
                // The next attempt reads what the other one wrote.
            }
        }
    }

    /// <summary>Tries one piece of work of many: a fault is logged without a word of anybody's, and the others go on. False when it failed.</summary>
    public static async Task<bool> AloneAsync(string name, Func<Task> work, ILogger log, CancellationToken cancellation)
    {
        try
        {
            await work();
            return true;
        }
#pragma warning disable CA1031 // The others go on, whatever this one met.
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(log, name, fault.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Name} failed: {Fault}")]
    private static partial void LogFailed(ILogger log, string name, string fault);
}
