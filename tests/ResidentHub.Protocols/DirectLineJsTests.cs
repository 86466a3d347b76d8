using System.Text.Json;

namespace ResidentHub.Protocols;

/// <summary>Microsoft's own client of Direct Line (npm botframework-directlinejs) against the running hub.</summary>
[Collection(nameof(DirectLineHub))]
public sealed class DirectLineJsTests(DirectLineHub hub)
{
    private static readonly TimeSpan s_reconnect = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("websocket")]
    [InlineData("polling")]
    public async Task It_starts_sends_and_hears_its_own_words_and_the_answers_once(string transport)
    {
        using var client = await StartAsync(transport);
        await client.TellAsync(new { client = 0, say = "l'ascenseur est en panne depuis hier", id = "a1" });
        var own = await client.NextAsync(line => IsOwn(line, "a1"));
        var answer = await client.NextAsync(line => Text(line)?.Contains("Où", StringComparison.Ordinal) == true);
        Assert.Equal(Activity(own).GetProperty("id").GetString(), Activity(answer).GetProperty("replyToId").GetString());
        await client.TellAsync(new { client = 0, say = "Le Belvédère", id = "a2" });
        await client.NextAsync(line => IsOwn(line, "a2"));
        await client.NextAsync(line => Activity(line).ValueKind == JsonValueKind.Object && Activity(line).TryGetProperty("suggestedActions", out _));
    }

    [Fact]
    public async Task It_hears_no_typing_of_its_own()
    {
        using var client = await StartAsync("websocket");
        await client.TellAsync(new { client = 0, typing = true });
        await client.NextAsync(line => line.TryGetProperty("posted", out _));
        await client.TellAsync(new { client = 0, say = "bonjour", id = "a1" });
        Assert.Equal("message", Activity(await client.NextAsync(line => Activity(line) is { ValueKind: JsonValueKind.Object } activity && activity.GetProperty("from").GetProperty("role").GetString() == "user")).GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("websocket")]
    [InlineData("polling")]
    public async Task It_uploads_a_photo_that_its_page_can_show(string transport)
    {
        const string png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
        using var client = await StartAsync(transport);
        await client.TellAsync(new { client = 0, upload = "fuite sous l'évier aux Tilleuls", id = "u1", name = "fuite.png", type = "image/png", url = $"data:image/png;base64,{png}" });
        var own = Activity(await client.NextAsync(line => IsOwn(line, "u1")));
        var attachment = own.GetProperty("attachments")[0];
        Assert.Equal(("fuite.png", "image/png"), (attachment.GetProperty("name").GetString(), attachment.GetProperty("contentType").GetString()));
        using var http = new HttpClient();
        Assert.Equal(Convert.FromBase64String(png), await http.GetByteArrayAsync(new Uri(attachment.GetProperty("contentUrl").GetString()!)));
    }

    [Fact]
    public async Task It_reconnects_after_the_hub_was_killed_and_hears_everything_once()
    {
        using var client = await StartAsync("websocket");
        var heard = new List<JsonElement>();
        await client.TellAsync(new { client = 0, say = "l'ascenseur est en panne depuis hier", id = "a1" });
        await client.NextAsync(line => Heard(line, heard) && Text(line)?.Contains("Où", StringComparison.Ordinal) == true);

        hub.Server.Kill();
        await client.TellAsync(new { client = 0, say = "Le Belvédère", id = "a2" });
        await client.NextAsync(line => Heard(line, heard) || (line.TryGetProperty("posted", out var posted) && posted.GetString() == "retry"));
        await hub.Server.StartAsync();

        // The page's 'send failed, retry' sends the same under the same id: twice here, for the first answer may have been lost too.
        await client.TellAsync(new { client = 0, say = "Le Belvédère", id = "a2" });
        await client.TellAsync(new { client = 0, say = "Le Belvédère", id = "a2" });
        await client.NextAsync(line => Heard(line, heard) && IsOwn(line, "a2"), s_reconnect);
        await client.TellAsync(new { client = 0, say = "non", id = "a3" });
        var conversation = heard[0].GetProperty("conversation").GetProperty("id").GetString()!;
        await client.NextAsync(line => Heard(line, heard) && Text(line)?.Contains("Vérifiez", StringComparison.Ordinal) == true, s_reconnect);
        Assert.Equal((await hub.ActivitiesAsync(conversation)).Select(Id), heard.Select(Id));
        Assert.Single(heard, activity => activity.GetProperty("from").GetProperty("role").GetString() == "user" && activity.GetProperty("text").GetString() == "Le Belvédère");
    }

    [Fact]
    public async Task Twenty_conversations_lose_and_double_nothing_when_the_hub_is_killed_among_them()
    {
        const int count = 20;
        using var clients = await StartAsync("websocket", count);
        var heard = Enumerable.Range(0, count).Select(_ => new List<JsonElement>()).ToList();
        await TellAllAsync(clients, count, "l'ascenseur est en panne depuis hier", "a1");
        await UntilAllAsync(clients, heard, own => own.Exists(activity => ClientId(activity) == "a1"));

        var killed = Task.Delay(20).ContinueWith(_ => hub.Server.Kill(), TaskScheduler.Default);
        await TellAllAsync(clients, count, "Le Belvédère", "a2");
        await killed;
        await hub.Server.StartAsync();
        await TellAllAsync(clients, count, "Le Belvédère", "a2");
        await UntilAllAsync(clients, heard, own => own.Exists(activity => ClientId(activity) == "a2"));
        foreach (var own in heard)
        {
            var kept = await hub.ActivitiesAsync(own[0].GetProperty("conversation").GetProperty("id").GetString()!);
            while (own.Count < kept.Count)
                await HearAsync(clients, heard);
            Assert.Equal(kept.Select(Id), own.Select(Id));
            Assert.Single(kept, activity => ClientId(activity) == "a2");
        }
    }

    private static async Task TellAllAsync(NodeScript clients, int count, string text, string id)
    {
        for (var i = 0; i < count; i++)
            await clients.TellAsync(new { client = i, say = text, id });
    }

    private static async Task UntilAllAsync(NodeScript clients, List<List<JsonElement>> heard, Predicate<List<JsonElement>> isSo)
    {
        while (!heard.TrueForAll(isSo))
            await HearAsync(clients, heard);
    }

    private static async Task HearAsync(NodeScript clients, List<List<JsonElement>> heard)
    {
        var line = await clients.NextAsync(s_reconnect) ?? throw new InvalidOperationException("The clients ended.");
        Heard(line, heard[line.GetProperty("client").GetInt32()]);
    }

    private async Task<NodeScript> StartAsync(string transport, int count = 1)
    {
        var tokens = new List<string>();
        while (tokens.Count < count)
            tokens.Add(await hub.TokenAsync());
        var clients = NodeScript.Start("directline.mjs", [hub.Domain, transport, .. tokens]);
        for (var i = 0; i < count; i++)
            await clients.NextAsync(line => line.TryGetProperty("status", out var status) && status.GetString() == "Online");
        return clients;
    }

    private static JsonElement Activity(JsonElement line) => line.TryGetProperty("activity", out var activity) ? activity : default;

    private static string? Text(JsonElement line) => Activity(line) is { ValueKind: JsonValueKind.Object } activity && activity.TryGetProperty("text", out var text) ? text.GetString() : null;

    private static string? Id(JsonElement activity) => activity.GetProperty("id").GetString();

    private static bool IsOwn(JsonElement line, string id) => Activity(line) is { ValueKind: JsonValueKind.Object } activity && ClientId(activity) == id;

    private static string? ClientId(JsonElement activity) => activity.TryGetProperty("channelData", out var data) ? data.GetProperty("clientActivityID").GetString() : null;

    // Keeps what was heard; true for an activity that lasts.
    private static bool Heard(JsonElement line, List<JsonElement> heard)
    {
        if (Activity(line) is not { ValueKind: JsonValueKind.Object } activity || activity.GetProperty("type").GetString() == "typing")
            return false;
        heard.Add(activity);
        return true;
    }
}
