using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Tests.Channels.BotFramework;
using ResidentHub.Tests.Web;

namespace ResidentHub.Tests.Channels;

/// <summary>Writes in a channel of the Bot Framework: what the hub says comes to its Connector.</summary>
public sealed class BotFrameworkCorrespondent(WebHub hub) : Correspondent
{
    private static readonly AzureStub s_azure = new();

    private readonly HttpClient _http = hub.CreateDefaultClient();
    private readonly string _place = Guid.CreateVersion7().ToString("N");
    private JsonObject? _last;

    /// <summary>Of a hub that this channel knows.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("BotFramework:AppId", BotHub.AppId), new("BotFramework:AppPassword", BotHub.Password), new("BotFramework:TokenUrl", $"{s_azure.Url}/token"),
        new("BotFramework:OpenIdMetadataUrl", $"{s_azure.Url}/v1/.well-known/openidconfiguration"),
    ];

    public override Task SayAsync(string text)
    {
        _last = new JsonObject
        {
            ["type"] = "message", ["id"] = Guid.CreateVersion7().ToString("N"), ["channelId"] = "webchat", ["serviceUrl"] = s_azure.Url, ["text"] = text, ["conversation"] = new JsonObject { ["id"] = _place },
            ["from"] = new JsonObject { ["id"] = BotHub.Me }, ["recipient"] = new JsonObject { ["id"] = BotHub.Bot },
        };
        return RepeatAsync();
    }

    public override async Task RepeatAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(_last!.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Add("Authorization", $"Bearer {s_azure.Keys[0].Sign(BotHub.ClaimsAt(hub.Clock.GetUtcNow(), s_azure.Url))}");
        using var response = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    public override async Task<string> HeardAsync()
    {
        var id = await ConversationAsync();
        for (var i = 0; i < 500 && await IsUnderWayAsync(id); i++)
            await Task.Delay(10);
        return string.Join('\n', s_azure.Posts.Where(post => post.Path.StartsWith($"/v3/conversations/{_place}/", StringComparison.Ordinal)).Select(post => post.Text));
    }

    public override async Task<Guid> ConversationAsync()
    {
        await using var db = hub.Db();
        return await db.Conversations().Where(row => row.Channel == ChannelNames.BotFramework && row.Address.Contains(_place)).Select(row => row.Id).SingleAsync();
    }

    private async Task<bool> IsUnderWayAsync(Guid conversation)
    {
        await using var db = hub.Db();
        return await db.Outbox().AnyAsync(row => row.ConversationId == conversation && row.State == OutboxState.Pending);
    }
}
