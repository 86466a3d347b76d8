using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Messaging;
using ResidentHub.Requests;
using ResidentHub.Safety;

namespace ResidentHub.Tests.Channels;

/// <summary>
/// What every channel keeps: the same words end in the same requests. The conversations stand in <c>Contract/</c>: <c>R</c> the resident says,
/// <c>A question</c> is what they answer whenever the hub asks that question (they do not know the rest, and send what is shown), <c>=</c> all
/// that it ends in.
/// </summary>
[Collection(OneChannelsHub.Name)]
public sealed class ChannelContractTests(ChannelsHub channels)
{
    private const int MostTurns = 12;

    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Channels", "Contract");

    public static TheoryData<string, string> Conversations()
    {
        var all = new TheoryData<string, string>();
        foreach (var file in Directory.EnumerateFiles(s_folder, "*.txt").Order(StringComparer.Ordinal))
        {
            foreach (var channel in Correspondent.All.Keys)
                all.Add(Path.GetFileNameWithoutExtension(file), channel);
        }

        return all;
    }

    public static TheoryData<string> Channels() => [.. Correspondent.All.Keys];

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task The_same_words_end_in_the_same_requests(string conversation, string channel)
    {
        var lines = File.ReadAllLines(Path.Combine(s_folder, conversation + ".txt")).Where(line => line.Length > 0 && line[0] != '#').ToList();
        var answers = lines.Where(line => line.StartsWith("A ", StringComparison.Ordinal)).Select(line => line[2..].Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim());
        var resident = Correspondent.All[channel](channels);
        foreach (var line in lines.Where(line => line.StartsWith("R:", StringComparison.Ordinal)))
        {
            await resident.SayAsync(line[2..].Trim());
            await AnswerAsync(resident, answers);
        }

        Assert.Equal(string.Join('\n', lines.Where(line => line[0] == '=').Select(line => line[1..].Trim())), string.Join('\n', await EndsInAsync(await resident.ConversationAsync())));
        foreach (var reference in await ReferencesAsync(await resident.ConversationAsync()))
            Assert.Contains(reference, await resident.HeardAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public async Task A_message_delivered_again_changes_nothing(string channel)
    {
        var resident = Correspondent.All[channel](channels);
        await resident.SayAsync("l'ascenseur est en panne depuis hier au Belvédère");
        var id = await resident.ConversationAsync();
        var before = await MessagesAsync(id);
        await resident.RepeatAsync();
        await Task.WhenAll(resident.RepeatAsync(), resident.RepeatAsync(), resident.RepeatAsync());
        Assert.Equal(before, await MessagesAsync(id));
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public async Task A_danger_is_answered_at_once_and_told_to_the_officer(string channel)
    {
        var resident = Correspondent.All[channel](channels);
        await resident.SayAsync("ça sent très fort le gaz dans la cage d'escalier");
        Assert.Contains("0800473333", string.Concat((await resident.HeardAsync()).Where(char.IsDigit)), StringComparison.Ordinal);
        await using var db = channels.Hub.Db();
        var id = await resident.ConversationAsync();
        Assert.Equal("danger-fire-gas", (await db.SafetyAlerts().SingleAsync(alert => alert.ConversationId == id)).Label);
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public async Task Words_of_any_kind_are_taken(string channel)
    {
        var resident = Correspondent.All[channel](channels);
        foreach (var words in (string[])["\U0001F525\U0001F525 <b>bonjour</b> & 'co' \u202Eruojnob", "*_`[x](y)#1. |-+=~", "مرحبا", new string('a', 3000), "?"])
            await resident.SayAsync(words);
        await using var db = channels.Hub.Db();
        var id = await resident.ConversationAsync();
        Assert.Equal(5, await db.Messages().CountAsync(message => message.ConversationId == id && message.Author == Author.Resident));
    }

    private async Task AnswerAsync(Correspondent resident, Dictionary<string, string> answers)
    {
        for (var turn = 0; turn < MostTurns; turn++)
        {
            var state = await StateAsync(await resident.ConversationAsync());
            if (state.Phase == Phase.Asking)
                await resident.SayAsync(answers.GetValueOrDefault(state.Asked!, "je ne sais pas"));
            else if (state.Phase == Phase.Confirming)
                await resident.SayAsync("oui");
            else
                return;
        }

        Assert.Fail("It does not come to an end.");
    }

    private async Task<ConversationState> StateAsync(Guid id)
    {
        await using var db = channels.Hub.Db();
        return ConversationState.FromJson((await db.Conversations().AsNoTracking().SingleAsync(row => row.Id == id)).State);
    }

    private async Task<IEnumerable<string>> EndsInAsync(Guid id)
    {
        await using var db = channels.Hub.Db();
        var requests = await db.Requests().AsNoTracking().Include(row => row.Answers).Where(row => row.ConversationId == id).OrderBy(row => row.CreatedAt).ToListAsync();
        var alerts = await db.SafetyAlerts().AsNoTracking().Where(alert => alert.ConversationId == id).OrderBy(alert => alert.At).Select(alert => $"alert {alert.Label}").ToListAsync();
        var handOvers = await db.HandOvers().AsNoTracking().Where(row => row.ConversationId == id).OrderBy(row => row.Since).Select(row => $"hand-over {row.Department}").ToListAsync();
        return [.. requests.Select(Line), .. alerts, .. handOvers];
    }

    // Answers that are keys: words of the resident's own are theirs.
    private static string Line(ServiceRequest request) =>
        string.Join(' ', [$"request {request.Type} lead={request.Lead} place={request.Residence}", .. request.Answers.Where(answer => answer.Values is not ["unknown"] && !answer.Values.Exists(value => value.Contains(' '))).OrderBy(answer => answer.Question, StringComparer.Ordinal).Select(answer => $"{answer.Question}={string.Join(',', answer.Values)}")]);

    private async Task<List<string>> ReferencesAsync(Guid id)
    {
        await using var db = channels.Hub.Db();
        return [.. (await db.Requests().Where(row => row.ConversationId == id).Select(row => row.Reference).ToListAsync()).Select(Language.Facts.References.Show)];
    }

    private async Task<IReadOnlyList<string>> MessagesAsync(Guid id)
    {
        await using var db = channels.Hub.Db();
        return await db.Messages().Where(message => message.ConversationId == id).OrderBy(message => message.Number).Select(message => $"{message.Number} {message.Text}").ToListAsync();
    }
}
