using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ResidentHub.Tests.Web;

/// <summary>Counts the commands sent to the database.</summary>
public sealed class CommandCount : DbCommandInterceptor
{
    private int _count;

    /// <summary>How many commands an act sends.</summary>
    public async Task<int> OfAsync(Func<Task> act)
    {
        var before = Volatile.Read(ref _count);
        await act();
        return Volatile.Read(ref _count) - before;
    }

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        Interlocked.Increment(ref _count);
        return result;
    }
}
