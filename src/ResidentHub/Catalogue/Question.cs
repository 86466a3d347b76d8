using ResidentHub.Language.Facts;

namespace ResidentHub.Catalogue;

public enum QuestionKind
{
    Text,
    Long,
    Choice,
    Multi,
    Number,
    Bool,
    Date,
    Time,
    Photo,
}

/// <summary>Where a question is asked.</summary>
public enum Ask
{
    /// <summary>In conversation too, unless the message already said it.</summary>
    Always,

    /// <summary>In conversation when the resident wrote only a few words.</summary>
    IfShort,

    /// <summary>On forms and at the desk only.</summary>
    FormOnly,
}

/// <summary>Which people a question counts.</summary>
public enum PeopleCounted
{
    None,

    /// <summary>Any that are spoken of.</summary>
    People,

    /// <summary>Those who live together.</summary>
    Household,
}

/// <summary>One answer offered. The key is stored; the words recognise it in free text.</summary>
/// <param name="UpTo">On a 'since when' choice: how far back it reaches.</param>
/// <param name="Every">On a 'how often' choice: the longest time from once to the next; the choice without one is 'once'.</param>
/// <param name="Parts">On a 'when' choice: the parts of the day or week it stands for.</param>
public sealed record Choice(string Key, Localized Title, IReadOnlyDictionary<string, IReadOnlyList<string>> Words, Delay? UpTo, Delay? Every, IReadOnlyList<DayPart> Parts)
{
    public const string Other = "other", Unknown = "unknown", Yes = "yes", No = "no", None = "none", Nothing = "nothing";
}

/// <summary>One question of a request type, the same in chat, SMS, form, desk and API.</summary>
/// <param name="When">Asked only where this holds.</param>
/// <param name="Readers">Who may read the answer.</param>
public sealed record Question(
    string Key,
    QuestionKind Kind,
    Ask Ask,
    Localized Text,
    Localized? Hint,
    IReadOnlyList<Choice> Choices,
    string? ChoicesFrom,
    int? Min,
    int? Max,
    bool IsRequired,
    When When,
    IReadOnlyList<string> Readers,
    bool IsCommon)
{
    /// <summary>Signs a text may have when the type sets no limit.</summary>
    public const int DefaultTextMax = 200, LongMax = 2_000;

    /// <summary>Recognises choices in free text.</summary>
    public Phrases Words { get; init; } = Phrases.None;

    /// <summary>The people whose number said anywhere is an answer.</summary>
    public PeopleCounted Counts { get; init; }

    /// <summary>The kinds of frail persons of whom to speak means yes.</summary>
    public IReadOnlyList<Vulnerability> Vulnerable { get; init; } = [];

    /// <summary>Says when and how to call, nothing else.</summary>
    public bool IsForCallBack => Key is "best_time" or "contact_channel" or "safe_time";

    public bool HasChoices => Kind is QuestionKind.Choice or QuestionKind.Multi or QuestionKind.Bool;

    /// <summary>What the resident tells in their own words answers this question.</summary>
    public bool IsStory => Kind == QuestionKind.Long;

    /// <summary>Its choices are amounts ("2 à 4", "moins de 20"): a number written is an amount, never the place of a choice in the list.</summary>
    public bool CountsThings => Kind == QuestionKind.Choice && Choices.Any(choice => choice.Key.Split('-').Any(part => int.TryParse(part, out _)));

    public int MaxLength => Max ?? (Kind == QuestionKind.Long ? LongMax : DefaultTextMax);

    public Choice? ChoiceOf(string key) => Choices.FirstOrDefault(choice => choice.Key == key);

    /// <summary>An answer's words in a language: titles of choices, the text itself, or 'I don't know'.</summary>
    public string Show(Answer answer, string language, Localized unknown) =>
        answer.IsUnknown ? unknown.In(language)
        : HasChoices ? string.Join(", ", answer.Values.Select(value => ChoiceOf(value)?.Title.In(language) ?? value))
        : string.Join(", ", answer.Values);
}
