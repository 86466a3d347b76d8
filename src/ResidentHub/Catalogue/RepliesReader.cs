using System.Text.RegularExpressions;
using ResidentHub.Catalogue.Yaml;

namespace ResidentHub.Catalogue;

/// <summary>
/// Flattens the texts to dotted keys and compares the languages: French and English say the same things with the same variables; any other language
/// says some of them, and the first lines of every danger.
/// </summary>
internal static class RepliesReader
{
    private static readonly Regex s_variable = new(@"\{[a-z_]+\}", RegexOptions.NonBacktracking);

    public static Replies Read(IReadOnlyList<(string Language, Node Root)> files, IReadOnlyList<SafetyLabel> dangers, List<Fault> faults)
    {
        var firstLines = dangers.SelectMany(danger => danger.Lines.Select(line => Replies.FirstLineKey(danger.Label, line.Key))).ToHashSet();
        var languages = new Dictionary<string, Dictionary<string, Node>>();
        foreach (var (language, root) in files)
        {
            if (!languages.TryGetValue(language, out var texts))
                languages[language] = texts = [];
            Flatten(root, "", texts, faults);
        }

        foreach (var spoken in Dialogs.SpokenWell.Where(language => !languages.ContainsKey(language)))
            faults.Add(new Fault($"dialogs/replies/{spoken}.yml", 1, "the file is missing"));
        if (languages.TryGetValue(Localized.Default, out var french))
        {
            CheckShort(languages.Values, faults);
            foreach (var (language, texts) in languages.Where(pair => pair.Key != Localized.Default))
            {
                Compare(french, [.. texts.Where(text => !firstLines.Contains(text.Key))], language, faults);
                if (!Dialogs.SpokenWell.Contains(language))
                    faults.AddRange(firstLines.Where(key => !texts.ContainsKey(key)).Select(key => new Fault($"dialogs/replies/{language}.yml", 1, $"'{key}' is missing")));
            }
        }

        return new Replies(languages.ToDictionary(
            pair => pair.Key,
            pair => (IReadOnlyDictionary<string, string>)pair.Value.ToDictionary(text => text.Key, text => text.Value.Text!)));
    }

    private static void Flatten(Node node, string prefix, Dictionary<string, Node> texts, List<Fault> faults)
    {
        foreach (var (key, value) in node.Pairs)
        {
            var name = prefix + key.Text;
            if (value.IsMap)
                Flatten(value, name + ".", texts, faults);
            else if (!texts.TryAdd(name, value))
                faults.Add(value.Fault($"'{name}' is said twice"));
        }
    }

    private static void Compare(Dictionary<string, Node> french, IReadOnlyList<KeyValuePair<string, Node>> other, string language, List<Fault> faults)
    {
        var said = other.Select(pair => pair.Key).ToHashSet();
        foreach (var (key, text) in french.Where(pair => Dialogs.SpokenWell.Contains(language) && !said.Contains(pair.Key)))
            faults.Add(text.Fault($"'{key}' is missing in '{language}'"));
        foreach (var (key, text) in other)
        {
            if (!french.TryGetValue(key, out var original))
                faults.Add(text.Fault($"'{key}' is not said in French"));
            else if (!Variables(original.Text!).SetEquals(Variables(text.Text!)))
                faults.Add(text.Fault($"'{key}' has other variables than the French text"));
        }
    }

    // What is said again with fewer words must be said elsewhere with many, and can know no more.
    private static void CheckShort(IEnumerable<Dictionary<string, Node>> languages, List<Fault> faults)
    {
        foreach (var texts in languages)
        {
            foreach (var (key, text) in texts.Where(pair => pair.Key.StartsWith(Replies.ShortPrefix, StringComparison.Ordinal)))
            {
                if (!texts.TryGetValue(key[Replies.ShortPrefix.Length..], out var whole))
                    faults.Add(text.Fault($"'{key}' says again what is not said"));
                else if (!Variables(text.Text!).IsSubsetOf(Variables(whole.Text!)))
                    faults.Add(text.Fault($"'{key}' has variables that the longer text has not"));
            }
        }
    }

    private static HashSet<string> Variables(string text) => [.. s_variable.Matches(text).Select(match => match.Value)];
}
