using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;

namespace ResidentHub.People;

/// <summary>Brings residences of the landlord's own system into the tree of places: all of the file, or nothing of it.</summary>
public static class ResidenceImport
{
    public static readonly string[] Columns = ["id", "name", "agency", "address", "postcode", "town", "dwellings", "qpv", "stairs", "caretaker", "caretaker_phone", "hours"];

    /// <summary>Imports; the faults say by line what stops the import. Gives how many residences were added or renamed.</summary>
    public static async Task<(int Count, IReadOnlyList<string> Faults)> RunAsync(HubDb db, TextReader file, LandlordData landlord, CancellationToken cancellation)
    {
        var (rows, unreadable) = CsvRows.Read(file, Columns);
        var faults = unreadable.Concat(rows.SelectMany(row => Faults(row, landlord))).Concat(Twice(rows)).ToList();
        if (faults.Count > 0)
            return (0, faults);
        var places = await db.Places().ToDictionaryAsync(place => place.Key, cancellation);
        foreach (var row in rows)
            Put(db, places, row);
        await db.SaveChangesAsync(cancellation);
        return (rows.Count, []);
    }

    private static IEnumerable<string> Faults(CsvRow row, LandlordData landlord)
    {
        if (row["id"].Length == 0 || row["id"].Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
            yield return $"({row.Line}): id must be letters, figures, - or _";
        if (row["name"].Length == 0)
            yield return $"({row.Line}): name is empty";
        if (landlord.Agencies.All(agency => agency.Key != row["agency"]))
            yield return $"({row.Line}): no agency is called '{row["agency"]}'";
        if (!int.TryParse(row["dwellings"], out var dwellings) || dwellings < 1)
            yield return $"({row.Line}): dwellings must be a whole number of at least 1";
        if (row["qpv"].ToLowerInvariant() is not ("" or "yes" or "no" or "oui" or "non" or "true" or "false"))
            yield return $"({row.Line}): qpv must be yes or no";
    }

    private static IEnumerable<string> Twice(IReadOnlyList<CsvRow> rows) =>
        rows.GroupBy(row => row["id"]).Where(group => group.Count() > 1).Select(group => $"({group.Last().Line}): id '{group.Key}' stands twice");

    private static void Put(HubDb db, Dictionary<string, Place> places, CsvRow row)
    {
        var key = row["id"].ToLowerInvariant();
        if (!places.TryGetValue(key, out var residence))
            db.Add(places[key] = residence = new Place { Kind = PlaceKind.Residence, Key = key, Name = row["name"] });
        residence.ParentId = places.GetValueOrDefault($"agency:{row["agency"]}")?.Id;
        (residence.Name, residence.Dwellings) = (row["name"], int.Parse(row["dwellings"]));
        foreach (var stair in row["stairs"].Split(['|', '/'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var stairKey = $"{key}/-/{stair}";
            if (!places.ContainsKey(stairKey))
                db.Add(places[stairKey] = new Place { ParentId = residence.Id, Kind = PlaceKind.Stair, Key = stairKey, Name = stair });
        }
    }
}
