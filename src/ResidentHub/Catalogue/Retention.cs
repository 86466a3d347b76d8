namespace ResidentHub.Catalogue;

/// <summary>How long each kind of row lives (domain facts, section 7).</summary>
public static class Retention
{
    /// <summary>A conversation that led to nothing.</summary>
    public static readonly TimeSpan Conversation = TimeSpan.FromDays(30);

    public static readonly TimeSpan Outbox = TimeSpan.FromDays(90);

    /// <summary>How long a provider may repeat a call and still be recognised.</summary>
    public static readonly TimeSpan Inbox = TimeSpan.FromDays(7);

    public static readonly TimeSpan OrphanPhoto = TimeSpan.FromHours(24);

    private static readonly Delay s_safetyAlert = new(1, DelayUnit.Years);
    private static readonly Delay s_optOut = new(3, DelayUnit.Years);
    private static readonly Delay s_photo = new(3, DelayUnit.Months);

    /// <summary>An open request is kept at least this long, so that one forgotten is still erased one day.</summary>
    private static readonly Delay s_whileOpen = new(3, DelayUnit.Years);

    public static DateTimeOffset SafetyAlert(DateTimeOffset now) => s_safetyAlert.From(now);

    /// <summary>Proof that somebody asked for no more messages.</summary>
    public static DateTimeOffset OptOut(DateTimeOffset now) => s_optOut.From(now);

    public static DateTimeOffset Open(RequestType type, DateTimeOffset now) => type.Retention.Keep.From(s_whileOpen.From(now));

    public static DateTimeOffset Closed(RequestType type, DateTimeOffset now) => type.Retention.Keep.From(now);

    public static DateTimeOffset ClosedPhoto(DateTimeOffset now) => s_photo.From(now);
}
