using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.People;

namespace ResidentHub.Web.Channels.DirectLine;

/// <summary>A conversation of Direct Line as it is kept.</summary>
/// <param name="Id">As its client knows it.</param>
/// <param name="User">The id and name its token embedded, or null.</param>
/// <param name="Last">The number of its last message.</param>
public sealed record Talk(string Id, Guid Key, User? User, int Last);

/// <summary>Whom a token is for.</summary>
public sealed record User(string Id, string? Name);

/// <summary>Some activities of a conversation in their order, and the number of the last of them.</summary>
public sealed record ActivitySet(IReadOnlyList<JsonObject> Activities, int Watermark)
{
    public string Text => Json.Text(new JsonObject { ["activities"] = new JsonArray([.. Activities]), ["watermark"] = Watermark.ToString(CultureInfo.InvariantCulture) });
}

/// <summary>Begins and finds conversations and reads what was said in them; all of it stands in the database.</summary>
public sealed class Talks(IDbContextFactory<HubDb> factory, ChannelConversations conversations, ActivityWriter writer)
{
    /// <summary>A client that reads by polling asks again until nothing more comes.</summary>
    private const int Most = 500;

    public async Task<(Talk Talk, bool IsNew)> BeginAsync(string id, User? user, string language, CancellationToken cancellation)
    {
        var kept = user is null ? null : Json.Text(new JsonObject { ["user"] = user.Id, ["name"] = user.Name });
        var (_, isNew) = await conversations.BeginAsync(ChannelNames.DirectLine, id, language, kept, cancellation);
        return (await FindAsync(id, cancellation), isNew);
    }

    /// <exception cref="RefusedException">There is none, or none any more.</exception>
    public async Task<Talk> FindAsync(string id, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var row = await ChannelConversations.Of(db, ChannelNames.DirectLine, id).Select(row => new { row.Id, row.LastNumber, row.ChannelData }).FirstOrDefaultAsync(cancellation);
        return row is null ? throw RefusedException.NotFound("There is no such conversation.") : new Talk(id, row.Id, UserOf(row.ChannelData), row.LastNumber);
    }

    /// <summary>What was said after a message, oldest first.</summary>
    public async Task<ActivitySet> AfterAsync(Talk talk, int number, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var messages = await db.Messages().AsNoTracking().Where(message => message.ConversationId == talk.Key && message.Number > number).OrderBy(message => message.Number).Take(Most).ToListAsync(cancellation);
        if (messages.Count == 0)
            return new ActivitySet([], number);
        var answered = await AnsweredAsync(db, messages, cancellation);
        var staff = await StaffAsync(db, messages, cancellation);
        return new ActivitySet(
            [.. messages.Select(message => writer.Write(message, talk.Id, talk.User?.Id, message.InReplyTo is { } id && answered.TryGetValue(id, out var given) ? given : null, message.StaffId is { } by ? staff.GetValueOrDefault(by) : null))],
            messages[^1].Number);
    }

    // The numbers of the messages that these answer: nearly always among them.
    private static async Task<Dictionary<Guid, int>> AnsweredAsync(HubDb db, List<Message> messages, CancellationToken cancellation)
    {
        var numbers = messages.ToDictionary(message => message.Id, message => message.Number);
        var others = messages.Select(message => message.InReplyTo).OfType<Guid>().Where(id => !numbers.ContainsKey(id)).Distinct().ToList();
        if (others.Count > 0)
        {
            foreach (var other in await db.Messages().Where(message => others.Contains(message.Id)).Select(message => new { message.Id, message.Number }).ToListAsync(cancellation))
                numbers[other.Id] = other.Number;
        }

        return numbers;
    }

    private static async Task<Dictionary<Guid, StaffMember>> StaffAsync(HubDb db, List<Message> messages, CancellationToken cancellation)
    {
        var ids = messages.Select(message => message.StaffId).OfType<Guid>().Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Staff().AsNoTracking().Where(member => ids.Contains(member.Id)).ToDictionaryAsync(member => member.Id, cancellation);
    }

    private static User? UserOf(string? kept) =>
        kept is not null && JsonNode.Parse(kept) is JsonObject data && (string?)data["user"] is { } id ? new User(id, (string?)data["name"]) : null;
}
