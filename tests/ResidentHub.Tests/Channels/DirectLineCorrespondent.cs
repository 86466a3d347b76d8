using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Messaging;
using ResidentHub.Tests.Channels.DirectLine;
using ResidentHub.Tests.Web;

namespace ResidentHub.Tests.Channels;

/// <summary>Writes with a client of Direct Line that polls.</summary>
public sealed class DirectLineCorrespondent(WebHub hub) : Correspondent
{
    private readonly DirectLineClient _client = new(hub);
    private JsonObject? _last;

    public override async Task SayAsync(string text)
    {
        if (_last is null)
            await _client.StartAsync();
        _last = DirectLineClient.Message(text, Guid.CreateVersion7().ToString("N"));
        await RepeatAsync();
    }

    public override Task RepeatAsync() => _client.PostAsync(_last!);

    public override async Task<string> HeardAsync() => string.Join('\n', (await _client.ReadAsync()).Where(activity => (string?)activity["from"]!["role"] == "bot").Select(activity => (string?)activity["text"]));

    public override async Task<Guid> ConversationAsync()
    {
        await using var db = hub.Db();
        return await ChannelConversations.Of(db, ChannelNames.DirectLine, _client.Conversation).Select(row => row.Id).SingleAsync();
    }
}
