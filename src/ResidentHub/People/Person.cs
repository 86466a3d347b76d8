using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResidentHub.Data;

namespace ResidentHub.People;

/// <summary>Someone who lives in, or writes about, the landlord's homes. A number is not a person: contact points stand apart.</summary>
public sealed class Person : IEntityTypeConfiguration<Person>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The landlord's own number for this person, when the landlord imported its residents.</summary>
    public string? ExternalId { get; init; }

    public required string FirstName { get; set; }

    public required string LastName { get; set; }

    public string? Language { get; set; }

    /// <summary>Why the row exists.</summary>
    public required string Purpose { get; init; }

    public required DateTimeOffset RetainUntil { get; set; }

    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.Property(person => person.ExternalId).HasMaxLength(60);
        builder.Property(person => person.FirstName).HasMaxLength(100);
        builder.Property(person => person.LastName).HasMaxLength(100);
        builder.HasIndex(person => person.ExternalId).IsUnique();
        builder.HasIndex(person => person.RetainUntil);
    }
}

public enum ContactKind
{
    Phone,
    Email,
}

/// <summary>A telephone number (E.164) or e-mail address. May be shared, lost or recycled: rights never follow it alone.</summary>
public sealed class ContactPoint : IEntityTypeConfiguration<ContactPoint>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid? PersonId { get; set; }

    public required ContactKind Kind { get; init; }

    public required string Value { get; init; }

    public DateTimeOffset? VerifiedAt { get; set; }

    /// <summary>Since when the person wants no messages here.</summary>
    public DateTimeOffset? OptedOutAt { get; set; }

    public required string Purpose { get; init; }

    public required DateTimeOffset RetainUntil { get; set; }

    public void Configure(EntityTypeBuilder<ContactPoint> builder)
    {
        builder.Property(contact => contact.Value).HasMaxLength(254);
        builder.HasIndex(contact => new { contact.Kind, contact.Value });
        builder.HasIndex(contact => contact.PersonId);
        builder.HasIndex(contact => contact.RetainUntil);
    }
}

/// <summary>A person lives in a dwelling from one day to another.</summary>
public sealed class Occupancy : IEntityTypeConfiguration<Occupancy>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid PersonId { get; init; }

    public required Guid DwellingId { get; init; }

    public required DateOnly From { get; init; }

    public DateOnly? To { get; set; }

    public void Configure(EntityTypeBuilder<Occupancy> builder)
    {
        builder.HasIndex(occupancy => occupancy.PersonId);
        builder.HasIndex(occupancy => new { occupancy.DwellingId, occupancy.From });
    }
}

public static class PersonTables
{
    public static DbSet<Person> People(this HubDb db) => db.Set<Person>();

    public static DbSet<ContactPoint> ContactPoints(this HubDb db) => db.Set<ContactPoint>();

    public static DbSet<Occupancy> Occupancies(this HubDb db) => db.Set<Occupancy>();

    public static DbSet<Landlord> Landlords(this HubDb db) => db.Set<Landlord>();
}
