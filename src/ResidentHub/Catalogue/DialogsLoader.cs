using ResidentHub.Catalogue.Yaml;
using ResidentHub.Language;
using ResidentHub.Language.Facts;
using ResidentHub.Language.Text;

namespace ResidentHub.Catalogue;

/// <summary>
/// Reads the whole folder: shapes first, then what must fit together. One reading lists the faults of all files. Nothing is used unless nothing is wrong.
/// </summary>
internal sealed class DialogsLoader(YamlSource source)
{
    private const string OtherLanguages = "languages/other.txt";

    private readonly List<Fault> _faults = [];
    private readonly HashSet<string> _leftOut = [];

    public static Dialogs Load(YamlSource source) => new DialogsLoader(source).Load();

    private Dialogs Load()
    {
        var shared = One("shared.yml", Shapes.Shared);
        var common = One("common.yml", Shapes.Common);
        var words = One("words.yml", Shapes.Words);
        var understanding = One("understanding.yml", Shapes.Understanding);
        var landlord = new LandlordReader(file => One($"landlord/{file}.yml", ShapeOf(file)), _faults);
        Stop();

        var requests = Many("requests", Shapes.RequestType, readFaulty: true).ToLookup(file => file.Root["enabled"].Text != "false");
        var off = requests[false].Select(file => file.Label).ToHashSet();
        _leftOut.UnionWith(off);
        var acts = Many("acts", Shapes.Act);
        var safety = Many("safety", Shapes.Safety);
        var replies = Many("replies", Shapes.Replies).Concat(Many("pages", Shapes.Replies)).ToList();
        var vocabulary = ReadVocabulary(words);
        var reader = new RequestTypeReader(shared, common, _faults);
        var types = requests[true].Select(file => reader.Read(file.Label, file.Root)).ToList();
        var others = new OtherLabelsReader(_faults);
        var landlordData = landlord.ReadLandlord();
        var dangers = safety.Select(file => others.ReadSafety(file.Label, file.Root)).OrderBy(danger => danger.Rank).ToList();
        var dialogs = new Dialogs(
            types,
            [.. acts.Select(file => others.ReadAct(file.Label, file.Root))],
            dangers,
            RepliesReader.Read(replies, dangers, _faults),
            vocabulary,
            ReadCosts(understanding["costs"]),
            ReadThresholds(understanding),
            reader.ReadUrgency(common["urgency"], Urgency.Normal),
            RequestTypeReader.Delays(common["urgency"]["caps"]),
            landlordData,
            Without(off, landlord.ReadDemo()),
            [.. ReadExamples().Where(file => !off.Contains(file.Label))],
            source.Has(OtherLanguages) ? [.. Lines(OtherLanguages).Where(line => line.Length > 0 && line[0] != '#')] : []);
        new DialogsChecker(dialogs, requests[true].ToDictionary(file => file.Label, file => file.Root), _leftOut, common, _faults).Check();
        PatternChecker.Check(dialogs, words, requests[true].Concat(acts).Concat(safety).ToDictionary(file => file.Label, file => file.Root), _faults);
        Stop();
        return dialogs;
    }

    // What is told of types that are switched off is switched off with them.
    private static DemoData Without(HashSet<string> off, DemoData demo) => demo with
    {
        Initiatives = [.. demo.Initiatives.Where(story => !off.Contains(story.Type))],
        Requests = [.. demo.Requests.Where(request => !off.Contains(request.Type))],
    };

    private static Shape ShapeOf(string file) => Shapes.All.First(kind => kind.Schema == file).Shape;

    private Node One(string file, Shape shape)
    {
        var root = source.Load(file, _faults);
        if (root.Exists)
            ShapeChecker.Check(root, shape, _faults);
        return root;
    }

    private List<(string Label, Node Root)> Many(string folder, Shape shape, bool readFaulty = false)
    {
        var files = new List<(string Label, Node Root)>();
        foreach (var file in source.Files(folder, ".yml"))
        {
            var label = Path.GetFileNameWithoutExtension(file);
            if (files.Exists(other => other.Label == label))
                _faults.Add(new Fault($"dialogs/{file}", 1, $"another file in {folder}/ is called {label} too"));
            else if (Whole(file, shape, readFaulty) is { } root)
                files.Add((label, root));
            else
                _leftOut.Add(label);
        }

        return files;
    }

    private Node? Whole(string file, Shape shape, bool readFaulty)
    {
        var before = _faults.Count;
        var root = One(file, shape);
        return _faults.Count == before || (readFaulty && root.IsMap) ? root : null;
    }

    private static Costs ReadCosts(Node costs) => new(
        Number(costs["wrong_act"]), Number(costs["offer"]), Number(costs["wrong_offer"]), Number(costs["ask_again"]), Number(costs["person"]), Number(costs["person_if_worried"]));

    private static Thresholds ReadThresholds(Node root)
    {
        var (danger, also) = (root["danger"], root["also"]);
        return new Thresholds(
            Number(danger["alone"]) / 100, Number(danger["in_answer"]) / 100, Number(danger["with_sign"]) / 100, Number(danger["in_clause"]) / 100, Number(danger["worry"]) / 100,
            Number(also["in_clause"]) / 100, Number(also["behind_danger"]) / 100, Number(root["cue"]) / 100);
    }

    private static double Number(Node node) => int.Parse(node.Text!);

    private Vocabulary ReadVocabulary(Node words) => new(
        Spellings.Of(words["spellings"].Pairs.Select(pair => KeyValuePair.Create(pair.Key.Text!, pair.Value.Text!))),
        words["lists"].Pairs.ToDictionary(pair => pair.Key.Text!, pair => pair.Value.Texts),
        words["worries"].Texts,
        [.. words["vulnerable"].Pairs.SelectMany(pair => pair.Value.Texts.Select(pattern => (RequestTypeReader.EnumOf<Vulnerability>(pair.Key), pattern)))],
        words["lacks"].Texts,
        ReadNoteWarnings(words["note_warnings"]));

    private Phrases ReadNoteWarnings(Node warnings)
    {
        try
        {
            return new Phrases(warnings.Pairs.SelectMany(pair => pair.Value.Texts.Select(phrase => (pair.Key.Text!, phrase))));
        }
        catch (FormatException fault)
        {
            _faults.Add(warnings.Fault(fault.Message));
            return Phrases.None;
        }
    }

    private List<ExampleSection> ReadExamples()
    {
        var examples = new List<ExampleSection>();
        foreach (var file in source.Files("examples", ".txt"))
        {
            if (file.Split('/') is not [_, var language, var name])
            {
                _faults.Add(new Fault($"dialogs/{file}", 1, "examples stand in examples/<language>/<label>.txt"));
                continue;
            }

            var lines = Lines(file);
            foreach (var (at, line) in lines.Index().Where(line => line.Item.Length > 1_000))
                _faults.Add(new Fault($"dialogs/{file}", at + 1, $"the line has {line.Length} signs, at most 1000"));
            examples.AddRange(ExampleSection.Parse(language, Path.GetFileNameWithoutExtension(name), lines));
        }

        return examples;
    }

    private List<string> Lines(string file) => [.. source.Read(file).Split('\n').Select(line => line.Trim())];

    private void Stop()
    {
        if (_faults.Count > 0)
            throw new DialogsException([.. _faults.Distinct().OrderBy(fault => fault.File, StringComparer.Ordinal).ThenBy(fault => fault.Line)]);
    }
}
