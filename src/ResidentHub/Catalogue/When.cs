using ResidentHub.Language.Text;

namespace ResidentHub.Catalogue;

/// <summary>A condition on answers: all keys must match, any value of a key will do. Empty always holds.</summary>
public sealed record When(IReadOnlyDictionary<string, IReadOnlyList<string>> Keys)
{
    /// <summary>Stands for no answer, or 'I don't know'.</summary>
    public const string Unanswered = "unanswered";

    public static readonly When Always = new(new Dictionary<string, IReadOnlyList<string>>());

    public bool IsEmpty => Keys.Count == 0;

    public bool Holds(IReadOnlyDictionary<string, Answer> answers) => Keys.All(key => Matches(key.Value, answers.GetValueOrDefault(key.Key)));

    private static bool Matches(IReadOnlyList<string> wanted, Answer? answer) =>
        answer is null || answer.IsUnknown ? wanted.Contains(Unanswered) || (answer is not null && wanted.Contains(Choice.Unknown)) : answer.Values.Any(wanted.Contains);
}

/// <summary>A condition of a rule: on answers, on words the resident wrote, on a date, on the hour, on other reports from the place.</summary>
/// <param name="Words">Phrases of which one must stand in what the resident wrote, or null.</param>
/// <param name="BeforeDays">A date question and the number of days it must be nearer than.</param>
public sealed record Condition(When When, Phrases? Words, (string Question, int Days)? BeforeDays, bool Night, SamePlace? SamePlace)
{
    public bool Holds(Situation situation) =>
        When.Holds(situation.Answers)
        && (Words is null || Words.In(situation.Text).Count > 0)
        && (BeforeDays is not { } before || IsNear(situation, before))
        && (!Night || situation.IsNight)
        && (SamePlace is null || situation.HouseholdsReporting(SamePlace.Days) >= SamePlace.Households);

    private static bool IsNear(Situation situation, (string Question, int Days) before) =>
        situation.Answers.TryGetValue(before.Question, out var answer) && DateOnly.TryParse(answer.Value, out var date)
        && date.DayNumber - situation.Today.DayNumber < before.Days;
}

/// <summary>At least so many distinct households reported the same from the same place in so many days.</summary>
public sealed record SamePlace(int Households, int Days);

/// <summary>What conditions look at.</summary>
/// <param name="Text">All the resident wrote, folded.</param>
/// <param name="HouseholdsReporting">Distinct households, this one among them, that reported the same type from the same place in so many days.</param>
public sealed record Situation(IReadOnlyDictionary<string, Answer> Answers, TokenBuffer Text, DateOnly Today, bool IsNight, Func<int, int> HouseholdsReporting);
