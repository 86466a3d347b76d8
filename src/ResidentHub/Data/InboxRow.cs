using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ResidentHub.Data;

/// <summary>
/// Something a provider handed in, kept before its call is answered and worked on afterwards. It stays a while without its content, so that a
/// call repeated days later is still known.
/// </summary>
public sealed class InboxRow : IEntityTypeConfiguration<InboxRow>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>What it is: a message of a channel, or news of one that was sent.</summary>
    public required string Kind { get; init; }

    /// <summary>The provider's own id: a repeat changes nothing.</summary>
    public required string ProviderId { get; init; }

    /// <summary>Whose it is; rows of one address are worked on one after the other.</summary>
    public required string Address { get; init; }

    /// <summary>What was handed in, as JSON; empty once it is worked on.</summary>
    public required string Content { get; set; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When to work on it, or to try again.</summary>
    public required DateTimeOffset NotBefore { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    public required DateTimeOffset RetainUntil { get; init; }

    public void Configure(EntityTypeBuilder<InboxRow> builder)
    {
        builder.Property(row => row.Kind).HasMaxLength(40);
        builder.Property(row => row.ProviderId).HasMaxLength(200);
        builder.Property(row => row.Address).HasMaxLength(200);
        builder.HasIndex(row => new { row.ProviderId, row.Kind }).IsUnique();
        builder.HasIndex(row => new { row.DoneAt, row.NotBefore });
        builder.HasIndex(row => row.Address);
        builder.HasIndex(row => row.RetainUntil);
    }
}

public static class InboxTable
{
    public static DbSet<InboxRow> Inbox(this HubDb db) => db.Set<InboxRow>();
}
