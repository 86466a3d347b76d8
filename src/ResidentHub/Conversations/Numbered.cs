using ResidentHub.Catalogue;

namespace ResidentHub.Conversations;

/// <summary>Choices without buttons: shown with numbers, and answered by them.</summary>
internal static class Numbered
{
    /// <summary>From here on a choice of one has nothing to number.</summary>
    public const int Fewest = 2;

    private static readonly TimeSpan s_fresh = TimeSpan.FromHours(24);
    private static readonly string[] s_between = ["et", "and", "ou", "or", ",", ";", ".", ")", "+", "&"];

    /// <summary>The number of a choice is that choice, as if its button had been pressed; several numbers where several choices may be made.</summary>
    public static Talk Read(Talk talk)
    {
        var numbers = Numbers(talk);
        var shown = talk.State.Shown;
        if (numbers is [] || numbers.Any(number => number < 1 || number > shown.Length) || (numbers.Count > 1 && !TakesSeveral(talk)))
            return talk;
        return talk with { Turn = talk.Turn with { Choice = string.Join(',', numbers.Select(number => shown[number - 1]).Distinct()) } };
    }

    /// <summary>A bare number, yes or no to something said more than a day ago: who has the phone now may not know what it answers, so it is said again. Null: it is answered.</summary>
    public static Step? Again(Talk talk)
    {
        if (talk.Turn.Now - talk.Known.LastAt <= s_fresh || !(Numbers(talk) is not [] || talk.SaysYes || talk.SaysNo))
            return null;
        var open = Solved.Question(talk) is { } question ? [question] : OpenQuestion.Again(talk);
        return open.IsEmpty ? null : Step.Of(talk.State, [.. open]);
    }

    private static List<int> Numbers(Talk talk)
    {
        var words = s_between.Aggregate($" {talk.Turn.Text.ToLowerInvariant()} ", (text, sign) => text.Replace(char.IsLetter(sign[0]) ? $" {sign} " : sign, " ")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var numbers = words.Select(word => word.Length <= 2 && int.TryParse(word, out var number) ? number : -1).ToList();
        return numbers.Contains(-1) ? [] : numbers;
    }

    private static bool TakesSeveral(Talk talk) => talk.State is { Phase: Phase.Asking, Asked: { } asked } && talk.Type?.Question(asked)?.Kind == QuestionKind.Multi;
}
