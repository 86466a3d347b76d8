using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResidentHub.Data;

namespace ResidentHub.People;

public enum PlaceKind
{
    Landlord,
    Agency,
    Residence,
    Building,
    Stair,
    Dwelling,
    CommonPlace,
}

/// <summary>A place in the landlord's tree, with an id that stays: landlord, agency, residence, building, stair, dwelling or common place.</summary>
public sealed class Place : IEntityTypeConfiguration<Place>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid? ParentId { get; set; }

    public required PlaceKind Kind { get; init; }

    /// <summary>Stable and unique: the keys from the residence down, joined by slashes (<c>tilleuls/B/2/304</c>).</summary>
    public required string Key { get; init; }

    public required string Name { get; set; }

    /// <summary>Of a dwelling.</summary>
    public string? Floor { get; set; }

    /// <summary>Number of dwellings, of a residence: decides how finely its figures may be shown.</summary>
    public int? Dwellings { get; set; }

    public void Configure(EntityTypeBuilder<Place> builder)
    {
        builder.Property(place => place.Key).HasMaxLength(200);
        builder.Property(place => place.Name).HasMaxLength(200);
        builder.HasIndex(place => place.Key).IsUnique();
        builder.HasIndex(place => place.ParentId);
    }
}

public static class PlaceTable
{
    public static DbSet<Place> Places(this HubDb db) => db.Set<Place>();
}
