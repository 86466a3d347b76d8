using ResidentHub.Catalogue;
using ResidentHub.Language.Facts;

namespace ResidentHub.Conversations;

/// <summary>Questions answered from the hub's own data; nothing is opened.</summary>
internal static class DataAnswers
{
    public const string OfReferences = "track-request", OfFacts = "find-info";

    private const int MaxListed = 3, MaxListedShort = 2;

    private const string Resolved = "resolved";

    /// <summary>Answers a question from the hub's own data.</summary>
    /// <param name="words">The words that asked it, when they were written before; null: those of now.</param>
    public static Step Answer(Talk talk, string label, string? words = null) => label switch
    {
        OfReferences => Track(talk),
        "browse-initiatives" => Browse(talk),
        "join-initiative" => Join(talk),
        _ => FindInfo(talk, words ?? talk.Turn.Text),
    };

    private static Step Track(Talk talk)
    {
        if (talk.Said.Fact<ReferenceFact>() is { } named)
            return Step.Of(talk.State, talk.Known.Mentioned is { } found ? StateOf(talk, found) : talk.Say("track.unknown", ("ref", References.Show(named.Reference))));
        if (Miswritten(talk.Turn.Text) is { } wrong)
            return Step.Of(talk.State, talk.Say("track.unknown", ("ref", References.Show(wrong))));
        if (talk.Known.Requests.IsEmpty)
            return Step.Of(talk.State, talk.Say("track.none"));
        if (talk.Known is { IsShort: true, Requests: [{ State: Resolved } last, ..] })
            return Step.Of(talk.State with { ToConfirm = last.Reference }, StateOf(talk, last), talk.Say("texting.solved_or_not"));
        return Step.Of(talk.State, [.. talk.Known.Requests.Take(talk.Known.IsShort ? MaxListedShort : MaxListed).Select(request => StateOf(talk, request))]);
    }

