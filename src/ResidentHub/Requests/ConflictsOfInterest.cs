using Microsoft.EntityFrameworkCore;
using ResidentHub.Data;
using ResidentHub.Language.Facts;

namespace ResidentHub.Requests;

/// <summary>Finds whom a complaint speaks of: the owners of the requests it names.</summary>
public static class ConflictsOfInterest
{
    public static async Task<IReadOnlyList<Guid>> InAsync(HubDb db, string text, CancellationToken cancellation)
    {
        var words = text.Split([' ', '\n', ',', ';', ':', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        var references = words.Select(word => References.Read(word.TrimEnd('.', '!', '?'))).OfType<string>().Distinct().ToList();
        if (references.Count == 0)
            return [];
        return await db.Requests().Where(request => references.Contains(request.Reference) && request.OwnerId != null).Select(request => request.OwnerId!.Value).Distinct().ToListAsync(cancellation);
    }
}
