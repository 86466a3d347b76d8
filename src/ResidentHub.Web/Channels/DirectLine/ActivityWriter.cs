using System.Globalization;
using System.Text.Json.Nodes;
using ResidentHub.Catalogue;
using ResidentHub.Messaging;
using ResidentHub.People;
using ResidentHub.Pipeline;

namespace ResidentHub.Web.Channels.DirectLine;

/// <summary>Messages as activities, as Direct Line's clients read them.</summary>
public sealed class ActivityWriter(Dialogs dialogs, Markdown markdown)
{
    private const string ChannelId = "directline", Bot = "residenthub";

    /// <summary>Ids of a conversation compare as their messages stand in it (Activity schema A2032).</summary>
    public static string IdOf(string conversation, int number) => string.Create(CultureInfo.InvariantCulture, $"{conversation}|{number:0000000}");

    /// <summary>A message as an activity.</summary>
    /// <param name="answered">The number of the message it answers, or null.</param>
    /// <param name="staff">Who of the staff says it, or null.</param>
    public JsonObject Write(Message message, string conversation, string? user, int? answered, StaffMember? staff)
    {
        var activity = message.Author == Author.Resident ? Given(message, user) : Said(message, staff);
        activity["id"] = IdOf(conversation, message.Number);
        activity["timestamp"] = Moment(message.At);
        activity["channelId"] = ChannelId;
        activity["conversation"] = new JsonObject { ["id"] = conversation };
        activity["locale"] ??= message.Language;
        if (answered is { } number)
            activity["replyToId"] = IdOf(conversation, number);
        return activity;
    }

    /// <summary>A sign that an answer is on its way: shown for a moment, kept nowhere.</summary>
    public JsonObject Typing(string conversation, DateTimeOffset now) => new()
    {
        ["type"] = "typing",
        ["id"] = $"{conversation}|{Tickets.NewId()}",
        ["timestamp"] = Moment(now),
        ["channelId"] = ChannelId,
        ["conversation"] = new JsonObject { ["id"] = conversation },
        ["from"] = Sender(dialogs.Landlord.Name),
    };

    // As the client sent it. What was written on a request's page was sent by no client of this conversation.
    private static JsonObject Given(Message message, string? user)
    {
        var activity = message.ChannelData is { } kept ? Json.Object(System.Text.Encoding.UTF8.GetBytes(kept)) : new JsonObject { ["type"] = PostedActivity.Message, ["from"] = new JsonObject { ["id"] = user ?? Turns.Anonymous, ["role"] = "user" } };
        if (message.Text.Length > 0)
            activity["text"] = message.Text;
        return activity;
    }

    private JsonObject Said(Message message, StaffMember? staff)
    {
        var who = staff is null ? null : NameOf(staff, message.Language);
        var activity = new JsonObject
        {
            ["type"] = PostedActivity.Message,
            ["from"] = Sender(who ?? dialogs.Landlord.Name),
            ["text"] = markdown.Of(message, who),
            ["textFormat"] = "markdown",
            ["inputHint"] = "acceptingInput",
        };
        if (MessageRows.ReplyOf(message).Options is { IsEmpty: false } options)
            activity["suggestedActions"] = new JsonObject { ["actions"] = new JsonArray([.. options.Select(option => Button(Typography.Set(Buttons.WordsOf(option), message.Language)))]) };
        return activity;
    }

    private string NameOf(StaffMember staff, string language) =>
        staff.Departments.FirstOrDefault() is { } department ? $"{staff.FirstName}, {dialogs.Landlord.Department(department).Name.In(language)}" : staff.FirstName;

    // The client shows and sends the words themselves.
    private static JsonObject Button(string words) => new() { ["type"] = "imBack", ["title"] = words, ["value"] = words };

    private static JsonObject Sender(string name) => new() { ["id"] = Bot, ["name"] = name, ["role"] = "bot" };

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
