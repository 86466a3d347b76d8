using ResidentHub.Catalogue.Yaml;
using ResidentHub.Language.Facts;

namespace ResidentHub.Catalogue;

/// <summary>
/// Turns a YAML file into a request type; names that lead nowhere become faults. Where the shape is wrong (a fault already) it reads what it
/// can, so that all faults of a file are found at once.
/// </summary>
internal sealed class RequestTypeReader(Node shared, Node common, List<Fault> faults)
{
    public RequestType Read(string label, Node root)
    {
        var opening = root["opening"].Exists ? root["opening"]["readers"].Texts : RequestType.DefaultReaders;
        return new RequestType(
            label,
            root["group"].Name,
            root["icon"].Name,
            Localized.Of(root["title"]),
            Localized.Of(root["hint"]),
            root["confidentiality"].Text switch { "strict" => Confidentiality.Strict, "reporter" => Confidentiality.Reporter, _ => Confidentiality.Open },
            root["show_to"].Texts,
            root["conflict_of_interest"].IsTrue,
            opening,
            new PlaceRules(root["place"]["required"].Texts, root["place"]["ask"].Texts),
            root["call_back"].IsTrue,
            [.. root["questions"].Items.Select(node => ReadQuestion(node, RequestType.DefaultReaders, isCommon: false)), .. CommonQuestions(root["common"], opening)],
            ReadRoute(root["route"]),
            ReadUrgency(root["urgency"], EnumOf<Urgency>(root["urgency"]["default"])),
            ReadDeadlines(root["deadlines"]),
            [.. root["acknowledge"].Items.Select(node => new Sentence(Localized.Of(node["text"]), ReadWhen(node["when"])))],
            [.. root["offer"].Items.Select(node => new Offer(node["label"].Name, ReadCondition(node)))],
            [.. root["safety_if"].Items.Select(node => new Offer(node["label"].Name, ReadCondition(node)))],
            root["incident_key"].Texts,
            root["decision_due"].Exists ? ReadStatutory(root["decision_due"]) : null,
            root["risky_contact"].Exists ? ReadWhen(root["risky_contact"]["when"]) : null,
            root["erase_at_close"].Texts,
            [.. root["outcomes"].Items.Select(ReadOutcome)],
            [.. root["checks"].Items.Select(Localized.Of)],
            new RetentionRule(root["retention"]["after"].Name, DelayOf(root["retention"]["keep"])),
            root["cues"].Texts,
            root["open311"]["public"].IsTrue);
    }

    public UrgencyRules ReadUrgency(Node node, Urgency level) => new(level, [.. node["raise"].Items.Select(ReadRaise)]);

    public static IReadOnlyDictionary<Urgency, Delay> Delays(Node node) =>
        node.Pairs.Where(pair => Shapes.Urgencies.Contains(pair.Key.Text)).ToDictionary(pair => EnumOf<Urgency>(pair.Key), pair => DelayOf(pair.Value));

    public static T EnumOf<T>(Node node)
        where T : struct, Enum => Enum.TryParse<T>(node.Text?.Replace("-", ""), ignoreCase: true, out var value) ? value : default;

    private IEnumerable<Question> CommonQuestions(Node list, IReadOnlyList<string> openingReaders)
    {
        foreach (var item in list.Items)
        {
            var node = common["questions"].Items.FirstOrDefault(question => question["key"].Text == item.Text);
            if (node.Exists)
                yield return ReadQuestion(node, node["kind"].Text is "long" ? openingReaders : RequestType.DefaultReaders, isCommon: true);
            else
                faults.Add(item.Fault($"common.yml has no question '{item.Text}'"));
        }
    }

    private Question ReadQuestion(Node node, IReadOnlyList<string> readers, bool isCommon)
    {
        var kind = EnumOf<QuestionKind>(node["kind"]);
        var choices = kind == QuestionKind.Bool ? YesAndNo() : [.. node["choices"].Items.Select(ReadChoice)];
        if (kind is QuestionKind.Choice or QuestionKind.Multi && choices.Count == 0 && !node["choices_from"].Exists)
            faults.Add(node.Fault($"the question '{node["key"].Text}' offers no choices"));
        CheckFacts(node, kind);
        var words = choices.SelectMany(choice => choice.Words.Values.SelectMany(list => list).Select(word => (choice.Key, word)));
        if (kind == QuestionKind.Bool)
            words = Words(node["words"]).Select(word => (Choice.Yes, word));
        return new Question(
            node["key"].Name,
            kind,
            node["ask"].Exists ? EnumOf<Ask>(node["ask"]) : Ask.FormOnly,
            ReadText(node["text"]),
            node["hint"].Exists ? ReadText(node["hint"]) : null,
            choices,
            node["choices_from"].Text,
            Whole(node["min"]),
            Whole(node["max"]),
            node["required"].IsTrue,
            ReadWhen(node["when"]),
            node["readers"].Exists ? node["readers"].Texts : readers,
            isCommon)
        {
            Words = ReadPhrases(words, node),
            Counts = node["counts"].Exists ? EnumOf<PeopleCounted>(node["counts"]) : PeopleCounted.None,
            Vulnerable = [.. node["vulnerable"].Items.Select(EnumOf<Vulnerability>)],
        };
    }

