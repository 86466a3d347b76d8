using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResidentHub.Data;
using ResidentHub.Messaging;

namespace ResidentHub.Conversations;

/// <summary>One thread with one person on one channel, and where it stands.</summary>
public sealed class Conversation : IEntityTypeConfiguration<Conversation>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Channel { get; init; }

    /// <summary>The channel's own id of the conversation: a session, a number, a conversation id.</summary>
    public required string Address { get; init; }

    /// <summary>What the channel needs to send to this conversation or to know its user again, as JSON; null where the address is enough.</summary>
    public string? ChannelData { get; set; }

    public Guid? SessionId { get; init; }

    public Guid? PersonId { get; set; }

    /// <summary><see cref="ConversationState"/> as JSON.</summary>
    public required string State { get; set; }

    /// <summary>Grows with each message: of two writers at once one decides again.</summary>
    public int Version { get; set; }

    /// <summary>The number of the last message. Never falls: a message that was erased leaves its number unused.</summary>
    public int LastNumber { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The moment of the last message.</summary>
    public required DateTimeOffset LastAt { get; set; }

    /// <summary>When silence turns the understood need into a call back; null when there is none.</summary>
    public DateTimeOffset? CallBackAt { get; set; }

    public required DateTimeOffset RetainUntil { get; set; }

    public void Configure(EntityTypeBuilder<Conversation> builder)
    {
        builder.Property(conversation => conversation.Channel).HasMaxLength(40);
        builder.Property(conversation => conversation.Address).HasMaxLength(200);
        builder.Property(conversation => conversation.Version).IsConcurrencyToken();

        // A browser's conversation is found by its session.
        builder.HasIndex(conversation => new { conversation.Channel, conversation.Address }).IsUnique().HasFilter($"\"Channel\" <> '{ChannelNames.Web}'");
        builder.HasIndex(conversation => conversation.SessionId);
        builder.HasIndex(conversation => conversation.CallBackAt);
        builder.HasIndex(conversation => conversation.RetainUntil);
    }
}

/// <summary>A person was asked for, or needed; stands in the queue with a date until someone answers or gives it back.</summary>
public sealed class HandOver : IEntityTypeConfiguration<HandOver>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ConversationId { get; init; }

    /// <summary>The request a member of staff answered in the conversation: what the resident writes back belongs to it.</summary>
    public Guid? RequestId { get; init; }

    public required string Department { get; init; }

    public string? Agency { get; init; }

    /// <summary>Somebody joined a project: told to its team, while the assistant goes on talking.</summary>
    public const string Participates = "participates";

    /// <summary>A key of <c>handover.why</c>.</summary>
    public required string Why { get; init; }

    public required string Language { get; init; }

    public bool WantsInterpreter { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public Guid? OwnerId { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>When the resident was told, once, that nobody could answer in time.</summary>
    public DateTimeOffset? ExcusedAt { get; set; }

    public DateTimeOffset? ReturnedAt { get; set; }

    public void Configure(EntityTypeBuilder<HandOver> builder)
    {
        builder.Property(handOver => handOver.Department).HasMaxLength(40);
        builder.Property(handOver => handOver.Agency).HasMaxLength(40);
        builder.Property(handOver => handOver.Why).HasMaxLength(40);
        builder.Property(handOver => handOver.Language).HasMaxLength(10);
        builder.HasIndex(handOver => handOver.ConversationId);
        builder.HasIndex(handOver => new { handOver.ReturnedAt, handOver.DueAt });
    }
}

public static class ConversationTables
{
    public static DbSet<Conversation> Conversations(this HubDb db) => db.Set<Conversation>();

    public static DbSet<HandOver> HandOvers(this HubDb db) => db.Set<HandOver>();
}
