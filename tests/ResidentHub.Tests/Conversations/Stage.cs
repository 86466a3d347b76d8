using Microsoft.EntityFrameworkCore;
using ResidentHub.Language;
using ResidentHub.Messaging;
using ResidentHub.Pipeline;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Conversations;

/// <summary>A transcript being played: the hub, who speaks now, and what was said last.</summary>
internal sealed class Stage(Transcript transcript, TestHub hub, TestTalk talk)
{
    private DateTimeOffset _heardUntil;

    public Transcript Transcript => transcript;

    public TestHub Hub => hub;

    public TestTalk Talk { get; private set; } = talk;

    /// <summary>What the hub said of itself when time passed.</summary>
    public string Unasked { get; private set; } = "";

    /// <summary>How the resident's last words are read.</summary>
    public Reading? Reading { get; private set; }

    public async Task SayAsync(string words)
    {
        Reading = Content.Reader.Read(words, hub.Calendar.Today(hub.Clock.GetUtcNow()));
        await Talk.SayAsync(words);
        Heed();
    }

    public async Task ChooseAsync(string choice)
    {
        await Talk.ChooseAsync(choice);
        Heed();
    }

    /// <summary>Another person begins to speak.</summary>
    public void Enter(TestTalk other)
    {
        Talk = other;
        Heed();
    }

    /// <summary>Takes in what the hub said without being spoken to.</summary>
    public void Listen()
    {
        using var db = hub.CreateDbContext();
        var said = db.Messages().AsNoTracking().Where(message => message.ConversationId == Talk.Id && message.Author != Author.Resident).AsEnumerable().Where(message => message.At > _heardUntil).OrderBy(message => message.At);
        Unasked = string.Join('\n', said.Select(message => MessageRows.ReplyOf(message)).Select(reply => $"{reply.Text} {string.Join(' ', reply.Rows.Select(row => row.Value))}"));
    }

    /// <summary>Whether words stand in what the hub said last: its text, choices, rows or numbers.</summary>
    public bool IsSaid(string words) => Heard.Contains(words, StringComparison.OrdinalIgnoreCase);

    public string Fail(TranscriptLine line, string why) =>
        $"{transcript.Name}({line.Number}): '{line.Text}' {why}.\nThe hub said:\n{Heard}\nState: {Talk.State().Phase} {Talk.State().Asked} {Talk.State().Draft?.Type}; read {Reading?.Label} {Reading?.Confidence:0.00} {Reading?.Language}";

    private void Heed() => (Unasked, _heardUntil) = ("", hub.Clock.GetUtcNow().AddSeconds(1));

    private string Heard => Unasked.Length > 0 ? Unasked : string.Join('\n', Talk.Replies.Select(reply => string.Join('\n',
        [reply.Text, .. reply.Options.Select(option => $"  [{option.Key}] {option.Text}"), .. reply.Rows.Select(row => $"  {row.Name}: {row.Value}"), .. reply.Numbers.Select(number => $"  tel: {number}")])));
}
