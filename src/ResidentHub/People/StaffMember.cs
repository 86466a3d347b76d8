using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResidentHub.Data;

namespace ResidentHub.People;

public enum Role
{
    Agent,

    /// <summary>A social adviser: reads what residents confide.</summary>
    Adviser,

    /// <summary>Collects rent: reads dates and plans, never causes.</summary>
    Collector,
    Caretaker,
    Head,
    DutyOfficer,
    Administrator,
}

/// <summary>Someone who works for the landlord. Sign-in fields are kept by the server's sign-in; the rest says what they may do.</summary>
public sealed class StaffMember : IEntityTypeConfiguration<StaffMember>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid LandlordId { get; init; }

    public required string Email { get; set; }

    /// <summary>The e-mail in capitals, unique.</summary>
    public required string NormalizedEmail { get; set; }

    public required string Name { get; set; }

    /// <summary>What residents see.</summary>
    public required string FirstName { get; set; }

    public required List<Role> Roles { get; set; }

    public required List<string> Departments { get; set; }

    /// <summary>Agencies covered; empty for all.</summary>
    public required List<string> Agencies { get; set; }

    /// <summary>Residences covered, of a caretaker; empty for all of the agencies.</summary>
    public required List<string> Residences { get; set; }

    public string? Phone { get; set; }

    public string? PasswordHash { get; set; }

    public string SecurityStamp { get; set; } = Guid.CreateVersion7().ToString("N");

    public DateTimeOffset? LockoutEnd { get; set; }

    public int AccessFailedCount { get; set; }

    /// <summary>Left, or not to sign in any more.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>When one of their pages was last alive.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    public bool Is(Role role) => Roles.Contains(role);

    public bool IsIn(string department) => Departments.Contains(department);

    public bool Covers(string? agency) => Agencies.Count == 0 || (agency is not null && Agencies.Contains(agency));

    public void Configure(EntityTypeBuilder<StaffMember> builder)
    {
        builder.Property(member => member.Email).HasMaxLength(254);
        builder.Property(member => member.NormalizedEmail).HasMaxLength(254);
        builder.Property(member => member.Name).HasMaxLength(100);
        builder.Property(member => member.FirstName).HasMaxLength(60);
        builder.HasIndex(member => member.NormalizedEmail).IsUnique();
    }
}

/// <summary>One place in the order in which duty officers are alerted. Without hours it covers all of them.</summary>
public sealed class RotaEntry : IEntityTypeConfiguration<RotaEntry>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid StaffId { get; init; }

    /// <summary>1 is alerted first.</summary>
    public required int Order { get; set; }

    public DateTimeOffset? From { get; set; }

    public DateTimeOffset? To { get; set; }

    public void Configure(EntityTypeBuilder<RotaEntry> builder) => builder.HasIndex(entry => entry.Order);
}

public static class StaffTables
{
    public static DbSet<StaffMember> Staff(this HubDb db) => db.Set<StaffMember>();

    public static DbSet<RotaEntry> Rota(this HubDb db) => db.Set<RotaEntry>();
}
