using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ResidentHub.Data;

/// <summary>Who did something.</summary>
public enum Actor
{
    Resident,
    Staff,
    System,
}

/// <summary>
/// A fact appended in the transaction of the change it tells of. People read it as history, audits and notifications are fed from it.
/// Holds keys and ids, never a resident's words or name.
/// </summary>
public sealed class Event : IEntityTypeConfiguration<Event>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required DateTimeOffset At { get; init; }

    /// <summary>What happened, as a key of the <c>event</c> texts.</summary>
    public required string Kind { get; init; }

    /// <summary>The request, conversation, alert or person it is about.</summary>
    public required Guid SubjectId { get; init; }

    public required Actor Actor { get; init; }

    public Guid? StaffId { get; init; }

    /// <summary>What changed, as one key or pair of keys (a department, a state, a date).</summary>
    public string? Detail { get; init; }

    public void Configure(EntityTypeBuilder<Event> builder)
    {
        builder.Property(one => one.Kind).HasMaxLength(60);
        builder.Property(one => one.Detail).HasMaxLength(200);
        builder.HasIndex(one => new { one.SubjectId, one.At });
    }
}

public static class EventTable
{
    public static DbSet<Event> Events(this HubDb db) => db.Set<Event>();
}