    // Written like a reference, but a sign of it is wrong.
    private static string? Miswritten(string text) =>
        text.Split([' ', ',', '.', '?', '!', ':'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(char.IsAsciiDigit)).Select(word => References.Shaped(word)).OfType<string>().FirstOrDefault();

    private static Reply StateOf(Talk talk, KnownRequest request)
    {
        var what = request.Type is { } type ? $"{talk.Title(type)}, {References.Show(request.Reference)}" : References.Show(request.Reference);
        var state = talk.Text($"state.{request.State}");
        var text = request.Due is { } due
            ? talk.Text("track.state_due", ("what", what), ("state", state), ("date", Wording.Day(talk.Dialogs.Replies, talk.State.Language, due)))
            : talk.Text("track.state", ("what", what), ("state", state));
        return new Reply(ReplyKind.Text, text, Reference: request.Reference, Link: $"/requests/{References.Show(request.Reference)}");
    }

    private static Step Browse(Talk talk)
    {
        if (talk.Known.Initiatives.IsEmpty)
            return Step.Of(talk.State, talk.Say("browse.none"));
        if (talk.Known.IsShort)
            return Step.Of(talk.State, talk.Say("texting.projects", ("list", string.Join('\n', talk.Known.Initiatives.Take(MaxListed).Select(one => Line(talk, one))))));
        var lines = talk.Known.Initiatives.Take(MaxListed).Select(one => new Row(one.Title, string.Join(". ", new[] { one.Residence, one.When, one.Needs }.OfType<string>())));
        return Step.Of(talk.State, new Reply(ReplyKind.Text, talk.Text("browse.near"), Rows: [.. lines], Link: "/initiatives"));
    }

    private static string Line(Talk talk, KnownInitiative one) => one.When is { } when
        ? talk.Text("texting.project_on", ("code", one.Code), ("title", one.Title), ("residence", one.Residence), ("when", when))
        : talk.Text("texting.project", ("code", one.Code), ("title", one.Title), ("residence", one.Residence));

    private static Step Join(Talk talk)
    {
        if (talk.Known.Initiatives.IsEmpty)
            return Browse(talk);
        var coded = talk.Known.Initiatives.FirstOrDefault(one => talk.Turn.Text.Contains(one.Code, StringComparison.OrdinalIgnoreCase));
        if (coded is not null && talk.Known.CanCallBack)
            return Step.Of(talk.State, talk.Say("texting.joined", ("title", coded.Title), ("residence", coded.Residence))).With(new Participate(coded.Code));
        var named = coded ?? Closest(talk);
        return named is null
            ? Browse(talk).After(talk.Say("join.which"))
            : Step.Of(talk.State, talk.Known.IsShort
                ? talk.Say("texting.join", ("title", named.Title), ("residence", named.Residence), ("code", named.Code))
                : new Reply(ReplyKind.Text, talk.Text("join.how", ("title", named.Title), ("residence", named.Residence), ("phone", talk.Dialogs.Landlord.Phone)), Link: named.Link));
    }

    // The project that shares the most telling words with the message.
    private static KnownInitiative? Closest(Talk talk)
    {
        var said = Language.Text.Fold.Text(talk.Turn.Text).Split([' ', ',', '.', '\'', '?', '!'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 4).ToHashSet();
        var best = talk.Known.Initiatives.Select(one => (One: one, Shared: Language.Text.Fold.Text($"{one.Title} {one.Residence}").Split(' ').Count(said.Contains))).MaxBy(pair => pair.Shared);
        return best.Shared > 0 ? best.One : null;
    }

    private static Step FindInfo(Talk talk, string words)
    {
        var residence = talk.Dialogs.Landlord.Residence(talk.Turn.Choice) ?? talk.Dialogs.Landlord.Residence(PlaceReader.Place(talk.Said, talk.Dialogs).Residence ?? talk.State.Draft?.Place.Residence ?? talk.Known.Place.Residence);
        var asked = talk.SaidBefore(words);
        var topic = talk.Dialogs.Act(OfFacts)!.Topics.FirstOrDefault(topic => topic.Patterns.In(asked.Words).Count > 0);
        var answered = talk.State.Asked == Listening.Residence ? talk.State.Rest() : talk.State;
        if (topic is null)
            return Step.Of(answered, new Reply(ReplyKind.Text, Fill(talk, talk.Text("info.general"), residence), [talk.Option("human", "option.human")]));
        if (topic.NeedsResidence && residence is null)
            return Step.Of(Waiting(talk, words), Asking.Proposed(talk) is { } home ? Asking.Propose(talk, home) : new Reply(ReplyKind.Text, talk.Text("info.which_residence"), Picker: "place", Link: topic.Link));
        return Step.Of(answered, new Reply(ReplyKind.Text, Fill(talk, topic.Text.In(talk.State.Language), residence), Link: topic.Link));
    }

    // The question waits for the residence, unless a form is under way that will ask for it anyhow.
    private static ConversationState Waiting(Talk talk, string question) =>
        talk.State.Phase == Phase.Idle ? talk.State with { Asked = Listening.Residence, Opening = question, OpenedAt = talk.Turn.Now } : talk.State;

    private static string Fill(Talk talk, string text, ResidenceData? residence)
    {
        var (landlord, language) = (talk.Dialogs.Landlord, talk.State.Language);
        var agency = landlord.AgencyOf(residence?.Key);
        var values = new (string Name, string? Value)[]
        {
            ("hours", talk.Known.Hours), ("phone", landlord.Phone), ("on_call_phone", landlord.OnCallPhone), ("address", landlord.Address),
            ("agency", agency?.Name ?? landlord.Name), ("agency_address", agency is null ? landlord.Address : $"{agency.Address}, {agency.Postcode} {agency.Town}"), ("agency_phone", agency?.Phone ?? landlord.Phone),
            ("residence", residence?.Name), ("caretaker", residence?.Caretaker.Name), ("caretaker_hours", residence?.Caretaker.Hours.In(language)), ("caretaker_phone", residence?.Caretaker.Phone),
            ("collection", residence?.Collection?.In(language) ?? talk.Text("info.collection_unknown")),
        };
        return values.Where(pair => pair.Value is not null).Aggregate(text, (filled, pair) => filled.Replace($"{{{pair.Name}}}", pair.Value));
    }
}
