using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Messaging;
using ResidentHub.Web.Pages.Requests;

namespace ResidentHub.Web.Pages;

/// <summary>One step of a form: a question, the place or the contact.</summary>
/// <param name="IsAlone">The only question of its page, so its words are the page's heading.</param>
public sealed record FieldView(RequestType Type, string Step, Draft? Draft, IReadOnlyList<FieldFault> Faults, IReadOnlyList<Photo> Photos, bool IsAlone)
{
    public Question? Question => Type.Question(Step);

    public string? Fault(string field) => Faults.FirstOrDefault(fault => fault.Field == field)?.Key;

    public string? Invalid(string field) => Fault(field) is null ? null : "true";

    public string? DescribedBy(string field, bool hasHint)
    {
        var ids = string.Join(' ', new[] { Fault(field) is null ? null : $"{field}-fault", hasHint ? $"{field}-hint" : null }.OfType<string>());
        return ids.Length == 0 ? null : ids;
    }

    public bool Has(string key) => Draft?.Answers.GetValueOrDefault(Step)?.Values.Contains(key) == true;

    public string Value => Draft?.Answers.GetValueOrDefault(Step) is { IsUnknown: false } answer ? answer.Value : "";
}
