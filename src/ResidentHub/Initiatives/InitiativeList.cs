using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Routing;

namespace ResidentHub.Initiatives;

/// <summary>Public projects and their next dates, those of the resident's residence and agency first.</summary>
public static class InitiativeList
{
    public static async Task<ImmutableArray<KnownInitiative>> NearAsync(HubDb db, Dialogs dialogs, string? residence, string language, WorkingCalendar calendar, DateTimeOffset now, CancellationToken cancellation)
    {
        var all = await db.Initiatives().AsNoTracking().Include(one => one.Events).ToListAsync(cancellation);
        var agency = dialogs.Landlord.Residence(residence)?.Agency;
        return [.. all.Where(one => one.IsPublic && one.State != "ended")
            .OrderBy(one => one.Residence == residence ? 0 : dialogs.Landlord.Residence(one.Residence)?.Agency == agency ? 1 : 2)
            .ThenBy(one => NextEvent(one, now)?.From ?? DateTimeOffset.MaxValue)
            .Select(one => Shown(one, dialogs, language, calendar, now))];
    }

    public static InitiativeEvent? NextEvent(Initiative initiative, DateTimeOffset now) => initiative.Events.Where(one => one.To > now).MinBy(one => one.From);

    private static KnownInitiative Shown(Initiative one, Dialogs dialogs, string language, WorkingCalendar calendar, DateTimeOffset now) => new(
        one.Code,
        In(one.Title, language),
        dialogs.Landlord.Residence(one.Residence)?.Name ?? one.Residence,
        one.State,
        one.Needs.Count > 0 ? In(one.Needs, language) : null,
        NextEvent(one, now) is { } next ? Wording.Moment(dialogs.Replies, language, calendar.Local(next.From), calendar.Today(now)) : null,
        $"/initiatives/{one.Slug}");

    /// <summary>A text in a language, else in French.</summary>
    public static string In(IReadOnlyDictionary<string, string> texts, string language) => new Localized(texts).In(language);
}
