using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Requests;
using ResidentHub.Safety;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Conversations;

public sealed class TranscriptTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Conversations", "Transcripts");

    public static TheoryData<string> All() => new(Directory.EnumerateFiles(s_folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_conversation_goes_as_written(string name)
    {
        var transcript = Transcript.Read(Path.Combine(s_folder, name + ".txt"));
        using var hub = new TestHub();
        var talk = hub.Talk(transcript.Language, transcript.Channel);
        foreach (var line in transcript.Lines)
        {
            switch (line.Mark)
            {
                case 'R' when line.Text is ['[', .. var choice, ']']:
                    await talk.ChooseAsync(choice);
                    break;
                case 'R':
                    await talk.SayAsync(line.Text);
                    break;
                case 'H':
                    Assert.True(Holds(talk, line.Text), Fail(transcript, line, talk, "is not said"));
                    break;
                case 'N':
                    Assert.False(Holds(talk, line.Text), Fail(transcript, line, talk, "is said"));
                    break;
                case 'W':
                    hub.Clock.Advance(Span(line.Text));
                    await hub.Housekeeping.TickAsync(CancellationToken.None);
                    break;
                case 'S':
                    await StaffAsync(hub, talk, line.Text);
                    break;
                default:
                    Check(hub, talk, transcript, line);
                    break;
            }
        }
    }

    [Fact]
    public void There_are_at_least_sixty_transcripts_and_every_label_stands_in_one()
    {
        var files = Directory.EnumerateFiles(s_folder, "*.txt").Select(Transcript.Read).ToList();
        Assert.True(files.Count >= 60, $"{files.Count} transcripts");
        Assert.Contains(files, file => file.Language == "en");
        var said = files.SelectMany(file => file.Lines.Where(line => line.Mark == '=').SelectMany(line => line.Text.Split(' '))).ToHashSet();
        var labels = Content.Dialogs.RequestTypes.Select(type => type.Label).Concat(Content.Dialogs.Safety.Select(danger => danger.Label)).Concat(Content.Dialogs.Acts.Select(act => act.Label));
        Assert.Equal([], labels.Where(label => !said.Contains(label)));
    }

    private static bool Holds(TestTalk talk, string words) =>
        talk.Said.Contains(words, StringComparison.OrdinalIgnoreCase)
        || talk.Replies.Any(reply => reply.Options.Any(option => option.Text.Contains(words, StringComparison.OrdinalIgnoreCase)) || reply.Rows.Any(row => row.Value.Contains(words, StringComparison.OrdinalIgnoreCase)) || reply.Numbers.Contains(words));

    // request TYPE [lead=X] [urgency=X] [incomplete] [place=X] [answer=key:value] · no request · requests N · alert LABEL · no alert · hand-over [DEPARTMENT] · phase X · label X (as it was read)
    private static void Check(TestHub hub, TestTalk talk, Transcript transcript, TranscriptLine line)
    {
        var words = line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        using var db = hub.CreateDbContext();
        switch (words)
        {
            case ["request", var type, .. var rest]:
                var request = talk.Requests().LastOrDefault(row => row.Type == type);
                Assert.True(request is not null, Fail(transcript, line, talk, $"no such request; there are: {string.Join(", ", talk.Requests().Select(row => row.Type))}"));
                foreach (var wanted in rest)
                    Assert.True(Fits(request!, wanted), Fail(transcript, line, talk, $"'{wanted}' does not fit: lead {request!.Lead}, urgency {request.Urgency}, place {request.Place}, answers {string.Join(' ', request.Answers.Select(answer => $"{answer.Question}:{string.Join('+', answer.Values)}"))}"));
                break;
            case ["no", "request"]:
                Assert.True(talk.Requests().Count == 0, Fail(transcript, line, talk, "there is a request"));
                break;
            case ["requests", var count]:
                Assert.True(talk.Requests().Count == int.Parse(count, CultureInfo.InvariantCulture), Fail(transcript, line, talk, $"there are {talk.Requests().Count}"));
                break;
            case ["alert", var label]:
                Assert.True(db.SafetyAlerts().Any(alert => alert.ConversationId == talk.Id && alert.Label == label), Fail(transcript, line, talk, $"alerts: {string.Join(", ", db.SafetyAlerts().Select(alert => alert.Label))}"));
                break;
            case ["no", "alert"]:
                Assert.True(!db.SafetyAlerts().Any(alert => alert.ConversationId == talk.Id), Fail(transcript, line, talk, "there is an alert"));
                break;
            case ["hand-over", .. var department]:
                Assert.True(db.HandOvers().AsNoTracking().AsEnumerable().Any(row => row.ConversationId == talk.Id && row.ReturnedAt == null && (department.Length == 0 || row.Department == department[0])), Fail(transcript, line, talk, "no such hand-over"));
                break;
            case ["phase", var phase]:
                Assert.True(talk.State().Phase == Enum.Parse<Phase>(phase), Fail(transcript, line, talk, $"the phase is {talk.State().Phase}"));
                break;
            case ["language", var language]:
                Assert.True(talk.State().Language == language, Fail(transcript, line, talk, $"the language is {talk.State().Language}"));
                break;
            case ["label", var label]:
                Assert.Contains(Content.Dialogs.Acts, act => act.Label == label);
                break;
            default:
                Assert.Fail(Fail(transcript, line, talk, "is not understood"));
                break;
        }
    }

    private static bool Fits(ServiceRequest request, string wanted) => wanted.Split('=', 2) switch
    {
        ["lead", var lead] => request.Lead == lead,
        ["joined", var joined] => request.Assignments.Exists(assignment => assignment.Party == joined && assignment.Role == AssignmentRole.Joined),
        ["agency", var agency] => request.Agency == agency,
        ["urgency", var urgency] => request.Urgency.ToString().Equals(urgency, StringComparison.OrdinalIgnoreCase),
        ["place", var place] => request.Place.Contains(place, StringComparison.OrdinalIgnoreCase),
        ["answer", var answer] => answer.Split(':') is [var key, var value] && request.Answers.Exists(row => row.Question == key && row.Values.Contains(value)),
        ["no-answer", var key] => !request.Answers.Exists(row => row.Question == key),
        ["incomplete"] => request.IsIncomplete,
        ["complete"] => !request.IsIncomplete,
        ["interpreter"] => request.WantsInterpreter,
        _ => false,
    };

    private static async Task StaffAsync(TestHub hub, TestTalk talk, string verb)
    {
        using var db = hub.CreateDbContext();
        var handOver = db.HandOvers().AsNoTracking().First(row => row.ConversationId == talk.Id && row.ReturnedAt == null);
        var staff = hub.StaffWho(member => member.IsIn(handOver.Department) && member.Agencies.Count == 0 || (member.IsIn(handOver.Department) && (handOver.Agency is null || member.Covers(handOver.Agency))));
        if (verb == "give back")
            Assert.True(await hub.HandOvers.GiveBackAsync(staff, handOver.Id, CancellationToken.None));
        else
            Assert.True(await hub.HandOvers.AnswerAsync(staff, handOver.Id, Guid.CreateVersion7().ToString("N"), verb, CancellationToken.None));
    }

    private static TimeSpan Span(string text) => text[^1] switch
    {
        'm' => TimeSpan.FromMinutes(int.Parse(text[..^1], CultureInfo.InvariantCulture)),
        'h' => TimeSpan.FromHours(int.Parse(text[..^1], CultureInfo.InvariantCulture)),
        _ => TimeSpan.FromDays(int.Parse(text[..^1], CultureInfo.InvariantCulture)),
    };

    private static string Fail(Transcript transcript, TranscriptLine line, TestTalk talk, string why) =>
        $"{transcript.Name}({line.Number}): '{line.Text}' {why}.\nThe hub said:\n{talk.Said}\n{string.Join('\n', talk.Replies.SelectMany(reply => reply.Options.Select(option => $"  [{option.Key}] {option.Text}").Concat(reply.Rows.Select(row => $"  {row.Name}: {row.Value}"))))}\nState: {talk.State().Phase} {talk.State().Asked} {talk.State().Draft?.Type}";
}
