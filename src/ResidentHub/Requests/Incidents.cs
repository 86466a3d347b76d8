using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;

namespace ResidentHub.Requests;

/// <summary>Identical reports of one breakdown of common parts are one incident with followers.</summary>
public static class Incidents
{
    private const int OpenForDays = 30;

    /// <summary>
    /// Joins the open incident of the same key, or opens one. True when others reported it before. Where the residence has several buildings
    /// and none is said, nobody knows whether two reports mean the same: each stays alone.
    /// </summary>
    public static async Task<bool> JoinAsync(HubDb db, RequestType type, Draft draft, LandlordData landlord, ServiceRequest request, DateTimeOffset now, CancellationToken cancellation)
    {
        if (type.IncidentKey.Count == 0 || landlord.Residence(draft.Place.Residence) is not { } residence)
            return false;
        if (type.IncidentKey.Contains("building") && draft.Place.Building is null && residence.Buildings.Count > 1)
            return false;
        var key = string.Join('/', type.IncidentKey.Select(part => draft.Place[part] ?? draft.Answers.GetValueOrDefault(part)?.Value ?? ""));
        var since = now.AddDays(-OpenForDays);
        var open = await db.Incidents().FirstOrDefaultAsync(incident => incident.Type == type.Label && incident.Key == key && incident.ClosedAt == null && incident.OpenedAt > since, cancellation);
        var isFollowing = open is not null;
        if (open is null)
            db.Add(open = new Incident { Type = type.Label, Key = key, OpenedAt = now });
        request.IncidentId = open.Id;
        return isFollowing;
    }
}
