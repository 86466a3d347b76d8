namespace ResidentHub.Catalogue;

/// <summary>How urgent a request is, most urgent first.</summary>
public enum Urgency
{
    Critical,
    High,
    Normal,
    Low,
}

public enum Confidentiality
{
    /// <summary>The departments concerned may read everything.</summary>
    Open,

    /// <summary>Who wrote is kept apart and its reading is logged.</summary>
    Reporter,

    /// <summary>As reporter, and a reason is asked before reading.</summary>
    Strict,
}

/// <summary>All that is particular to one kind of request: it drives chat, form, desk, routing, delays and who may read.</summary>
/// <param name="Label">Stable key; the file's name.</param>
/// <param name="Questions">Its own questions, then the common ones it uses, in the order of asking.</param>
/// <param name="ShowTo">Which of the roles that see only what names them (caretakers, collectors) see requests of this type.</param>
/// <param name="OpeningReaders">Who may read the opening message and the conversation.</param>
/// <param name="IncidentKey">Place parts and answers that make two reports one incident; empty for none.</param>
public sealed record RequestType(
    string Label,
    string Group,
    string Icon,
    Localized Title,
    Localized Hint,
    Confidentiality Confidentiality,
    IReadOnlyList<string> ShowTo,
    bool HasConflictOfInterest,
    IReadOnlyList<string> OpeningReaders,
    PlaceRules Place,
    bool IsCallBack,
    IReadOnlyList<Question> Questions,
    RouteRules Route,
    UrgencyRules Urgency,
    DeadlineRules Deadlines,
    IReadOnlyList<Sentence> Acknowledge,
    IReadOnlyList<Offer> Offers,
    IReadOnlyList<Offer> SafetyIf,
    IReadOnlyList<string> IncidentKey,
    StatutoryRule? DecisionDue,
    When? RiskyContact,
    IReadOnlyList<string> EraseAtClose,
    IReadOnlyList<OutcomeOption> Outcomes,
    IReadOnlyList<Localized> Checks,
    RetentionRule Retention,
    IReadOnlyList<string> Cues,
    bool IsPublic)
{
    public static readonly IReadOnlyList<string> DefaultReaders = ["lead", "joined"];

    public Question? Question(string key) => Questions.FirstOrDefault(question => question.Key == key);

    /// <summary>The question that the resident's own words answer, or null.</summary>
    public Question? Story => Questions.FirstOrDefault(question => question.IsStory);
}

/// <summary>Parts of a place that must be known, and parts that may be asked.</summary>
public sealed record PlaceRules(IReadOnlyList<string> Required, IReadOnlyList<string> Ask)
{
    public bool NeedsResidence => Required.Contains("residence");
}

public sealed record RouteRules(string Lead, IReadOnlyList<string> Joined, IReadOnlyList<string> Partners, IReadOnlyList<RouteRule> Rules)
{
    /// <summary>The first rule that holds, or null for the type's own departments.</summary>
    public RouteRule? RuleFor(Situation situation) => Rules.FirstOrDefault(rule => rule.Condition.Holds(situation));

    /// <summary>The department that leads and those that join.</summary>
    public (string Lead, IReadOnlyList<string> Joined) DepartmentsFor(Situation situation)
    {
        var rule = RuleFor(situation);
        var lead = rule?.Lead ?? Lead;
        return (lead, [.. (rule?.Joined ?? Joined).Where(department => department != lead)]);
    }
}

/// <summary>Another lead or other joined departments where the condition holds; null keeps the type's own.</summary>
public sealed record RouteRule(Condition Condition, string? Lead, IReadOnlyList<string>? Joined, Localized Because);

public sealed record UrgencyRules(Urgency Default, IReadOnlyList<UrgencyRaise> Raises)
{
    /// <summary>Raises a level by every rule that holds, never lowers it, and says why.</summary>
    public (Urgency Level, IReadOnlyList<Localized> Because) Raise(Urgency from, Situation situation)
    {
        var level = from;
        var because = new List<Localized>();
        foreach (var raise in Raises.Where(raise => raise.Condition.Holds(situation)))
        {
            var raised = raise.To ?? (Urgency)Math.Max(0, (int)level - raise.By);
            if (raised >= level)
                continue;
            level = raised;
            because.Add(raise.Because);
        }

        return (level, because);
    }
}

/// <summary>Raises to a level, or by so many levels, where the condition holds.</summary>
public sealed record UrgencyRaise(Condition Condition, Urgency? To, int By, Localized Because);

public sealed record DeadlineRules(bool IsPromised, IReadOnlyDictionary<Urgency, Delay> Contact, IReadOnlyDictionary<Urgency, Delay>? Resolve, IReadOnlyList<StatutoryRule> Statutory);

/// <summary>A delay of the law or of the landlord's word, with where it comes from.</summary>
public sealed record StatutoryRule(Delay After, Localized Text, string Source, When When);

public sealed record Sentence(Localized Text, When When);

/// <summary>Another label proposed (or a danger read) where the answers or words say so.</summary>
public sealed record Offer(string Label, Condition Condition);

public sealed record OutcomeOption(string Key, Localized Title);

/// <summary>How long personal data lives, and from when.</summary>
public sealed record RetentionRule(string After, Delay Keep);
