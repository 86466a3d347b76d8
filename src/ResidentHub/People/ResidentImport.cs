using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Data;
using ResidentHub.Language.Facts;

namespace ResidentHub.People;

/// <summary>Brings residents, their homes and how to reach them: all of the file, or nothing of it. Running it again updates by external id.</summary>
public static class ResidentImport
{
    public static readonly string[] Columns = ["external_id", "first_name", "last_name", "phone", "email", "language", "residence", "building", "stair", "floor", "flat", "from", "to"];

    private const string Purpose = "tenancy";

    private const int KeepYears = 5;

    public static async Task<(int Count, IReadOnlyList<string> Faults)> RunAsync(HubDb db, TextReader file, DateTimeOffset now, CancellationToken cancellation)
    {
        var (rows, unreadable) = CsvRows.Read(file, Columns);
        var places = await db.Places().ToDictionaryAsync(place => place.Key, cancellation);
        var faults = unreadable.Concat(rows.SelectMany(row => Faults(row, places))).ToList();
        if (faults.Count > 0)
            return (0, faults);
        var people = await db.People().Where(person => person.ExternalId != null).ToDictionaryAsync(person => person.ExternalId!, cancellation);
        var contacts = (await db.ContactPoints().Where(contact => contact.PersonId != null).ToListAsync(cancellation)).ToLookup(contact => contact.PersonId!.Value);
        var occupancies = (await db.Occupancies().ToListAsync(cancellation)).ToLookup(occupancy => occupancy.PersonId);
        var added = new HashSet<(Guid, string)>();
        foreach (var row in rows)
        {
            var person = PersonOf(db, people, row, now);
            AddContact(db, contacts, added, person, ContactKind.Phone, Contacts.Phone(row["phone"]), now);
            AddContact(db, contacts, added, person, ContactKind.Email, row["email"].Length > 0 ? row["email"] : null, now);
            AddOccupancy(db, occupancies, person, DwellingOf(db, places, row), row);
        }

        await db.SaveChangesAsync(cancellation);
        return (rows.Count, []);
    }

    private static IEnumerable<string> Faults(CsvRow row, Dictionary<string, Place> places)
    {
        if (row["external_id"].Length == 0)
            yield return $"({row.Line}): external_id is empty";
        if (row["last_name"].Length == 0)
            yield return $"({row.Line}): last_name is empty";
        if (row["phone"].Length > 0 && Contacts.Phone(row["phone"]) is null)
            yield return $"({row.Line}): phone is no telephone number";
        if (row["email"].Length > 0 && !System.Net.Mail.MailAddress.TryCreate(row["email"], out _))
            yield return $"({row.Line}): email is no e-mail address";
        if (!places.TryGetValue(row["residence"].ToLowerInvariant(), out var residence) || residence.Kind != PlaceKind.Residence)
            yield return $"({row.Line}): no residence is called '{row["residence"]}'";
        foreach (var column in (string[])["from", "to"])
        {
            if (row[column].Length > 0 && !TryDate(row[column], out _))
                yield return $"({row.Line}): {column} must be a date such as 2026-11-22";
        }

        if (row["from"].Length == 0)
            yield return $"({row.Line}): from is empty";
    }

    private static Person PersonOf(HubDb db, Dictionary<string, Person> people, CsvRow row, DateTimeOffset now)
    {
        if (!people.TryGetValue(row["external_id"], out var person))
            db.Add(people[row["external_id"]] = person = new Person { ExternalId = row["external_id"], FirstName = "", LastName = "", Purpose = Purpose, RetainUntil = now.AddYears(KeepYears) });
        (person.FirstName, person.LastName, person.Language, person.RetainUntil) = (row["first_name"], row["last_name"], row["language"] is { Length: > 0 } language ? language : null, now.AddYears(KeepYears));
        return person;
    }

    private static void AddContact(HubDb db, ILookup<Guid, ContactPoint> known, HashSet<(Guid, string)> added, Person person, ContactKind kind, string? value, DateTimeOffset now)
    {
        if (value is not null && known[person.Id].All(contact => contact.Value != value) && added.Add((person.Id, value)))
            db.Add(new ContactPoint { PersonId = person.Id, Kind = kind, Value = value, Purpose = Purpose, RetainUntil = now.AddYears(KeepYears) });
    }

    private static Place DwellingOf(HubDb db, Dictionary<string, Place> places, CsvRow row)
    {
        var residence = places[row["residence"].ToLowerInvariant()];
        var key = $"{residence.Key}/{row["building"]}/{row["stair"]}/{(row["flat"].Length > 0 ? row["flat"] : $"{row["floor"]}-{row["external_id"]}")}";
        if (!places.TryGetValue(key, out var dwelling))
        {
            var parent = places.GetValueOrDefault($"{residence.Key}/{row["building"]}/{row["stair"]}") ?? places.GetValueOrDefault($"{residence.Key}/{row["building"]}") ?? residence;
            db.Add(places[key] = dwelling = new Place { ParentId = parent.Id, Kind = PlaceKind.Dwelling, Key = key, Name = row["flat"], Floor = row["floor"] is { Length: > 0 } floor ? floor : null });
        }

        return dwelling;
    }

    private static void AddOccupancy(HubDb db, ILookup<Guid, Occupancy> known, Person person, Place dwelling, CsvRow row)
    {
        _ = TryDate(row["from"], out var from);
        DateOnly? to = TryDate(row["to"], out var end) ? end : null;
        if (known[person.Id].FirstOrDefault(occupancy => occupancy.DwellingId == dwelling.Id && occupancy.From == from) is { } same)
            same.To = to;
        else
            db.Add(new Occupancy { PersonId = person.Id, DwellingId = dwelling.Id, From = from, To = to });
    }

    private static bool TryDate(string text, out DateOnly date) => DateOnly.TryParseExact(text, ["yyyy-MM-dd", "dd/MM/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
