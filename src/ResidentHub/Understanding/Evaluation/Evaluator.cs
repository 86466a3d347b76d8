using ResidentHub.Catalogue;
using ResidentHub.Language.Intents;

namespace ResidentHub.Understanding.Evaluation;

/// <summary>Measures the content: the whole, with slips of the finger, and what fewer examples would bring.</summary>
public static class Evaluator
{
    private static readonly double[] s_shares = [0.1, 0.25, 0.5];

    /// <summary>The page <c>docs/understanding.md</c>.</summary>
    public static string WriteReport(Dialogs dialogs, IntentModel model, IReadOnlyList<LabelledMessage> set)
    {
        var whole = Assessment.Of(dialogs, model, set);
        var typist = new Typist();
        var misspelt = Assessment.Of(dialogs, model, [.. set.Select(message => message with { Text = typist.Copy(message.Text) })]);
        var curve = s_shares.Select(share => (share, Assessment.Of(dialogs, ModelStore.Train(dialogs with { Examples = Part(dialogs.Examples, share) }), set))).ToList();
        return Report.Write(whole, model.Intents.Temperature, [.. curve, (1, whole)], misspelt);
    }

    // The same share of every section, spread over it.
    private static List<ExampleSection> Part(IReadOnlyList<ExampleSection> sections, double share) =>
        [.. sections.Select(section => section with { Lines = [.. section.Lines.Where((_, i) => (int)((i + 1) * share) > (int)(i * share))] }).Where(section => section.Lines.Count > 0)];
}
