using System.Net.WebSockets;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Messaging;
using ResidentHub.Pipeline;

namespace ResidentHub.Tests.Channels.DirectLine;

/// <summary>The WebSocket stream: requirements A1.17 and A1.22 to A1.25 of Direct Line.</summary>
[Collection(OneChannelsHub.Name)]
public sealed class StreamTests(ChannelsHub channels)
{
    private readonly DirectLineClient _client = new(channels.Hub);

    [Fact]
    public async Task A1_22_The_address_of_a_stream_is_whole_needs_no_header_and_lives_a_minute()
    {
        await _client.StartAsync();
        Assert.StartsWith($"ws://localhost:5080/v3/directline/conversations/{_client.Conversation}/stream?t=", _client.StreamUrl, StringComparison.Ordinal);
        (await _client.OpenStreamAsync()).Dispose();
        channels.Hub.Clock.Advance(TimeSpan.FromSeconds(59));
        (await _client.OpenStreamAsync()).Dispose();
        channels.Hub.Clock.Advance(TimeSpan.FromSeconds(2));
        await RefusedAsync(_client.StreamUrl, 403);
        var other = await new DirectLineClient(channels.Hub).StartAsync();
        await RefusedAsync(other.StreamUrl.Replace(other.Conversation, _client.Conversation, StringComparison.Ordinal), 403);
        await RefusedAsync(other.StreamUrl.Split('?')[0], 403);
        await RefusedAsync(other.StreamUrl.Split('=')[0] + "=" + other.Token, 403);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await other.CallAsync(HttpMethod.Get, new Uri(other.StreamUrl).PathAndQuery["/v3/directline".Length..], null)).Status);
    }

    [Fact]
    public async Task A1_23_Frames_are_sets_of_activities_and_what_a_client_sends_means_nothing()
    {
        await _client.StartAsync();
        using var stream = await _client.OpenStreamAsync();
        foreach (var frame in (string[])["", "{\"type\":\"message\"}", "no json", new string('x', 100_000)])
            await stream.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, CancellationToken.None);
        await stream.SendAsync(new byte[] { 0, 1, 2 }, WebSocketMessageType.Binary, true, CancellationToken.None);
        var id = await _client.SayAsync("bonjour");
        var set = await DirectLineClient.NextAsync(stream);
        Assert.Equal(["activities", "watermark"], set.Select(property => property.Key));
        Assert.Equal(id, (string?)set["activities"]![0]!["id"]);
        Assert.Equal(set.ToJsonString(), (await _client.SetAsync()).Body.ToJsonString());
    }

    [Fact]
    public async Task A1_24_What_was_said_before_the_stream_opened_comes_first_then_all_else_once()
    {
        await _client.StartAsync();
        await _client.SayAsync("bonjour");
        using var stream = await _client.OpenStreamAsync();
        var replayed = await DirectLineClient.NextAsync(stream);
        var posts = Task.WhenAll(Enumerable.Range(0, 10).Select(i => _client.SayAsync($"message {i}")));
        var all = await _client.ReadAsync();
        var streamed = DirectLineClient.Activities(replayed).Concat(await DirectLineClient.NextAsync(stream, 20)).ToList();
        await posts;
        all = await _client.ReadAsync();
        streamed.AddRange(await DirectLineClient.NextAsync(stream, all.Count - streamed.Count));
        Assert.Equal(all.Select(activity => activity.ToJsonString()), streamed.Select(activity => activity.ToJsonString()));
    }

    [Fact]
    public async Task A1_24_A_stream_opened_again_goes_on_after_the_watermark_or_after_now()
    {
        await _client.StartAsync();
        await _client.SayAsync("bonjour");
        var mark = (string)(await _client.SetAsync()).Body["watermark"]!;
        await _client.SayAsync("merci");
        var again = await _client.CallAsync(HttpMethod.Get, $"/conversations/{_client.Conversation}?watermark={mark}", _client.Token);
        using (var stream = await _client.OpenStreamAsync(again.Text("streamUrl")))
            Assert.Equal("merci", (string?)(await DirectLineClient.NextAsync(stream))["activities"]![0]!["text"]);
        var now = await _client.CallAsync(HttpMethod.Get, $"/conversations/{_client.Conversation}", _client.Token);
        await _client.SayAsync("au revoir");
        using (var stream = await _client.OpenStreamAsync(now.Text("streamUrl")))
            Assert.Equal("au revoir", (string?)(await DirectLineClient.NextAsync(stream))["activities"]![0]!["text"]);
        var restarted = await _client.CallAsync(HttpMethod.Post, "/conversations", _client.Token);
        await _client.SayAsync("encore");
        using (var stream = await _client.OpenStreamAsync(restarted.Text("streamUrl")))
            Assert.Equal("encore", (string?)(await DirectLineClient.NextAsync(stream))["activities"]![0]!["text"]);
    }

    [Fact]
    public async Task A1_25_A_second_stream_of_a_conversation_closes_the_first()
    {
        await _client.StartAsync();
        using var first = await _client.OpenStreamAsync();
        await _client.SayAsync("bonjour");
        await DirectLineClient.NextAsync(first);
        using var second = await _client.OpenStreamAsync();
        var closed = await first.ReceiveAsync(new byte[4096], new CancellationTokenSource(TimeSpan.FromSeconds(10)).Token);
        Assert.Equal((WebSocketMessageType.Close, "collision"), (closed.MessageType, first.CloseStatusDescription));
        Assert.Equal("bonjour", (string?)(await DirectLineClient.NextAsync(second))["activities"]![0]!["text"]);
        await _client.SayAsync("merci");
        Assert.Equal("merci", (string?)(await DirectLineClient.NextAsync(second))["activities"]![0]!["text"]);
    }

    [Fact]
    public async Task A1_17_What_staff_answer_comes_by_the_stream_with_who_they_are()
    {
        await _client.StartAsync();
        await _client.SayAsync("je veux parler à quelqu'un");
        using var stream = await _client.OpenStreamAsync();
        await DirectLineClient.NextAsync(stream);
        var hub = channels.Hub;
        await using var db = hub.Db();
        var conversation = await ChannelConversations.Of(db, ChannelNames.DirectLine, _client.Conversation).SingleAsync();
        var handOver = await db.HandOvers().SingleAsync(row => row.ConversationId == conversation.Id);
        Assert.True(await hub.Get<HandOverDesk>().AnswerAsync(hub.Staff("samira"), handOver.Id, "s1", "Bonjour *vous*\n1. je <regarde>", CancellationToken.None));
        var said = (await DirectLineClient.NextAsync(stream))["activities"]![0]!;
        Assert.StartsWith("**Samira, ", (string?)said["text"], StringComparison.Ordinal);
        Assert.EndsWith("**\n\nBonjour \\*vous\\*\n\n1\\. je \\<regarde\\>", (string?)said["text"], StringComparison.Ordinal);
        Assert.StartsWith("Samira, ", (string?)said["from"]!["name"], StringComparison.Ordinal);
        Assert.Null(said["replyToId"]);
    }

    [Fact]
    public async Task A1_18_While_an_answer_takes_long_the_stream_shows_that_it_is_being_written()
    {
        await _client.StartAsync();
        using var stream = await _client.OpenStreamAsync();
        await _client.SayAsync("bonjour");
        await DirectLineClient.NextAsync(stream);
        await using var db = channels.Hub.Db();
        var conversation = await ChannelConversations.Of(db, ChannelNames.DirectLine, _client.Conversation).SingleAsync();
        channels.Hub.Get<LiveUpdates>().Publish(ResidentHub.Web.Channels.DirectLine.Turns.TypingIn(conversation.Id));
        var set = await DirectLineClient.NextAsync(stream);
        Assert.Equal(("typing", "bot"), ((string?)set["activities"]![0]!["type"], (string?)set["activities"]![0]!["from"]!["role"]));
        Assert.Null(set["watermark"]);
        Assert.DoesNotContain(await _client.ReadAsync(), activity => (string?)activity["type"] == "typing");
    }

    [Fact]
    public async Task A_conversation_that_was_erased_is_gone()
    {
        await _client.StartAsync();
        await _client.SayAsync("bonjour");
        var fresh = await _client.CallAsync(HttpMethod.Get, $"/conversations/{_client.Conversation}", _client.Token);
        await using (var db = channels.Hub.Db())
        {
            var conversation = await ChannelConversations.Of(db, ChannelNames.DirectLine, _client.Conversation).SingleAsync();
            await ResidentHub.Privacy.Erasure.ConversationAsync(db, conversation.Id, channels.Hub.Clock.GetUtcNow(), CancellationToken.None);
        }

        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await _client.SetAsync()).Status);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await _client.PostAsync(DirectLineClient.Message("encore"))).Status);
        await RefusedAsync(fresh.Text("streamUrl"), 404);
    }

    private async Task RefusedAsync(string url, int status)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => _client.OpenStreamAsync(url));
        Assert.Contains($"{status}", refused.Message, StringComparison.Ordinal);
    }
}
