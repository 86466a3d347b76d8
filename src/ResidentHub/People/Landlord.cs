using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ResidentHub.People;

/// <summary>Owns residences, departments and staff. One today; the row is there so that several landlords may share a hub one day.</summary>
public sealed class Landlord : IEntityTypeConfiguration<Landlord>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Name { get; set; }

    public void Configure(EntityTypeBuilder<Landlord> builder) => builder.HasIndex(landlord => landlord.Name).IsUnique();
}
