using ResidentHub.Language.Facts;

namespace ResidentHub.Catalogue;

/// <summary>Answers that facts give: since when, how often, how many, at what part of the day, whether somebody is frail.</summary>
internal static class FactAnswers
{
    /// <summary>A day named in passing says since when only if it is not further back.</summary>
    private const int DaysInPassing = 45;

    /// <summary>The key of the choice that since when, months owed, people or how often point to, or null.</summary>
    /// <param name="inPassing">Said in passing, not in answer to the question: a day far back then says nothing of it.</param>
    public static string? Chosen(Question question, Said said, bool inPassing) =>
        Since(question, said, inPassing) ?? Owed(question, said) ?? (People(question, said) is { } people ? Range(question, people) : null) ?? HowOften(question, said);

    /// <summary>The number of people a question counts; of several the greatest, for those who organise are fewer than those who come.</summary>
    public static int? People(Question question, Said said)
    {
        var counts = said.Facts.OfType<PeopleFact>().Where(fact => fact.IsUs || question.Counts == PeopleCounted.People).Select(fact => fact.Count)
            .Where(count => question.Counts != PeopleCounted.None && count >= (question.Min ?? 0) && count <= (question.Max ?? int.MaxValue)).ToList();
        return counts.Count > 0 ? counts.Max() : null;
    }

    /// <summary>The choices of the parts of the day said. In passing only an hour of the night counts: at others one asks to be called.</summary>
    public static IEnumerable<string> Parts(Question question, Said said, bool inPassing)
    {
        var hours = said.Facts.OfType<TimeFact>().Select(fact => fact.Part).Where(part => !inPassing || part == DayPart.Night);
        var parts = said.Facts.OfType<WhenFact>().Select(fact => fact.Part).Concat(hours);
        return parts.SelectMany(part => question.Choices.Where(choice => choice.Parts.Contains(part))).Select(choice => choice.Key);
    }

    /// <summary>Whether somebody frail is spoken of, of a kind that means yes to a question.</summary>
    public static bool SpeaksOfFrail(Question question, Said said) => said.Facts.OfType<VulnerableFact>().Any(fact => question.Vulnerable.Contains(fact.Kind));

    /// <summary>Whether a question asks how often and it was told.</summary>
    public static bool TellsHowOften(Question question, Said said) => question.Choices.Any(choice => choice.Every is not null) && said.Fact<FrequencyFact>() is not null;

    /// <summary>The choice whose range holds a number ("20-50", "under-20", "10-plus").</summary>
    public static string? Range(Question question, int number) => question.Choices.FirstOrDefault(choice => Contains(question, choice, number))?.Key;

    private static bool Contains(Question question, Choice choice, int number) => choice.Key.Split('-') switch
    {
        [var one] when int.TryParse(one, out var exact) => number == exact || (number > exact && choice == question.Choices.LastOrDefault(other => int.TryParse(other.Key, out _))),
        ["under", var under] when int.TryParse(under, out var max) => number < max,
        ["over", var over] when int.TryParse(over, out var min) => number >= min,
        [var from, "plus"] when int.TryParse(from, out var min) => number >= min,
        [var from, var to] when int.TryParse(from, out var min) && int.TryParse(to, out var max) => number >= min && number <= max,
        _ => false,
    };

    // A choice of 'since when' is the nearest one that reaches back far enough.
    private static string? Since(Question question, Said said, bool inPassing)
    {
        var passing = said.Facts.OfType<DateFact>().Select(fact => (DateOnly?)fact.Date).FirstOrDefault(day => day <= said.Today && !(inPassing && day < said.Today.AddDays(-DaysInPassing)));
        if (question.Choices.All(choice => choice.UpTo is null) || (said.Fact<SinceFact>()?.Date ?? passing) is not { } date || date > said.Today)
            return null;
        var reaching = question.Choices.Where(choice => choice.UpTo is null && choice.Key is not Choice.Unknown || choice.UpTo is { } upTo && Back(said.Today, upTo) < date);
        return reaching.FirstOrDefault()?.Key;
    }

    // "Deux loyers de retard" answers a question that counts months.
    private static string? Owed(Question question, Said said) =>
        question.Choices.Count > 0 && question.Choices.All(choice => int.TryParse(choice.Key, out _)) && said.Fact<MonthsFact>() is { } owed ? Range(question, owed.Months) : null;

    // The most frequent choice that does not say more than was said: three times a week is every week, not every day.
    private static string? HowOften(Question question, Said said)
    {
        if (!TellsHowOften(question, said))
            return null;
        if (said.Facts.OfType<FrequencyFact>().Select(fact => fact.Days).FirstOrDefault(days => days is not null) is { } days)
            return question.Choices.Where(choice => choice.Every is { } every && every.Days >= days).MinBy(choice => choice.Every!.Value.Days)?.Key;
        return said.Facts.OfType<FrequencyFact>().Any(fact => fact is { Per: Rhythm.InAll, Times: 1 }) ? question.Choices.FirstOrDefault(choice => choice.Every is null)?.Key : null;
    }

    private static DateOnly Back(DateOnly today, Delay delay) => new Delay(-delay.Count, delay.Unit).From(today);
}