    // What is said of people and frail persons answers these kinds of questions only.
    private void CheckFacts(Node node, QuestionKind kind)
    {
        if (node["counts"].Exists && kind is not (QuestionKind.Number or QuestionKind.Choice))
            faults.Add(node["counts"].Fault($"the question '{node["key"].Text}' counts nobody: 'counts' stands on a number or a choice of numbers"));
        if (node["vulnerable"].Exists && kind != QuestionKind.Bool)
            faults.Add(node["vulnerable"].Fault($"the question '{node["key"].Text}' is not answered by yes: 'vulnerable' stands on a bool"));
    }

    private IReadOnlyList<Choice> YesAndNo() => [SharedChoice(Choice.Yes), SharedChoice(Choice.No)];

    private Choice SharedChoice(string key) => ReadChoiceBody(key, shared["choices"][key]);

    private Choice ReadChoice(Node node)
    {
        if (node["use"].Text is { } use)
        {
            if (shared["choices"][use].Exists)
                return SharedChoice(use);
            faults.Add(node.Fault($"shared.yml has no choice '{use}'"));
            return ReadChoiceBody(use, default);
        }

        foreach (var key in (ReadOnlySpan<string>)["key", "fr", "en"])
        {
            if (!node[key].Exists)
                faults.Add(node.Fault($"a choice lacks '{key}' (or 'use')"));
        }

        return ReadChoiceBody(node["key"].Text ?? "", node);
    }

    private static Choice ReadChoiceBody(string key, Node node) => new(
        key,
        Localized.Of(node["fr"].Text ?? key, node["en"].Text ?? key),
        node["words"].Pairs.ToDictionary(pair => pair.Key.Name, pair => pair.Value.Texts),
        node["up_to"].Exists ? DelayOf(node["up_to"]) : null,
        node["every"].Exists ? DelayOf(node["every"]) : null,
        [.. node["parts"].Items.Select(EnumOf<DayPart>)]);

    private RouteRules ReadRoute(Node node) => new(
        node["lead"].Name,
        node["joined"].Texts,
        node["partners"].Texts,
        [.. node["rules"].Items.Select(rule => new RouteRule(ReadCondition(rule), rule["lead"].Text, rule["joined"].Exists ? rule["joined"].Texts : null, ReadText(rule["because"])))]);

    private UrgencyRaise ReadRaise(Node node)
    {
        if (node["to"].Exists == node["by"].Exists)
            faults.Add(node.Fault("a raise has either 'to' or 'by'"));
        return new UrgencyRaise(ReadCondition(node), node["to"].Exists ? EnumOf<Urgency>(node["to"]) : null, Whole(node["by"]) ?? 0, ReadText(node["because"]));
    }

    private static DeadlineRules ReadDeadlines(Node node) => new(
        node["promise"].Text == "on",
        Delays(node["contact"]),
        node["resolve"].Exists ? Delays(node["resolve"]) : null,
        [.. node["statutory"].Items.Select(ReadStatutory)]);

    private static StatutoryRule ReadStatutory(Node node) =>
        new(DelayOf(node["after"]), Localized.Of(node["text"]), node["source"].Name, ReadWhen(node["when"]));

    private Condition ReadCondition(Node node)
    {
        var words = Words(node["words"]).Select(word => ("yes", word)).ToList();
        var before = node["before_days"].Pairs.Select(pair => (pair.Key.Name, Whole(pair.Value) ?? 0)).ToList();
        var samePlace = node["same_place"];
        return new Condition(
            ReadWhen(node["when"]),
            words.Count == 0 ? null : ReadPhrases(words, node),
            before.Count == 0 ? null : before[0],
            node["night"].IsTrue,
            samePlace.Exists ? new SamePlace(Whole(samePlace["households"]) ?? 0, Whole(samePlace["days"]) ?? 0) : null);
    }

    private Phrases ReadPhrases(IEnumerable<(string Key, string Phrase)> phrases, Node node)
    {
        try
        {
            return new Phrases(phrases);
        }
        catch (FormatException fault)
        {
            faults.Add(node.Fault(fault.Message));
            return Phrases.None;
        }
    }

    private static When ReadWhen(Node node) => node.Exists ? new When(node.Pairs.ToDictionary(pair => pair.Key.Name, pair => pair.Value.Texts)) : When.Always;

    private static IEnumerable<string> Words(Node node) => node.Pairs.SelectMany(pair => pair.Value.Texts);

    private Localized ReadText(Node node)
    {
        if (node.Text is not { } name)
            return Localized.Of(node);
        var text = shared["texts"][name.Replace("shared.", "")];
        if (!text.Exists)
            faults.Add(node.Fault($"shared.yml has no text '{name}'"));
        return Localized.Of(text);
    }

    private OutcomeOption ReadOutcome(Node node)
    {
        if (node.Text is not { } key)
            return new OutcomeOption(node["key"].Name, Localized.Of(node["fr"].Name, node["en"].Name));
        if (!shared["outcomes"][key].Exists)
            faults.Add(node.Fault($"shared.yml has no outcome '{key}'"));
        return new OutcomeOption(key, Localized.Of(shared["outcomes"][key]));
    }

    private static int? Whole(Node node) => int.TryParse(node.Text, out var number) ? number : null;

    private static Delay DelayOf(Node node) => Delay.TryParse(node.Text, out var delay) ? delay : default;
}
