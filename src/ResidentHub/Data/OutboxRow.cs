using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ResidentHub.Data;

public enum OutboxKind
{
    Email,
    Sms,
    Activity,
}

public enum OutboxState
{
    Pending,

    /// <summary>Written before the call, so that a crash never sends an SMS twice.</summary>
    Sending,
    Sent,
    Failed,

    /// <summary>Whether it left is not known; a person looks.</summary>
    Unknown,
    Cancelled,
}

/// <summary>Something that leaves the hub, written in the transaction that decided it and sent after the commit.</summary>
public sealed class OutboxRow : IEntityTypeConfiguration<OutboxRow>
{
    /// <summary>The purpose of what tells an officer on duty of a danger: sent before all else.</summary>
    public const string Alert = "alert";

    /// <summary>Also the idempotency key of the send.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required OutboxKind Kind { get; init; }

    /// <summary>E-mail address or E.164 number.</summary>
    public required string Address { get; init; }

    public string? Subject { get; init; }

    public required string Body { get; set; }

    /// <summary>Why it is sent; shown to staff, decides how long it is kept.</summary>
    public required string Purpose { get; init; }

    public Guid? RequestId { get; init; }

    public Guid? ConversationId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset NotBefore { get; set; }

    public OutboxState State { get; set; } = OutboxState.Pending;

    public int Attempts { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public required DateTimeOffset RetainUntil { get; init; }

    public void Configure(EntityTypeBuilder<OutboxRow> builder)
    {
        builder.Property(row => row.Address).HasMaxLength(254);
        builder.Property(row => row.Purpose).HasMaxLength(60);
        builder.HasIndex(row => new { row.State, row.NotBefore });
        builder.HasIndex(row => row.RetainUntil);
    }
}

public static class OutboxTable
{
    public static DbSet<OutboxRow> Outbox(this HubDb db) => db.Set<OutboxRow>();
}
