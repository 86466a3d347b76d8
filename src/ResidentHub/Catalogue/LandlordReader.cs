using ResidentHub.Catalogue.Yaml;

namespace ResidentHub.Catalogue;

/// <summary>Reads the landlord's files.</summary>
internal sealed class LandlordReader
{
    private static readonly Dictionary<string, DayOfWeek> s_days = new()
    {
        ["mon"] = DayOfWeek.Monday, ["tue"] = DayOfWeek.Tuesday, ["wed"] = DayOfWeek.Wednesday, ["thu"] = DayOfWeek.Thursday,
        ["fri"] = DayOfWeek.Friday, ["sat"] = DayOfWeek.Saturday, ["sun"] = DayOfWeek.Sunday,
    };

    private readonly Dictionary<string, Node> _files;
    private readonly List<Fault> _faults;

    public LandlordReader(Func<string, Node> open, List<Fault> faults)
    {
        _files = new[] { "landlord", "departments", "agencies", "residences", "partners", "stories", "staff" }.ToDictionary(name => name, open);
        _faults = faults;
    }

    public LandlordData ReadLandlord()
    {
        var root = _files["landlord"];
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(root["timezone"].Text!, out _))
            _faults.Add(root["timezone"].Fault($"this machine knows no time zone '{root["timezone"].Text}' (is tzdata installed?)"));
        return new LandlordData(
            root["name"].Text!, root["territory"].Text!, root["colours"]["river"].Text!, root["colours"]["brick"].Text!, root["logo"].Text,
            $"{root["address"].Text}, {root["postcode"].Text} {root["town"].Text}", root["phone"].Text!, root["on_call_phone"].Text!, root["sms"].Text, root["email"].Text!,
            root["timezone"].Text!, root["alsace_moselle"].Text == "on", [.. root["closing_days"].Texts.Select(DateOnly.Parse)],
            root["hours"].Items.SelectMany(item => item["days"].Texts.Select(day => (Day: s_days[day], Open: OpenHoursOf(item["open"]))))
                .GroupBy(pair => pair.Day).ToDictionary(group => group.Key, group => (IReadOnlyList<OpenHours>)[.. group.SelectMany(pair => pair.Open)]),
            root["neutral_site"].Text!, root["doctor_on_duty"].Text!,
            root["legal"].Pairs.ToDictionary(pair => pair.Key.Text!, pair => pair.Value.Text!),
            [.. _files["departments"]["departments"].Items.Select(ReadDepartment)],
            [.. _files["agencies"]["agencies"].Items.Select(ReadAgency)],
            [.. _files["residences"]["residences"].Items.Select(ReadResidence)],
            [.. _files["partners"]["partners"].Items.Select(ReadPartner)],
            [.. _files["partners"]["kinds"].Items.Select(node => new PartnerKind(node["key"].Text!, Title(node)))]);
    }

    public DemoData ReadDemo() => new(
        [.. _files["stories"]["initiatives"].Items.Select(ReadStory)],
        [.. _files["stories"]["requests"].Items.Select(ReadRequest)],
        [.. _files["staff"]["staff"].Items.Select(ReadStaff)],
        [.. _files["staff"]["rota"].Items.OrderBy(item => Whole(item["order"])).Select(item => item["officer"].Text!)]);

    private static DepartmentData ReadDepartment(Node node) => new(
        node["key"].Text!, Localized.Of(node["name"]), Localized.Of(node["handles"]), node["advisers"].IsTrue, node["collectors"].IsTrue,
        node["mediators"].IsTrue, node["by_agency"].IsTrue, node["on_call"].IsTrue);

    private static AgencyData ReadAgency(Node node) => new(
        node["key"].Text!, node["name"].Text!, node["town"].Text!, node["postcode"].Text!, node["address"].Text!, node["phone"].Text!, node["email"].Text!, Localized.Of(node["hours"]));

    private ResidenceData ReadResidence(Node node)
    {
        if (!_files["agencies"]["agencies"].Items.Any(agency => agency["key"].Text == node["agency"].Text))
            _faults.Add(node["agency"].Fault($"no agency is called '{node["agency"].Text}'"));
        return new ResidenceData(
            node["key"].Text!, node["name"].Text!, node["names"].Texts, node["agency"].Text!, node["address"].Text!, $"{node["postcode"].Text} {node["town"].Text}",
            Whole(node["dwellings"]), node["qpv"].Text == "yes",
            new CaretakerData(node["caretaker"]["name"].Text!, node["caretaker"]["phone"].Text!, Localized.Of(node["caretaker"]["hours"])),
            [.. node["buildings"].Items.Select(building => new BuildingData(building["name"].Text!, building["address"].Text, Whole(building["floors"]), building["lift"].Text == "yes", building["stairs"].Texts))],
            [.. node["common_places"].Items.Select(place => new NamedPlace(place["key"].Text!, Title(place)))],
            [.. node["works"].Items.Select(works => new WorksData(works["key"].Text!, Title(works), DateOnly.Parse(works["until"].Text!)))],
            node["collection"].Exists ? Localized.Of(node["collection"]) : null);
    }

    private PartnerData ReadPartner(Node node)
    {
        if (!_files["partners"]["kinds"].Items.Any(kind => kind["key"].Text == node["kind"].Text))
            _faults.Add(node["kind"].Fault($"no kind of partner is called '{node["kind"].Text}'"));
        return new PartnerData(
            node["key"].Text!, node["kind"].Text!, node["name"].Text!, Localized.Of(node["does"]), Localized.Of(node["territory"]), Localized.Of(node["publics"]),
            Optional(node["phone"]), DateOnly.Parse(node["last_checked"].Text!));
    }

    private static StoryData ReadStory(Node node) => new(
        node["slug"].Text!, node["code"].Text!, node["type"].Text!, node["residence"].Text!, Localized.Of(node["title"]), node["state"].Text!, Localized.Of(node["story"]),
        node["needs"].Exists ? Localized.Of(node["needs"]) : null, Localized.Of(node["place"]), node["since"].Text!,
        [.. node["events"].Items.Select(item => new StoryEvent(
            item["slug"].Text!, Localized.Of(item["title"]), Whole(item["in_days"]), TimeOnly.Parse(item["from"].Text!), TimeOnly.Parse(item["to"].Text!), Localized.Of(item["place"]), item["room"].Text == "full"))]);

    private static DemoRequest ReadRequest(Node node) => new(
        node["type"].Text!, node["residence"].Text!, node["building"].Text, node["stair"].Text, node["floor"].Text, node["flat"].Text, node["spot"].Text,
        node["text"].Text!, node["language"].Text ?? Localized.Default,
        [.. node["answers"].Pairs.Select(pair => new Answer(pair.Key.Text!, pair.Value.IsList ? pair.Value.Texts : [pair.Value.Text!]))],
        Optional(node["contact"]), Optional(node["name"]), Whole(node["days_ago"]), node["hours_ago"].Exists ? Whole(node["hours_ago"]) : 0, Optional(node["owner"]), node["state"].Text!,
        [.. node["thread"].Items.Select(item => (item["from"].Text!, item["text"].Text!, Whole(item["days_ago"])))], node["outcome"].Text);

    private static DemoStaff ReadStaff(Node node) => new(
        node["key"].Text!, node["email"].Text!, node["name"].Text!, node["first_name"].Text!, node["roles"].Texts, node["departments"].Texts, node["agencies"].Texts, node["residences"].Texts, Optional(node["phone"]));

    private static IEnumerable<OpenHours> OpenHoursOf(Node node) =>
        node.Texts.Select(text => text.Split('-')).Select(pair => new OpenHours(TimeOnly.Parse(pair[0]), TimeOnly.Parse(pair[1])));

    private static Localized Title(Node node) => Localized.Of(node["fr"].Text!, node["en"].Text!);

    // Lists read better with a word where a value is missing.
    private static string? Optional(Node node) => node.Text is "none" ? null : node.Text;

    private static int Whole(Node node) => int.Parse(node.Text!);
}
