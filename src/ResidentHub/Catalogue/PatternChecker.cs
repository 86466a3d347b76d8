using ResidentHub.Catalogue.Yaml;
using ResidentHub.Language.Text;

namespace ResidentHub.Catalogue;

/// <summary>Tries every pattern once, so that a slip in one is a fault with its line and not an exception later.</summary>
internal static class PatternChecker
{
    public static void Check(Dialogs dialogs, Node words, IReadOnlyDictionary<string, Node> files, List<Fault> faults)
    {
        var lists = dialogs.Vocabulary.Lists;
        Try(words["worries"], lists, faults);
        Try(words["lacks"], lists, faults);
        foreach (var (_, patterns) in words["vulnerable"].Pairs)
            Try(patterns, lists, faults);
        foreach (var (_, root) in files)
        {
            Try(root["cues"], lists, faults);
            Try(root["look_alikes"], lists, faults);
            foreach (var sign in root["signs"].Items)
            {
                Try(sign["any"], lists, faults);
                Try(sign["unless"], lists, faults);
            }
        }
    }

    private static void Try(Node list, IReadOnlyDictionary<string, IReadOnlyList<string>> lists, List<Fault> faults)
    {
        foreach (var pattern in list.Items)
        {
            try
            {
                new PatternSet().Add(pattern.Text ?? "", lists);
            }
            catch (FormatException fault)
            {
                faults.Add(pattern.Fault(fault.Message));
            }
        }
    }
}
