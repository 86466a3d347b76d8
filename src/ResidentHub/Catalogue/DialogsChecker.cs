using ResidentHub.Catalogue.Yaml;

namespace ResidentHub.Catalogue;

/// <summary>What shapes cannot see: names that must lead somewhere, conditions that can hold, labels that can be learned.</summary>
/// <param name="leftOut">Labels of files with faults of their own, or switched off: known, though not read.</param>
internal sealed class DialogsChecker(Dialogs dialogs, IReadOnlyDictionary<string, Node> files, IReadOnlySet<string> leftOut, Node common, List<Fault> faults)
{
    /// <summary>Fewer examples than this teach the classifier nothing reliable.</summary>
    public const int MinExamples = 30;

    private readonly HashSet<string> _departments = [.. dialogs.Landlord.Departments.Select(department => department.Key)];
    private readonly HashSet<string> _partnerKinds = [.. dialogs.Landlord.PartnerKinds.Select(kind => kind.Key)];
    private readonly HashSet<string> _labels = [.. dialogs.RequestTypes.Select(type => type.Label), .. dialogs.Acts.Select(act => act.Label), .. dialogs.Safety.Select(danger => danger.Label), .. leftOut];

    public void Check()
    {
        foreach (var type in dialogs.RequestTypes)
            CheckType(type, files[type.Label]);
        CheckConditions(common["urgency"], common["questions"].Items.Select(question => question["key"].Text!).ToHashSet(), null);
        CheckExamples();
        CheckDemo();
    }

    private void CheckType(RequestType type, Node root)
    {
        Names(root["route"]["lead"], _departments, "department");
        foreach (var joined in root["route"]["joined"].Items)
            Names(joined, _departments, "department");
        foreach (var kind in root["route"]["partners"].Items)
            Names(kind, _partnerKinds, "kind of partner");
        foreach (var rule in root["route"]["rules"].Items)
        {
            foreach (var department in rule["joined"].Items.Concat(rule["lead"].Exists ? [rule["lead"]] : []))
                Names(department, _departments, "department");
        }

        foreach (var offer in root["offer"].Items.Concat(root["safety_if"].Items))
            Names(offer["label"], _labels, "label");
        var questions = type.Questions.Select(question => question.Key).ToHashSet();
        foreach (var twice in type.Questions.GroupBy(question => question.Key).Where(group => group.Count() > 1))
            faults.Add(root.Fault($"two questions are called '{twice.Key}'"));
        foreach (var key in root["erase_at_close"].Items)
            Names(key, questions, "question");
        foreach (var key in root["incident_key"].Items)
            Names(key, [.. questions, .. Shapes.PlaceParts], "question or part of a place");
        CheckConditions(root, questions, type);
    }

    // Every `when:` below a node names questions of the type and values they can have.
    private void CheckConditions(Node node, HashSet<string> questions, RequestType? type)
    {
        foreach (var (key, value) in node.Pairs)
        {
            if (key.Text == "when" && value.IsMap)
                CheckWhen(value, questions, type);
            else if (key.Text == "before_days")
                value.Pairs.ToList().ForEach(pair => Names(pair.Key, questions, "question"));
            else
                CheckConditions(value, questions, type);
        }

        foreach (var item in node.Items)
            CheckConditions(item, questions, type);
    }

    private void CheckWhen(Node when, HashSet<string> questions, RequestType? type)
    {
        foreach (var (key, values) in when.Pairs)
        {
            Names(key, questions, "question");
            if (type?.Question(key.Text!) is not { HasChoices: true, ChoicesFrom: null } question)
                continue;
            foreach (var value in values.Items.Where(value => value.Text is not (When.Unanswered or Choice.Unknown) && question.ChoiceOf(value.Text!) is null))
                faults.Add(value.Fault($"'{question.Key}' has no choice '{value.Text}'"));
        }
    }

    private void CheckExamples()
    {
        foreach (var file in dialogs.Examples.Where(file => !_labels.Contains(file.Label)).DistinctBy(file => (file.Language, file.Label)))
            faults.Add(new Fault($"dialogs/examples/{file.Language}/{file.Label}.txt", 1, $"no label is called '{file.Label}'"));
        var counts = dialogs.Examples.GroupBy(file => file.Label).ToDictionary(group => group.Key, group => group.Sum(file => file.Lines.Distinct().Count()));
        foreach (var type in dialogs.RequestTypes.Where(type => counts.GetValueOrDefault(type.Label) < MinExamples))
            faults.Add(files[type.Label].Fault($"'{type.Label}' has {counts.GetValueOrDefault(type.Label)} examples, at least {MinExamples} are needed in examples/<language>/{type.Label}.txt"));
    }

    private void CheckDemo()
    {
        foreach (var request in dialogs.Demo.Requests)
        {
            var type = dialogs.Type(request.Type);
            if (type is null && !leftOut.Contains(request.Type))
                Demo("stories", $"no request type is called '{request.Type}'");
            if (dialogs.Landlord.Residence(request.Residence) is null)
                Demo("stories", $"no residence is called '{request.Residence}'");
            foreach (var answer in request.Answers.Where(answer => type is not null && type.Question(answer.Question) is null))
                Demo("stories", $"'{request.Type}' has no question '{answer.Question}'");
            foreach (var answer in request.Answers.Where(answer => type?.Question(answer.Question) is { HasChoices: true, ChoicesFrom: null } question && answer.Values.Any(value => question.ChoiceOf(value) is null)))
                Demo("stories", $"'{request.Type}': '{answer.Question}' has no choice '{answer.Value}'");
            if (request.Owner is { } owner && dialogs.Demo.Staff.All(member => member.Key != owner))
                Demo("stories", $"no member of staff is called '{owner}'");
        }

        foreach (var story in dialogs.Demo.Initiatives.Where(story => dialogs.Landlord.Residence(story.Residence) is null || (dialogs.Type(story.Type) is null && !leftOut.Contains(story.Type))))
            Demo("stories", $"'{story.Slug}' names an unknown residence or type");
        foreach (var member in dialogs.Demo.Staff)
        {
            foreach (var department in member.Departments.Where(department => !_departments.Contains(department)))
                Demo("staff", $"'{member.Key}' names the unknown department '{department}'");
        }

        foreach (var officer in dialogs.Demo.Rota.Where(officer => dialogs.Demo.Staff.All(member => member.Key != officer)))
            Demo("staff", $"the rota names the unknown '{officer}'");
    }

    private void Demo(string file, string message) => faults.Add(new Fault($"dialogs/landlord/{file}.yml", 1, message));

    private void Names(Node node, HashSet<string> known, string what)
    {
        if (node.Text is { } name && !known.Contains(name))
            faults.Add(node.Fault($"no {what} is called '{name}'"));
    }
}
