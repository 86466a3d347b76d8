using ResidentHub.Catalogue.Yaml;
using ResidentHub.Language.Safety;

namespace ResidentHub.Catalogue;

/// <summary>Reads acts and safety labels.</summary>
internal sealed class OtherLabelsReader(List<Fault> faults)
{
    public Act ReadAct(string label, Node root) => new(
        label,
        root["kind"].Text == "answer",
        Localized.Of(root["title"]),
        [.. root["exact"].Pairs.SelectMany(pair => pair.Value.Texts)],
        root["cues"].Texts,
        [.. root["topics"].Items.Select(ReadTopic)]);

    public SafetyLabel ReadSafety(string label, Node root)
    {
        var lines = root["lines"].Items.Select(ReadLine).ToList();
        if (lines.Count == 0)
            faults.Add(root.Fault("a safety label says at least one line"));
        foreach (var sign in root["signs"].Items.Where(sign => sign["line"].Text is { } line && !lines.Exists(known => known.Key == line)))
            faults.Add(sign.Fault($"no line is called '{sign["line"].Text}'"));
        var signs = root["signs"].Items.Select(node => new SafetySign(node["key"].Text!, node["line"].Text ?? lines.FirstOrDefault()?.Key ?? "", node["any"].Texts, node["unless"].Texts));
        return new SafetyLabel(
            label,
            int.Parse(root["rank"].Text!),
            Localized.Of(root["title"]),
            lines,
            Localized.Of(root["script"]),
            new SafetySigns(label, [.. signs], root["look_alikes"].Texts, int.Parse(root["believe_from"].Text!) / 100.0),
            [.. root["signs"].Items.Select(node => new SignExamples(node["key"].Text!, node["fires"].Texts, node["quiet"].Texts))]);
    }

    private FirstLine ReadLine(Node node)
    {
        if (node["numbers"].Texts.Count == 0)
            faults.Add(node.Fault("a first line has at least one number"));
        var texts = Localized.Of(node["fr"].Text!, node["en"].Text!);
        foreach (var language in (ReadOnlySpan<string>)["fr", "en"])
        {
            if (Gsm7.Segments(texts.In(language)) is not 1)
                faults.Add(node[language].Fault($"this line does not fit one text message of 160 plain signs ({Gsm7.Describe(texts.In(language))})"));
        }

        return new FirstLine(node["key"].Text!, node["numbers"].Texts, texts, node["more"].Exists ? Localized.Of(node["more"]) : null);
    }

    private Topic ReadTopic(Node node)
    {
        try
        {
            return new Topic(node["key"].Text!, new Phrases(node["patterns"].Texts.Select(pattern => (node["key"].Text!, pattern))), node["needs"].Exists, Localized.Of(node["text"]), node["link"].Text);
        }
        catch (FormatException fault)
        {
            faults.Add(node.Fault(fault.Message));
            return new Topic("", Phrases.None, false, Localized.Of(node["text"]), null);
        }
    }
}
