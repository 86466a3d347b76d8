using System.Text.Json;
using ResidentHub.Browser;

namespace ResidentHub.Protocols;

/// <summary>Microsoft's Agents Playground (npm @microsoft/m365agentsplayground) against the running hub, without a token (A2.30, A2.35).</summary>
public sealed class PlaygroundTests(AnonymousHub hub) : IClassFixture<AnonymousHub>
{
    [Theory]
    [InlineData("emulator", "default")]
    [InlineData("webchat", "default")]
    [InlineData("directline", "default")]
    [InlineData("emulator", "expectReplies")]
    public async Task It_is_greeted_once_and_sends_a_whole_request_by_words_and_buttons(string channel, string delivery)
    {
        using var playground = await StartAsync(channel, delivery);
        await playground.TellAsync(new { join = true });
        Assert.Contains("automatique", Text(await ShownAsync(playground)), StringComparison.Ordinal);
        Assert.NotEmpty(ButtonsOf(await ShownAsync(playground)));
        await playground.TellAsync(new { join = true });
        await playground.TellAsync(new { say = "musique à fond toutes les nuits aux Tilleuls, bâtiment B" });
        var said = await ShownAsync(playground);
        Assert.DoesNotContain("automatique", Text(said), StringComparison.Ordinal);
        while (!Text(said).Contains("Vérifiez", StringComparison.Ordinal))
            said = await ShownAsync(playground);
        await playground.TellAsync(new { say = ButtonsOf(said)[0] });
        Assert.Contains($"{hub.Server.Url}/requests/", Text(await playground.NextAsync(line => IsOfBot(line) && Text(line).Contains("/requests/", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_group_of_Teams_it_answers_who_names_it_and_nobody_else()
    {
        using var playground = await StartAsync("msteams", "default");
        await playground.TellAsync(new { say = "quelqu'un a vu mon chat ?", @in = "group" });
        await playground.NextAsync(line => line.TryGetProperty("posted", out _));
        await playground.TellAsync(new { say = "l'ascenseur est en panne depuis hier", @in = "group", mentions = true });
        Assert.Contains("automatique", Text(await ShownAsync(playground)), StringComparison.Ordinal);
        await playground.NextAsync(line => IsOfBot(line) && Text(line).Contains("Où", StringComparison.Ordinal));
    }

    private async Task<NodeScript> StartAsync(string channel, string delivery)
    {
        var playground = NodeScript.Start("playground.mjs", $"{hub.Server.Url}/api/messages", channel, delivery);
        await playground.NextAsync(line => line.TryGetProperty("ready", out _));
        return playground;
    }

    private static Task<JsonElement> ShownAsync(NodeScript playground) => playground.NextAsync(IsOfBot);

    private static bool IsOfBot(JsonElement line) => line.TryGetProperty("message", out var message) && message.GetProperty("from").GetProperty("id").GetString() != "user-id-0";

    private static string Text(JsonElement line) => line.GetProperty("message").GetProperty("text").GetString()!;

    private static string[] ButtonsOf(JsonElement line) =>
        [.. line.GetProperty("message").GetProperty("suggestedActions").GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("value").GetString()!)];
}

/// <summary>A hub of Development that takes calls without a token from this machine.</summary>
public sealed class AnonymousHub : IAsyncLifetime
{
    public HubServer Server { get; } = new(("BotFramework__AllowAnonymous", "true"));

    public Task InitializeAsync() => Server.StartAsync();

    public Task DisposeAsync()
    {
        Server.Dispose();
        return Task.CompletedTask;
    }
}
