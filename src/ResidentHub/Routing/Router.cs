using System.Text.Json;
using ResidentHub.Catalogue;

namespace ResidentHub.Routing;

/// <summary>Where a request goes and how urgent it is, with the reasons for both.</summary>
/// <param name="Agency">The desk of the residence's territory; null when the residence is unknown.</param>
public sealed record Route(string Lead, IReadOnlyList<string> Joined, string? Agency, Urgency Urgency, IReadOnlyList<Localized> Because)
{
    /// <summary>The reasons as a request keeps them.</summary>
    public string Why => JsonSerializer.Serialize(Because.Select(because => because.Texts));
}

/// <summary>Decides by the type's own rules. Pure; urgency is only ever raised.</summary>
public static class Router
{
    public static Route Route(RequestType type, Situation situation, string? residence, Dialogs dialogs)
    {
        var rule = type.Route.RuleFor(situation);
        var (lead, joined) = type.Route.DepartmentsFor(situation);
        var own = type.Urgency.Raise(type.Urgency.Default, situation);
        var common = dialogs.CommonUrgency.Raise(own.Level, situation);
        var because = new List<Localized>();
        if (rule is not null)
            because.Add(rule.Because);
        because.AddRange(own.Because);
        because.AddRange(common.Because);
        return new Route(lead, joined, dialogs.Landlord.Residence(residence)?.Agency, common.Level, because);
    }
}
