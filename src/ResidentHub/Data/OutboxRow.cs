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
    /// <summary>To be sent, or to be tried again.</summary>
    Pending,

    /// <summary>Written before the call where nothing may leave twice: found after a crash, it is looked up at the provider.</summary>
    Sending,
    Sent,

    /// <summary>It did not leave and will not.</summary>
    Failed,

    /// <summary>Whether it left is not known; a person looks.</summary>
    Unknown,

    /// <summary>Taken back before it left.</summary>
    Cancelled,
}

/// <summary>Something that leaves the hub, written in the transaction that decided it and sent after the commit.</summary>
public sealed class OutboxRow : IEntityTypeConfiguration<OutboxRow>
{
    /// <summary>The purpose of what tells an officer on duty of a danger: sent before all else.</summary>
    public const string Alert = "alert";

    /// <summary>The purpose of what is said in a conversation whose channel must be sent it.</summary>
    public const string Message = "message";

    /// <summary>The error of what the person's own side takes no more: they blocked the hub there.</summary>
    public const string Blocked = "blocked";

    /// <summary>The purpose of the one answer to who asks for no more messages: with that of a danger the only one that still leaves.</summary>
    public const string Farewell = "farewell";

    /// <summary>Also the idempotency key of the send.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required OutboxKind Kind { get; init; }

    /// <summary>E-mail address, E.164 number, or the address of the conversation.</summary>
    public required string Address { get; init; }

    public string? Subject { get; init; }

    public required string Body { get; set; }

    /// <summary>Why it is sent; shown to staff, decides how long it is kept.</summary>
    public required string Purpose { get; init; }

    public Guid? RequestId { get; init; }

    public Guid? ConversationId { get; init; }

    /// <summary>The message it carries; null for what stands in no conversation.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>Which piece of the message: 0, 1, 2… where one message is sent in several.</summary>
    public int Piece { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset NotBefore { get; set; }

    /// <summary>Never sent from then on: what speaks of a danger must not come when somebody else may hold the phone. Null: whenever it can.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Of two that change it at once the later one fails.</summary>
    public OutboxState State { get; set; } = OutboxState.Pending;

    public int Attempts { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>When the provider said that it arrived; null where it does not say.</summary>
    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>The provider's own id of what left, by which its reports find the row; unique for one kind and address.</summary>
    public string? ProviderId { get; set; }

    /// <summary>Why it did not leave, as a short code: the provider's, or the hub's own. Never words, names or numbers of people.</summary>
    public string? Error { get; set; }

    public required DateTimeOffset RetainUntil { get; init; }

    public void Configure(EntityTypeBuilder<OutboxRow> builder)
    {
        builder.Property(row => row.Address).HasMaxLength(254);
        builder.Property(row => row.Purpose).HasMaxLength(60);
        builder.Property(row => row.ProviderId).HasMaxLength(200);
        builder.Property(row => row.Error).HasMaxLength(60);
        builder.Property(row => row.State).IsConcurrencyToken();
        builder.HasIndex(row => new { row.Kind, row.State, row.Address });
        builder.HasIndex(row => new { row.ProviderId, row.Kind, row.Address }).IsUnique();
        builder.HasIndex(row => row.MessageId);
        builder.HasIndex(row => row.RetainUntil);
    }
}

public static class OutboxTable
{
    public static DbSet<OutboxRow> Outbox(this HubDb db) => db.Set<OutboxRow>();
}
