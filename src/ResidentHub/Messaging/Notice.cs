using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResidentHub.Data;

namespace ResidentHub.Messaging;

/// <summary>Something a department or a member of staff should see in the hub. Carries keys only.</summary>
public sealed class Notice : IEntityTypeConfiguration<Notice>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string? Department { get; init; }

    public string? Agency { get; init; }

    public Guid? StaffId { get; init; }

    public Guid? RequestId { get; init; }

    /// <summary>A key of the <c>notice</c> texts.</summary>
    public required string Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    public DateTimeOffset? SeenAt { get; set; }

    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.Property(notice => notice.Department).HasMaxLength(40);
        builder.Property(notice => notice.Agency).HasMaxLength(40);
        builder.Property(notice => notice.Kind).HasMaxLength(40);
        builder.HasIndex(notice => new { notice.SeenAt, notice.Department });
        builder.HasIndex(notice => new { notice.SeenAt, notice.StaffId });
        builder.HasIndex(notice => notice.RequestId);
    }
}

public static class NoticeTable
{
    public static DbSet<Notice> Notices(this HubDb db) => db.Set<Notice>();
}
