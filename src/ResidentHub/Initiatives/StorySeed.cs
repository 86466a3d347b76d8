using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Routing;

namespace ResidentHub.Initiatives;

/// <summary>Puts the landlord's stories into the tables once.</summary>
public static class StorySeed
{
    public static async Task RunAsync(HubDb db, DemoData demo, WorkingCalendar calendar, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.Initiatives().AnyAsync(cancellation))
            return;
        foreach (var story in demo.Initiatives)
            db.Add(RowOf(story, calendar, now));
        await db.SaveChangesAsync(cancellation);
    }

    private static Initiative RowOf(StoryData story, WorkingCalendar calendar, DateTimeOffset now)
    {
        var initiative = new Initiative
        {
            Slug = story.Slug, Code = story.Code, Type = story.Type, Residence = story.Residence, State = story.State, Title = Texts(story.Title), Story = Texts(story.Story),
            Needs = story.Needs is { } needs ? Texts(needs) : [], Spot = Texts(story.Place), CreatedAt = now,
        };
        initiative.Events.AddRange(story.Events.Select(one => new InitiativeEvent
        {
            InitiativeId = initiative.Id, Slug = one.Slug, Title = Texts(one.Title), Spot = Texts(one.Place), IsFull = one.IsFull,
            From = calendar.Moment(calendar.Today(now).AddDays(one.InDays), one.From), To = calendar.Moment(calendar.Today(now).AddDays(one.InDays), one.To),
        }));
        return initiative;
    }

    private static Dictionary<string, string> Texts(Localized text) => new(text.Texts);
}
