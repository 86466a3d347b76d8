using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResidentHub.Data;

namespace ResidentHub.Initiatives;

/// <summary>A project of residents, as the public page tells it. Read-only for now: stories come with the landlord's files.</summary>
public sealed class Initiative : IEntityTypeConfiguration<Initiative>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Slug { get; init; }

    /// <summary>Four signs, for SMS and posters.</summary>
    public required string Code { get; init; }

    public required string Type { get; init; }

    public required string Residence { get; init; }

    /// <summary>A key of the lifecycle; public from co-building on.</summary>
    public required string State { get; set; }

    public required Dictionary<string, string> Title { get; set; }

    public required Dictionary<string, string> Story { get; set; }

    public required Dictionary<string, string> Needs { get; set; }

    public required Dictionary<string, string> Spot { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public List<InitiativeEvent> Events { get; init; } = [];

    public bool IsPublic => State is not ("idea" or "contact");

    public void Configure(EntityTypeBuilder<Initiative> builder)
    {
        builder.Property(initiative => initiative.Slug).HasMaxLength(80);
        builder.Property(initiative => initiative.Code).HasMaxLength(4);
        builder.Property(initiative => initiative.Type).HasMaxLength(40);
        builder.Property(initiative => initiative.Residence).HasMaxLength(40);
        builder.Property(initiative => initiative.State).HasMaxLength(20);
        foreach (var text in (string[])[nameof(Title), nameof(Story), nameof(Needs), nameof(Spot)])
            builder.Property<Dictionary<string, string>>(text).HasConversion<LanguagesAsJson, LanguagesComparer>();
        builder.HasIndex(initiative => initiative.Slug).IsUnique();
        builder.HasIndex(initiative => initiative.Code).IsUnique();
        builder.HasMany(initiative => initiative.Events).WithOne().HasForeignKey(one => one.InitiativeId);
    }
}

/// <summary>A date of an initiative. Says 'places left' or 'full', never a count.</summary>
public sealed class InitiativeEvent : IEntityTypeConfiguration<InitiativeEvent>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid InitiativeId { get; init; }

    public required string Slug { get; init; }

    public required Dictionary<string, string> Title { get; set; }

    public required Dictionary<string, string> Spot { get; set; }

    public required DateTimeOffset From { get; set; }

    public required DateTimeOffset To { get; set; }

    public bool IsFull { get; set; }

    public void Configure(EntityTypeBuilder<InitiativeEvent> builder)
    {
        builder.Property(one => one.Slug).HasMaxLength(80);
        builder.Property(one => one.Title).HasConversion<LanguagesAsJson, LanguagesComparer>();
        builder.Property(one => one.Spot).HasConversion<LanguagesAsJson, LanguagesComparer>();
        builder.HasIndex(one => one.Slug).IsUnique();
        builder.HasIndex(one => one.From);
    }
}

public static class InitiativeTables
{
    public static DbSet<Initiative> Initiatives(this HubDb db) => db.Set<Initiative>();
}
