using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;

namespace ResidentHub.People;

/// <summary>Puts the landlord's files into the tables, by key and once: what was imported or edited since then stays.</summary>
public static class Seed
{
    public static async Task LandlordAsync(HubDb db, LandlordData data, CancellationToken cancellation)
    {
        if (!await db.Landlords().AnyAsync(cancellation))
            db.Add(new Landlord { Name = data.Name });
        var known = await db.Places().ToDictionaryAsync(place => place.Key, place => place, cancellation);
        var root = Ensure(db, known, null, PlaceKind.Landlord, "landlord", data.Name);
        foreach (var agency in data.Agencies)
            Ensure(db, known, root, PlaceKind.Agency, $"agency:{agency.Key}", agency.Name);
        foreach (var residence in data.Residences)
            EnsureResidence(db, known, residence);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Demo accounts: the password is the same for all, shown on the sign-in page, and only ever made in Development.</summary>
    public static async Task DemoStaffAsync(HubDb db, DemoData demo, Func<StaffMember, string> hashPassword, CancellationToken cancellation)
    {
        if (await db.Staff().AnyAsync(cancellation))
            return;
        var landlord = await db.Landlords().FirstAsync(cancellation);
        var members = demo.Staff.ToDictionary(staff => staff.Key, staff => MemberOf(staff, landlord.Id));
        foreach (var member in members.Values)
        {
            member.PasswordHash = hashPassword(member);
            db.Add(member);
        }

        db.AddRange(demo.Rota.Select((officer, i) => new RotaEntry { StaffId = members[officer].Id, Order = i + 1 }));
        await db.SaveChangesAsync(cancellation);
    }

    public static Role RoleOf(string name) => Enum.Parse<Role>(name.Replace("-", ""), ignoreCase: true);

    private static StaffMember MemberOf(DemoStaff staff, Guid landlord) => new()
    {
        LandlordId = landlord,
        Email = staff.Email,
        NormalizedEmail = staff.Email.ToUpperInvariant(),
        Name = staff.Name,
        FirstName = staff.FirstName,
        Roles = [.. staff.Roles.Select(RoleOf)],
        Departments = [.. staff.Departments],
        Agencies = [.. staff.Agencies],
        Residences = [.. staff.Residences],
        Phone = staff.Phone,
    };

    private static void EnsureResidence(HubDb db, Dictionary<string, Place> known, ResidenceData data)
    {
        var residence = Ensure(db, known, known[$"agency:{data.Agency}"], PlaceKind.Residence, data.Key, data.Name);
        residence.Dwellings ??= data.Dwellings;
        foreach (var building in data.Buildings)
        {
            var row = Ensure(db, known, residence, PlaceKind.Building, $"{data.Key}/{building.Name}", building.Name);
            foreach (var stair in building.Stairs)
                Ensure(db, known, row, PlaceKind.Stair, $"{row.Key}/{stair}", stair);
        }

        foreach (var common in data.CommonPlaces)
            Ensure(db, known, residence, PlaceKind.CommonPlace, $"{data.Key}#{common.Key}", common.Title.In(Localized.Default));
    }

    private static Place Ensure(HubDb db, Dictionary<string, Place> known, Place? parent, PlaceKind kind, string key, string name)
    {
        if (known.TryGetValue(key, out var place))
            return place;
        db.Add(known[key] = place = new Place { ParentId = parent?.Id, Kind = kind, Key = key, Name = name });
        return place;
    }
}
