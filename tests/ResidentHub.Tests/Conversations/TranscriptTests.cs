using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Tests.Support;
using ResidentHub.Triage;

namespace ResidentHub.Tests.Conversations;

public sealed class TranscriptTests
{
    private const int WordsOfAMark = 2;

    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Conversations", "Transcripts");

    public static TheoryData<string> All() => new(Directory.EnumerateFiles(s_folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_conversation_goes_as_written(string name)
    {
        var transcript = Transcript.Read(Path.Combine(s_folder, name + ".txt"));
        using var hub = new TestHub();
        SetTheScene(hub, transcript);
        var stage = new Stage(transcript, hub, hub.Talk(transcript.Language, transcript.Channel));
        foreach (var line in transcript.Lines)
            await PlayAsync(stage, line);
    }

    [Fact]
    public void There_are_at_least_ninety_transcripts_and_every_label_stands_in_one()
    {
        var files = Directory.EnumerateFiles(s_folder, "*.txt").Select(Transcript.Read).ToList();
        Assert.True(files.Count >= 90, $"{files.Count} transcripts");
        Assert.True(files.Count(file => file.Language == "en") >= 20, "English transcripts");
        var said = files.SelectMany(file => file.Lines.Where(line => line.Mark == '=').Select(line => line.Text.Split(' ')).Where(words => words.Length >= WordsOfAMark && words[0] != "no").Select(words => words[1])).ToHashSet();
        var labels = Content.Dialogs.RequestTypes.Select(type => type.Label).Concat(Content.Dialogs.Safety.Select(danger => danger.Label)).Concat(Content.Dialogs.Acts.Select(act => act.Label));
        Assert.Equal([], labels.Where(label => !said.Contains(label)));
    }

    private static void SetTheScene(TestHub hub, Transcript transcript)
    {
        if (transcript.Head.TryGetValue("at", out var at))
            hub.Clock.Set(Moment(hub, DateTime.Parse(at, CultureInfo.InvariantCulture)));
        if (transcript.Head.GetValueOrDefault("officer") == "there")
            hub.SeeOfficer();
    }

    private static DateTimeOffset Moment(TestHub hub, DateTime local) => hub.Calendar.Moment(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));

    private static async Task PlayAsync(Stage stage, TranscriptLine line)
    {
        switch (line.Mark)
        {
            case 'R' when line.Text is ['[', .. var choice, ']']:
                await stage.ChooseAsync(choice);
                break;
            case 'R':
                await stage.SayAsync(line.Text);
                break;
            case 'H':
                Assert.True(stage.IsSaid(line.Text), stage.Fail(line, "is not said"));
                break;
            case 'N':
                Assert.False(stage.IsSaid(line.Text), stage.Fail(line, "is said"));
                break;
            case 'P':
                stage.Enter(stage.Hub.Talk(stage.Transcript.Language, stage.Transcript.Channel));
                break;
            case 'W':
                stage.Hub.Clock.Advance(Span(line.Text));
                await stage.Hub.Housekeeping.TickAsync(CancellationToken.None);
                stage.Listen();
                break;
            case 'S':
                await StaffAsync(stage.Hub, stage.Talk, line.Text);
                break;
            default:
                Checks.Check(stage, line);
                break;
        }
    }

    private static async Task StaffAsync(TestHub hub, TestTalk talk, string verb)
    {
        using var db = hub.CreateDbContext();
        var handOver = db.HandOvers().AsNoTracking().First(row => row.ConversationId == talk.Id && row.ReturnedAt == null);
        var staff = hub.StaffWho(member => HandOverQueue.LoadAsync(db, member, hub.Dialogs.Landlord, CancellationToken.None).GetAwaiter().GetResult().Exists(row => row.Id == handOver.Id));
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
}
