using ResidentHub.Catalogue;

namespace ResidentHub.Conversations;

/// <summary>Chooses the first line when an answer, not words, showed the danger: the line whose key an answer names, else the label's first.</summary>
internal static class SafetyLines
{
    public static string Of(Dialogs dialogs, string label, Draft draft)
    {
        var danger = dialogs.Danger(label)!;
        var said = draft.Answers.Values.SelectMany(answer => answer.Values).SelectMany(value => value.Split('-')).ToHashSet();
        return danger.Lines.FirstOrDefault(line => said.Contains(line.Key))?.Key ?? danger.Lines[0].Key;
    }
}
