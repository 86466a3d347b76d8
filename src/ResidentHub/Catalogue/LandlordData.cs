namespace ResidentHub.Catalogue;

/// <summary>The landlord as its files describe it: seeds the tables at start, answers questions of fact.</summary>
public sealed record LandlordData(
    string Name,
    string Territory,
    string River,
    string Brick,
    string? Logo,
    string Address,
    string Phone,
    string OnCallPhone,
    string? Sms,
    string Email,
    string TimeZone,
    bool IsAlsaceMoselle,
    IReadOnlyList<DateOnly> ClosingDays,
    IReadOnlyDictionary<DayOfWeek, IReadOnlyList<OpenHours>> Hours,
    string NeutralSite,
    string DoctorOnDuty,
    IReadOnlyDictionary<string, string> Legal,
    IReadOnlyList<DepartmentData> Departments,
    IReadOnlyList<AgencyData> Agencies,
    IReadOnlyList<ResidenceData> Residences,
    IReadOnlyList<PartnerData> Partners,
    IReadOnlyList<PartnerKind> PartnerKinds)
{
    public ResidenceData? Residence(string? key) => key is null ? null : Residences.FirstOrDefault(residence => residence.Key == key);

    public DepartmentData Department(string key) => Departments.First(department => department.Key == key);

    public AgencyData? AgencyOf(string? residence) => Residence(residence) is { } found ? Agencies.First(agency => agency.Key == found.Agency) : null;
}

public readonly record struct OpenHours(TimeOnly From, TimeOnly To);

/// <param name="Advisers">Its agents are social advisers; <paramref name="Collectors"/>: they collect debts; <paramref name="ByAgency"/>: one desk for each territory.</param>
public sealed record DepartmentData(string Key, Localized Name, Localized Handles, bool Advisers, bool Collectors, bool Mediators, bool ByAgency, bool OnCall);

public sealed record AgencyData(string Key, string Name, string Town, string Postcode, string Address, string Phone, string Email, Localized Hours);

public sealed record ResidenceData(
    string Key,
    string Name,
    IReadOnlyList<string> Names,
    string Agency,
    string Address,
    string Town,
    int Dwellings,
    bool IsQpv,
    CaretakerData Caretaker,
    IReadOnlyList<BuildingData> Buildings,
    IReadOnlyList<NamedPlace> CommonPlaces,
    IReadOnlyList<WorksData> Works,
    Localized? Collection)
{
    private static readonly string[] s_numbering = ["à", "et", "bis", "ter"];

    /// <summary>The streets it stands in, without house numbers.</summary>
    public IReadOnlyList<string> Streets => [.. Buildings.Select(building => building.Address).OfType<string>().Append(Address).Select(Street).Where(street => street.Contains(' ')).Distinct()];

    private static string Street(string address) =>
        string.Join(' ', address.Split(',')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipWhile(word => char.IsAsciiDigit(word[0]) || s_numbering.Contains(word)));
}

public sealed record CaretakerData(string Name, string Phone, Localized Hours);

public sealed record BuildingData(string Name, string? Address, int Floors, bool HasLift, IReadOnlyList<string> Stairs);

public sealed record NamedPlace(string Key, Localized Title);

public sealed record WorksData(string Key, Localized Title, DateOnly Until);

public sealed record PartnerKind(string Key, Localized Title);

public sealed record PartnerData(string Key, string Kind, string Name, Localized Does, Localized Territory, Localized Publics, string? Phone, DateOnly LastChecked);

/// <summary>Made-up requests, projects and accounts that make the first minute of a demonstration convincing.</summary>
public sealed record DemoData(IReadOnlyList<StoryData> Initiatives, IReadOnlyList<DemoRequest> Requests, IReadOnlyList<DemoStaff> Staff, IReadOnlyList<string> Rota);

public sealed record StoryData(string Slug, string Code, string Type, string Residence, Localized Title, string State, Localized Story, Localized? Needs, Localized Place, string Since, IReadOnlyList<StoryEvent> Events);

public sealed record StoryEvent(string Slug, Localized Title, int InDays, TimeOnly From, TimeOnly To, Localized Place, bool IsFull);

public sealed record DemoRequest(
    string Type, string Residence, string? Building, string? Stair, string? Floor, string? Flat, string? Spot, string Text, string Language, IReadOnlyList<Answer> Answers,
    string? Contact, string? Name, int DaysAgo, int HoursAgo, string? Owner, string State, IReadOnlyList<(string From, string Text, int DaysAgo)> Thread, string? Outcome);

public sealed record DemoStaff(string Key, string Email, string Name, string FirstName, IReadOnlyList<string> Roles, IReadOnlyList<string> Departments, IReadOnlyList<string> Agencies, IReadOnlyList<string> Residences, string? Phone);
