using ResidentHub.Data;

namespace ResidentHub.Notifications;

/// <summary>What became of one row at its provider.</summary>
/// <param name="After">When to try again; null: the relay's own delay, which doubles.</param>
/// <param name="Error">A short code, never words or numbers of people.</param>
/// <param name="NeedsCall">Nobody can be written to there: a person calls instead.</param>
public sealed record Delivery(OutboxState State, string? ProviderId = null, TimeSpan? After = null, string? Error = null, bool NeedsCall = false)
{
    /// <summary>The provider has it.</summary>
    public static Delivery Left(string? providerId = null) => new(OutboxState.Sent, providerId);

    /// <summary>The provider has it not, for certain, and may take it later.</summary>
    public static Delivery Again(string error, TimeSpan? after = null) => new(OutboxState.Pending, After: after, Error: error);

    /// <summary>The provider will never take it.</summary>
    public static Delivery Refused(string error) => new(OutboxState.Failed, Error: error);

    /// <summary>No message can ever reach this address: a person calls instead.</summary>
    public static Delivery CallInstead(string error) => new(OutboxState.Failed, Error: error, NeedsCall: true);

    /// <summary>The provider may have it or not.</summary>
    public static Delivery Unknown(string error) => new(OutboxState.Unknown, Error: error);
}

/// <summary>
/// Sends one row, or looks up what became of one. A fault is <see cref="Delivery.Again"/> for a kind that may leave twice, else
/// <see cref="Delivery.Unknown"/>. The token is cancelled when the hub stops: a call cut short then is looked up at the next start.
/// </summary>
public delegate Task<Delivery> Send(OutboxRow row, CancellationToken cancellation);

/// <summary>How the rows of one kind leave; registered where the kind is set up.</summary>
public sealed record Sender(OutboxKind Kind, Send Send)
{
    internal const int UsualAttempts = 6;

    /// <summary>Rows leave once or not at all: a row is marked before the call, and one found marked after a crash is never simply sent again.</summary>
    public bool IsAtMostOnce { get; init; }

    /// <summary>Asks the provider what became of a row found marked; null: nobody can tell.</summary>
    public Send? LookUp { get; init; }

    /// <summary>Rows of one address leave in the order in which they were written: one to be tried again holds back those after it.</summary>
    public bool IsInOrder { get; init; }

    /// <summary>How many addresses may be sent to at once.</summary>
    public int AtOnce { get; init; } = 1;

    /// <summary>A row has failed once it was tried so often.</summary>
    public int MostAttempts { get; init; } = UsualAttempts;

    /// <summary>A kind that is not set up: what waits for it has failed once nobody sets it up in time.</summary>
    public static Sender None(OutboxKind kind) => new(kind, (_, _) => Task.FromResult(Delivery.Again("not-set-up")));
}
