using ResidentHub.Catalogue;

namespace ResidentHub.Conversations;

/// <summary>The pages of a form, drawn from the request type: its own questions, the place, the common ones, how to answer, and the check.</summary>
public static class FormSteps
{
    public const string Place = "place", Contact = "contact", Check = "check";

    /// <summary>The steps that apply to a draft, in order.</summary>
    public static IReadOnlyList<string> For(RequestType type, Draft? draft)
    {
        var answers = draft?.Answers ?? System.Collections.Immutable.ImmutableDictionary<string, Answer>.Empty;
        var own = type.Questions.Where(question => question.When.Holds(answers) && question.Key != Contact).ToList();
        var steps = own.Where(question => !question.IsCommon).Select(question => question.Key).ToList();
        if (type.Place.Required.Count + type.Place.Ask.Count > 0)
            steps.Add(Place);
        steps.AddRange(own.Where(question => question.IsCommon).Select(question => question.Key));
        steps.Add(Contact);
        steps.Add(Check);
        return steps;
    }

    /// <summary>The step after one; the first when the step is unknown.</summary>
    public static string Next(RequestType type, Draft? draft, string? step)
    {
        var steps = For(type, draft);
        var at = steps.ToList().IndexOf(step ?? "");
        return steps[Math.Min(at + 1, steps.Count - 1)];
    }

    /// <summary>The step before one, or null at the first.</summary>
    public static string? Previous(RequestType type, Draft? draft, string step)
    {
        var at = For(type, draft).ToList().IndexOf(step);
        return at > 0 ? For(type, draft)[at - 1] : null;
    }

    /// <summary>The first step without which nothing can be sent, or null: compulsory answers and the residence.</summary>
    public static string? Missing(RequestType type, Draft draft)
    {
        if (type.Questions.FirstOrDefault(question => question.IsRequired && question.When.Holds(draft.Answers) && !draft.Has(question.Key)) is { } required)
            return required.Key;
        return type.Place.NeedsResidence && draft.Place.Residence is null ? Place : null;
    }
}
