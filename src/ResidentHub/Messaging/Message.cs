using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResidentHub.Data;

namespace ResidentHub.Messaging;

public enum Author
{
    Resident,
    Assistant,
    Staff,
}

/// <summary>What part of a request's story a message is, which decides who may read it.</summary>
public enum Part
{
    /// <summary>Said in a conversation, of no request.</summary>
    None,

    /// <summary>What led to the request: read only by the type's opening readers.</summary>
    Opening,

    /// <summary>Exchanged about the request once it was made.</summary>
    Thread,

    /// <summary>Said by nobody: what a client's program told (an event). It has its number in the conversation; no person reads it.</summary>
    Unsaid,
}

/// <summary>One message of a conversation or of a request's thread, in either direction.</summary>
public sealed class Message : IEntityTypeConfiguration<Message>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The conversation, or the request whose own thread it stands in.</summary>
    public required Guid ConversationId { get; init; }

    /// <summary>1, 2, 3… in its conversation, in the order in which they were kept.</summary>
    public int Number { get; set; }

    /// <summary>The channel's own id of an inbound message: a repeat is recognised by it. Null for what the hub says.</summary>
    public string? ChannelMessageId { get; init; }

    /// <summary>The inbound message this one answers.</summary>
    public Guid? InReplyTo { get; init; }

    public required Author Author { get; init; }

    public Guid? StaffId { get; init; }

    public required string Channel { get; init; }

    public required string Text { get; init; }

    /// <summary>Choices, rows and numbers of a reply, as JSON; null for plain text.</summary>
    public string? Content { get; init; }

    /// <summary>What the channel sent with an inbound message and wants back with it, as JSON.</summary>
    public string? ChannelData { get; init; }

    public required string Language { get; init; }

    /// <summary>Grows with the number.</summary>
    public required DateTimeOffset At { get; set; }

    public Guid? RequestId { get; set; }

    public Part Part { get; set; }

    /// <summary>Set when a danger was read: only duty officers and their head read it, wherever it was written.</summary>
    public Guid? SafetyAlertId { get; set; }

    /// <summary>When a member of staff first had it on screen.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    public required DateTimeOffset RetainUntil { get; set; }

    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.Property(message => message.ChannelMessageId).HasMaxLength(200);
        builder.Property(message => message.Channel).HasMaxLength(40);
        builder.Property(message => message.Language).HasMaxLength(10);
        builder.HasIndex(message => new { message.Channel, message.ConversationId, message.ChannelMessageId }).IsUnique();
        builder.HasIndex(message => new { message.ConversationId, message.Number }).IsUnique();
        builder.HasIndex(message => new { message.RequestId, message.At });
        builder.HasIndex(message => message.RetainUntil);
    }
}

/// <summary>A photo a resident sent; the file stands in the data folder under its id.</summary>
public sealed class Photo : IEntityTypeConfiguration<Photo>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid? ConversationId { get; init; }

    public Guid? MessageId { get; set; }

    public Guid? RequestId { get; set; }

    public Guid? SessionId { get; init; }

    public required string ContentType { get; init; }

    public required string Sha256 { get; init; }

    public required long Bytes { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset RetainUntil { get; set; }

    public void Configure(EntityTypeBuilder<Photo> builder)
    {
        builder.Property(photo => photo.ContentType).HasMaxLength(40);
        builder.Property(photo => photo.Sha256).HasMaxLength(64);
        builder.HasIndex(photo => photo.ConversationId);
        builder.HasIndex(photo => photo.RequestId);
        builder.HasIndex(photo => photo.RetainUntil);
    }
}

public static class MessageTables
{
    public static DbSet<Message> Messages(this HubDb db) => db.Set<Message>();

    public static DbSet<Photo> Photos(this HubDb db) => db.Set<Photo>();
}
