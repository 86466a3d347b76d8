using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.People;

namespace ResidentHub.Requests;

/// <summary>Finds the nearest known place of what a resident said.</summary>
public static class PlaceLookup
{
    public static async Task<Guid?> FindAsync(HubDb db, SaidPlace place, CancellationToken cancellation)
    {
        if (place.Residence is not { } residence)
            return null;
        string[] keys = [residence, $"{residence}/{place.Building}", $"{residence}/{place.Building}/{place.Stair}", $"{residence}/{place.Building}/{place.Stair}/{place.Flat}"];
        var found = await db.Places().Where(row => keys.Contains(row.Key)).Select(row => new { row.Id, row.Key }).ToListAsync(cancellation);
        return found.MaxBy(row => row.Key.Length)?.Id;
    }
}
