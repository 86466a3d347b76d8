using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.People;
using ResidentHub.Pipeline;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Channels.BotFramework;

/// <summary>What leaves by the Connector, and how (A2.37 to A2.41).</summary>
[Collection(OneBot.Name)]
public sealed class SpeakingTests
{
    private const string Escaped = "a%3A1%3Bx%3Dy%7Cz%40w";

    private readonly BotHub _hub;

    public SpeakingTests(BotHub hub)
    {
        _hub = hub;
        _hub.Empty();
    }

    [Fact]
    public async Task A2_39_A_reply_is_what_the_Connector_takes_and_nothing_else()
    {
        await _hub.PostAsync(_hub.Message("l'ascenseur est en panne depuis hier"));
        var post = (await _hub.Azure.PostsAsync(1))[0];
        var activity = post.Activity;
        Assert.Equal(["type", "channelId", "from", "recipient", "conversation", "replyToId", "text", "textFormat", "locale"], activity.Select(field => field.Key));
        Assert.Equal(("message", "webchat", BotHub.Bot, BotHub.Me, BotHub.Place, "act|0001", "plain", "fr"), (
            (string?)activity["type"], (string?)activity["channelId"], (string?)activity["from"]!["id"], (string?)activity["recipient"]!["id"], (string?)activity["conversation"]!["id"],
            (string?)activity["replyToId"], (string?)activity["textFormat"], (string?)activity["locale"]));
        Assert.Contains("automatique", post.Text, StringComparison.Ordinal);
        Assert.Equal("application/json; charset=utf-8", post.Headers["Content-Type"]);
    }

