using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResidentHub.Data;

namespace ResidentHub.Safety;

/// <summary>
/// A danger read in a resident's words. Never a request, never counted by residence, read only by duty officers and their head.
/// </summary>
public sealed class SafetyAlert : IEntityTypeConfiguration<SafetyAlert>
{
    /// <summary>An officer acknowledges within this, else the next one is alerted.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromMinutes(15);

    /// <summary>Stands for a label when a member of staff saw the danger.</summary>
    public const string RaisedByStaff = "raised-by-staff";

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Label { get; init; }

    /// <summary>Which of the label's first lines was said.</summary>
    public required string Line { get; init; }

    public Guid? ConversationId { get; init; }

    /// <summary>The request in whose thread or form it was written, if any.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>The words, where they are not a message of a conversation.</summary>
    public string? Text { get; set; }

    /// <summary>Key of the residence, when known, so that rescue can be sent.</summary>
    public string? Residence { get; init; }

    /// <summary>How the person can be called, when known.</summary>
    public string? CallBack { get; init; }

    public required string Language { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The officer now alerted.</summary>
    public Guid? OfficerId { get; set; }

    public required DateTimeOffset AnswerBy { get; set; }

    public int Escalations { get; set; }

    public DateTimeOffset? AcknowledgedAt { get; set; }

    public Guid? AcknowledgedBy { get; set; }

    /// <summary>What the officer decided, and whom they told.</summary>
    public string? Decision { get; set; }

    public string? Told { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public Guid? DecidedBy { get; set; }

    public required DateTimeOffset RetainUntil { get; init; }

    public bool IsOpen => DecidedAt is null;

    public void Configure(EntityTypeBuilder<SafetyAlert> builder)
    {
        builder.Property(alert => alert.Label).HasMaxLength(40);
        builder.Property(alert => alert.Line).HasMaxLength(40);
        builder.Property(alert => alert.Residence).HasMaxLength(40);
        builder.Property(alert => alert.CallBack).HasMaxLength(254);
        builder.Property(alert => alert.Language).HasMaxLength(10);
        builder.HasIndex(alert => new { alert.DecidedAt, alert.AnswerBy });
        builder.HasIndex(alert => alert.ConversationId);
        builder.HasIndex(alert => alert.RetainUntil);
    }
}

public static class SafetyTables
{
    public static DbSet<SafetyAlert> SafetyAlerts(this HubDb db) => db.Set<SafetyAlert>();
}