    [Fact]
    public async Task A2_39_Choices_are_buttons_that_say_their_words()
    {
        await _hub.PostAsync(_hub.Message("l'ascenseur est en panne depuis hier"));
        var question = (await _hub.Azure.PostsAsync(3)).Last().Activity;
        var button = question["suggestedActions"]!["actions"]!.AsArray()[0]!.AsObject();
        Assert.Equal(["type", "title", "value"], button.Select(field => field.Key));
        Assert.Equal(("imBack", "Je ne sais pas", "Je ne sais pas"), ((string?)button["type"], (string?)button["title"], (string?)button["value"]));
        Assert.DoesNotContain("je ne sais pas", (string)question["text"]!, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("slack", false)]
    [InlineData("sms", false)]
    [InlineData("msteams", true)]
    [InlineData("tomorrow", true)]
    public async Task A2_39_Where_a_channel_shows_no_buttons_choices_have_numbers_and_a_number_answers(string channel, bool isButtonToo)
    {
        var said = (await _hub.AskAsync(_hub.Message("bonjour", ("channelId", channel)))).Last();
        Assert.Contains("\n2. ", (string)said["text"]!, StringComparison.Ordinal);
        Assert.Equal(isButtonToo, said["suggestedActions"] is not null);
        var group = Content.Dialogs.Replies.Say("fr", "group.disturbance");
        Assert.Contains($"2. {group}", (string)said["text"]!, StringComparison.Ordinal);
        var chosen = await _hub.SayAsync("2", ("channelId", channel));
        Assert.Contains(Content.Dialogs.RequestTypes.First(type => type.Group == "disturbance").Title.In("fr"), chosen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A2_38_Ids_are_one_segment_each_and_one_slash_stands_between()
    {
        await _hub.PostAsync(_hub.Message("bonjour", ("id", "1:a/b?c#d%e f;é|=")));
        Assert.Equal($"/v3/conversations/{Escaped}/activities/1%3Aa%2Fb%3Fc%23d%25e%20f%3B%C3%A9%7C%3D", (await _hub.Azure.PostsAsync(1))[0].Path);
    }

    [Theory]
    [InlineData("..", ".", "/v3/conversations/%2E%2E/activities/%2E")]
    [InlineData("../../x", "./y", "/v3/conversations/..%2F..%2Fx/activities/.%2Fy")]
    [InlineData("%2e%2e", "%2F", "/v3/conversations/%252e%252e/activities/%252F")]
    public async Task A2_38_An_id_made_of_dots_leads_nowhere_else(string place, string id, string path)
    {
        await _hub.PostAsync(_hub.Message("bonjour", ("conversation", new JsonObject { ["id"] = place }), ("id", id)));
        Assert.Equal(path, (await _hub.Azure.PostsAsync(1))[0].Path);
    }

    [Theory]
    [InlineData("", "/v3/")]
    [InlineData("/", "/v3/")]
    [InlineData("/emea", "/emea/v3/")]
    [InlineData("/emea/tenant/", "/emea/tenant/v3/")]
    public async Task A2_38_The_path_of_the_service_is_kept(string path, string begins)
    {
        await _hub.PostAsync(_hub.Message("bonjour", ("serviceUrl", _hub.Azure.Url + path)));
        Assert.StartsWith(begins + "conversations/", (await _hub.Azure.PostsAsync(1))[0].Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A2_38_Replies_leave_in_their_order_and_what_staff_say_later_answers_nothing()
    {
        await _hub.PostAsync(_hub.Message("je veux parler à quelqu'un"));
        var said = await _hub.Azure.PostsAsync(2);
        Assert.All(said, post => Assert.EndsWith("/activities/act%7C0001", post.Path, StringComparison.Ordinal));
        await AnswerAsync("Bonjour, c'est Catherine.");
        var answer = (await _hub.Azure.PostsAsync(said.Count + 1)).Last();
        Assert.Equal(($"/v3/conversations/{Escaped}/activities", "Bonjour, c’est Catherine.", null), (answer.Path, answer.Text, answer.Activity["replyToId"]));
    }

    [Fact]
    public async Task A2_40_What_is_said_later_goes_where_the_last_verified_call_came_from()
    {
        await _hub.PostAsync(_hub.Message("je veux parler à quelqu'un"));
        var before = (await _hub.Azure.PostsAsync(2)).Count;
        await _hub.PostAsync(_hub.Message("vous êtes là ?", ("serviceUrl", _hub.Azure.Url + "/moved/")));
        await _hub.PostAsync(_hub.Message("et là ?", ("serviceUrl", "https://evil.example/")).ToJsonString(), $"Bearer {_hub.Token()}");
        await AnswerAsync("Oui.");
        Assert.StartsWith("/moved/v3/conversations/", (await _hub.Azure.PostsAsync(before + 1)).Last().Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A2_37_One_token_serves_until_shortly_before_it_ends()
    {
        await _hub.SayAsync("bonjour");
        await SendAsync(1);
        await SendAsync(2);
        Assert.Equal(["Bearer token-1", "Bearer token-1"], _hub.Azure.Posts.Select(post => post.Bearer));
        var login = Assert.Single(_hub.Azure.Logins);
        Assert.Equal(
            [("client_id", BotHub.AppId), ("client_secret", BotHub.Password), ("grant_type", "client_credentials"), ("scope", "https://api.botframework.com/.default")],
            login.OrderBy(field => field.Key).Select(field => (field.Key, field.Value)));
        _hub.Clock.Advance(TimeSpan.FromMinutes(56));
        await SendAsync(3);
        Assert.Equal("Bearer token-2", _hub.Azure.Posts[^1].Bearer);
    }

    [Fact]
    public async Task A2_37_A_short_token_is_kept_too()
    {
        _hub.Azure.TokenLasts = 10;
        await _hub.SayAsync("bonjour");
        await SendAsync(1);
        _hub.Clock.Advance(TimeSpan.FromSeconds(5));
        await SendAsync(2);
        _hub.Clock.Advance(TimeSpan.FromSeconds(5));
        await SendAsync(3);
        Assert.Equal(["Bearer token-1", "Bearer token-1", "Bearer token-2"], _hub.Azure.Posts.Select(post => post.Bearer));
    }

    [Fact]
    public async Task A2_37_A_token_that_the_Connector_refuses_is_dropped_and_the_post_tried_once_more()
    {
        await _hub.SayAsync("bonjour");
        _hub.Azure.Next(new Answer(401));
        await SendAsync(2);
        Assert.Equal(["Bearer token-1", "Bearer token-2"], _hub.Azure.Posts.Select(post => post.Bearer));
        Assert.Equal(OutboxState.Sent, await StateAsync());
        _hub.Azure.Next(new Answer(401), new Answer(401));
        await SendAsync(4);
        _hub.Wait(3600);
        Assert.Equal((OutboxState.Failed, 4), (await StateAsync(), _hub.Azure.Posts.Count));
    }

    [Fact]
    public async Task A2_37_Without_a_token_nothing_is_posted_and_it_is_tried_again()
    {
        await _hub.SayAsync("bonjour");
        _hub.Azure.TokenStatus = 400;
        await AddAsync();
        Assert.Equal(OutboxState.Pending, await StateAsync(attempts: 1));
        Assert.Empty(_hub.Azure.Posts);
        _hub.Azure.TokenStatus = 200;
        _hub.Wait(1);
        Assert.Equal("Bearer token-1", (await _hub.Azure.PostsAsync(1))[0].Bearer);
    }

    [Theory]
    [InlineData(412)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A2_41_What_may_pass_is_tried_again_after_twice_as_long_each_time(int status)
    {
        await _hub.SayAsync("bonjour");
        _hub.Azure.Next(new Answer(status), new Answer(status), new Answer(status));
        await SendAsync(1);
        for (var tried = 1; tried <= 3; tried++)
        {
            Assert.Equal(OutboxState.Pending, await StateAsync(tried));
            var wait = Math.Pow(2, tried - 1);
            _hub.Wait(wait - 0.01);
            await Task.Delay(100);
            Assert.Equal(tried, _hub.Azure.Posts.Count);
            _hub.Wait(0.01);
            await _hub.Azure.PostsAsync(tried + 1);
        }

        Assert.Equal(OutboxState.Sent, await StateAsync(attempts: 4));
        Assert.Single(_hub.Azure.Posts.Select(post => (post.Body, post.Headers["Idempotency-Key"])).Distinct());
    }

    [Theory]
    [InlineData("7")]
    [InlineData("a date")]
    public async Task A2_41_The_Connector_says_how_long_to_wait(string told)
    {
        await _hub.SayAsync("bonjour");
        _hub.Azure.Next(new Answer(429, "{}", "Retry-After", told == "a date" ? _hub.Clock.GetUtcNow().AddSeconds(7).ToString("R") : told));
        await SendAsync(1);
        await StateAsync(attempts: 1);
        _hub.Wait(6.99);
        await Task.Delay(100);
        Assert.Single(_hub.Azure.Posts);
        _hub.Wait(0.01);
        await _hub.Azure.PostsAsync(2);
    }

    [Fact]
    public async Task A2_41_A_Connector_that_is_not_there_is_waited_for()
    {
        var gone = new AzureStub();
        await gone.DisposeAsync();
        await _hub.SayAsync("bonjour", ("serviceUrl", gone.Url));
        await AddAsync();
        Assert.Equal(OutboxState.Pending, await StateAsync(attempts: 1));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(409)]
    [InlineData(413)]
    public async Task A2_41_What_is_wrong_for_good_is_not_tried_again_and_holds_back_nothing(int status)
    {
        await _hub.SayAsync("bonjour");
        _hub.Azure.Next(new Answer(status));
        await SendAsync(1);
        Assert.Equal(OutboxState.Failed, await StateAsync());
        _hub.Wait(3600);
        await SendAsync(2);
        Assert.Equal(OutboxState.Sent, await StateAsync());
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A2_40_A_redirect_is_not_followed(int status)
    {
        await using var elsewhere = new AzureStub();
        await _hub.SayAsync("bonjour");
        _hub.Azure.Next(new Answer(status, "", "Location", $"{elsewhere.Url}/v3/conversations/x/activities"));
        await SendAsync(1);
        Assert.Equal(OutboxState.Failed, await StateAsync());
        Assert.Empty(elsewhere.Calls);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("no json")]
    [InlineData("{\"id\":7}")]
    public async Task A2_39_Whatever_the_Connector_says_of_what_it_took_it_took_it(string body)
    {
        await _hub.SayAsync("bonjour");
        _hub.Azure.Next(new Answer(202, body));
        await SendAsync(1);
        Assert.Equal(OutboxState.Sent, await StateAsync());
    }

    [Fact]
    public async Task A2_41_Who_blocked_the_hub_is_shown_to_staff_until_they_write_again()
    {
        await _hub.PostAsync(_hub.Message("je veux parler à quelqu'un"));
        await _hub.Azure.PostsAsync(2);
        Assert.False(await IsBlockedAsync());
        _hub.Azure.Next(new Answer(403, """{"error":{"code":"BotNotInConversationRoster"}}"""));
        await AnswerAsync("Bonjour.");
        Assert.Equal(OutboxState.Failed, await StateAsync());
        Assert.True(await IsBlockedAsync());
        _hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await _hub.SayAsync("je suis de retour");
        Assert.False(await IsBlockedAsync());
    }

    [Fact]
    public async Task What_was_said_of_a_danger_is_not_sent_late()
    {
        _hub.Azure.Next([.. Enumerable.Repeat(new Answer(503), 20)]);
        await _hub.PostAsync(_hub.Message("mon mari m'a frappée, il va revenir"));
        await _hub.Azure.PostsAsync(1);
        await StateAsync(attempts: 1);
        _hub.Wait(301);
        for (var i = 0; i < 500 && await StateAsync() == OutboxState.Pending; i++)
            await Task.Delay(10);
        Assert.Equal(OutboxState.Failed, await StateAsync());
        Assert.Single(_hub.Azure.Posts);
    }

    // Something more to be said in the conversation, as it would be by staff.
    private async Task AddAsync()
    {
        await using var db = _hub.Db();
        var conversation = db.Conversations().Single();
        var message = MessageRows.Assistant(new Reply(ReplyKind.Text, "encore"), conversation.Id, conversation.Channel, "fr", _hub.Clock.GetUtcNow());
        await _hub.Services.GetRequiredService<Threads>().AddAsync(db, conversation, message, CancellationToken.None);
        await db.SaveChangesAsync();
    }

    private async Task SendAsync(int posts)
    {
        await AddAsync();
        await _hub.Azure.PostsAsync(posts);
        await StateAsync();
    }

    // What became of the newest row, once it was tried so often.
    private async Task<OutboxState> StateAsync(int attempts = 1)
    {
        for (var i = 0; i < 1000; i++)
        {
            await using var db = _hub.Db();
            var row = await db.Outbox().AsNoTracking().OrderByDescending(one => one.CreatedAt).ThenByDescending(one => one.Id).FirstOrDefaultAsync();
            if (row?.Attempts >= attempts)
                return row.State;
            await Task.Delay(10);
        }

        throw new TimeoutException("The row was not tried.");
    }

    private async Task AnswerAsync(string text)
    {
        await using var db = _hub.Db();
        var staff = await MakeStaffAsync();
        var handOver = db.HandOvers().Single();
        Assert.True(await _hub.Services.GetRequiredService<HandOverDesk>().AnswerAsync(staff, handOver.Id, Guid.CreateVersion7().ToString("N"), text, CancellationToken.None));
    }

    private async Task<bool> IsBlockedAsync()
    {
        await using var db = _hub.Db();
        var handOver = db.HandOvers().Single();
        return (await _hub.Services.GetRequiredService<HandOverDesk>().ReadAsync(await MakeStaffAsync(), handOver.Id, false, CancellationToken.None))!.IsBlocked;
    }

    private async Task<StaffMember> MakeStaffAsync()
    {
        await using var db = _hub.Db();
        await Seed.DemoStaffAsync(db, Content.Dialogs.Demo, _ => "", CancellationToken.None);
        var email = Content.Dialogs.Demo.Staff.First(member => member.Key == "catherine").Email;
        return db.Staff().AsNoTracking().First(member => member.Email == email);
    }
}
