using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;

namespace ResidentHub.Tests.Channels.DirectLine;

/// <summary>Beginning, reading and writing: requirements A1.10 to A1.20 of Direct Line.</summary>
[Collection(OneChannelsHub.Name)]
public sealed class ConversationTests(ChannelsHub channels)
{
    private const string Secret = ChannelsHub.DirectLineSecret;

    private readonly DirectLineClient _client = new(channels.Hub);

    [Fact]
    public async Task A1_10_A_token_begins_its_conversation_once()
    {
        var token = await _client.CallAsync(HttpMethod.Post, "/tokens/generate", Secret);
        var starts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _client.CallAsync(HttpMethod.Post, "/conversations", token.Text("token"), """{"user":{},"locale":"fr-FR"}""")));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Created], starts.Select(start => start.Status).Order());
        Assert.All(starts, start => Assert.Equal(token.Text("conversationId"), start.Text("conversationId")));
        Assert.Equal(["conversationId", "expires_in", "streamUrl", "token"], starts[0].Body.Select(property => property.Key).Order());
        var again = await _client.CallAsync(HttpMethod.Post, "/conversations", starts[0].Text("token"));
        Assert.Equal((HttpStatusCode.OK, token.Text("conversationId")), (again.Status, again.Text("conversationId")));
    }

    [Fact]
    public async Task A1_10_The_secret_begins_a_new_conversation_each_time()
    {
        var one = await _client.CallAsync(HttpMethod.Post, "/conversations", Secret);
        var other = await _client.CallAsync(HttpMethod.Post, "/conversations", Secret, """{"user":{"id":"dl_b"}}""");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (one.Status, other.Status));
        Assert.NotEqual(one.Text("conversationId"), other.Text("conversationId"));
        Assert.Equal(HttpStatusCode.OK, (await _client.CallAsync(HttpMethod.Get, $"/conversations/{one.Text("conversationId")}", one.Text("token"))).Status);
    }

    [Fact]
    public async Task A1_10_Nothing_is_said_before_the_resident_speaks_and_the_first_answer_says_that_it_is_automatic()
    {
        await _client.StartAsync();
        await _client.PostAsync("""{"type":"conversationUpdate","from":{"id":"user1"},"membersAdded":[{"id":"user1"}]}""");
        Assert.Empty(await _client.ReadAsync());
        await _client.SayAsync("bonjour");
        Assert.Contains("automatique", (string?)(await _client.SaidAsync())[0]["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A1_11_A_conversation_known_is_opened_again_with_a_new_token_and_stream()
    {
        await _client.StartAsync("dl_ana");
        var again = await _client.CallAsync(HttpMethod.Get, $"/conversations/{_client.Conversation}?watermark=", _client.Token);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(_client.Conversation, again.Text("conversationId"));
        Assert.Equal(HttpStatusCode.OK, (await _client.CallAsync(HttpMethod.Get, $"/conversations/{_client.Conversation}/activities", again.Text("token"))).Status);
        Assert.StartsWith("ws", again.Text("streamUrl"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.CallAsync(HttpMethod.Get, "/conversations/0123456789abcdef0123456789abcdef", Secret)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _client.CallAsync(HttpMethod.Get, $"/conversations/{_client.Conversation}?watermark=x", _client.Token)).Status);
    }

    [Fact]
    public async Task A1_12_A_token_opens_no_other_conversation_and_ids_tell_nothing()
    {
        await _client.StartAsync();
        var other = await new DirectLineClient(channels.Hub).StartAsync();
        foreach (var (method, path) in new[] { (HttpMethod.Get, ""), (HttpMethod.Get, "/activities"), (HttpMethod.Post, "/activities"), (HttpMethod.Post, "/upload?userId=u") })
            Assert.Equal(HttpStatusCode.Forbidden, (await _client.CallAsync(method, $"/conversations/{other.Conversation}{path}", _client.Token, "{}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _client.CallAsync(HttpMethod.Get, "/conversations/unknown", _client.Token)).Status);
        Assert.Matches("^[0-9a-f]{32}$", other.Conversation);
    }

    [Fact]
    public async Task A1_14_A_message_comes_back_as_it_was_sent_and_its_answer_names_it()
    {
        await _client.StartAsync("dl_ana");
        var posted = await _client.PostAsync("""{"type":"message","id":"theirs","from":{"id":"dl_ana"},"text":"bonjour","locale":"fr-FR","textFormat":"plain","channelData":{"clientActivityID":"a1","postBack":false,"n":[1,{"é":null}]},"entities":[{"type":"x"}],"unknown":{"a":1},"serviceUrl":"https://evil.example","callerId":"me"}""");
        Assert.Equal(HttpStatusCode.OK, posted.Status);
        Assert.Equal(["id"], posted.Body.Select(property => property.Key));
        var set = (await _client.SetAsync()).Body;
        var activities = DirectLineClient.Activities(set);
        Assert.Equal(activities.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), (string?)set["watermark"]);

        var own = activities[0];
        var golden = JsonNode.Parse($$"""
            {"type":"message","locale":"fr-FR","textFormat":"plain","channelData":{"clientActivityID":"a1","postBack":false,"n":[1,{"é":null}]},"entities":[{"type":"x"}],"unknown":{"a":1},
             "from":{"id":"dl_ana","role":"user"},"text":"bonjour","id":"{{posted.Text("id")}}","timestamp":"{{own["timestamp"]}}","channelId":"directline","conversation":{"id":"{{_client.Conversation}}"} }
            """);
        Assert.True(JsonNode.DeepEquals(golden, own), own.ToJsonString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$", (string)own["timestamp"]!);

        Assert.All(activities.Skip(1), answer =>
        {
            Assert.Equal(("message", "directline", _client.Conversation, "fr", posted.Text("id")), ((string?)answer["type"], (string?)answer["channelId"], (string?)answer["conversation"]!["id"], (string?)answer["locale"], (string?)answer["replyToId"]));
            Assert.Equal("bot", (string?)answer["from"]!["role"]);
            Assert.DoesNotContain("serviceUrl", answer.ToJsonString(), StringComparison.Ordinal);
        });
        var ids = activities.Select(activity => (string)activity["id"]!).ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"message\"")]
    [InlineData("{")]
    [InlineData("{\"text\":\"bonjour\"}")]
    [InlineData("{\"type\":\"\"}")]
    [InlineData("{\"type\":null}")]
    [InlineData("{\"type\":5}")]
    [InlineData("{\"type\":\"message\",\"text\":5}")]
    [InlineData("{\"type\":\"message\",\"text\":{}}")]
    [InlineData("{\"type\":\"message\",\"from\":\"me\"}")]
    [InlineData("{\"type\":\"message\",\"from\":{\"id\":5}}")]
    [InlineData("{\"type\":\"message\",\"attachments\":{}}")]
    [InlineData("{\"type\":\"message\",\"attachments\":[5]}")]
    [InlineData("{\"type\":\"message\",\"attachments\":[{\"contentType\":5}]}")]
    [InlineData("{\"type\":\"message\",\"entities\":{}}")]
    [InlineData("{\"type\":\"message\",\"conversation\":[]}")]
    [InlineData("{\"type\":\"message\",\"locale\":5}")]
    [InlineData("{\"type\":\"message\",\"type\":\"event\"}")]
    [InlineData("{\"type\":\"message\",\"text\":\"\\ud800\"}")]
    [InlineData("{\"type\":\"message\",\"channelData\":{\"x\":\"\\udfff\"}}")]
    public async Task A1_15_What_is_no_activity_is_400(string body)
    {
        await _client.StartAsync();
        var refused = await _client.PostAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Code);
        Assert.Empty(await _client.ReadAsync());
    }

    [Fact]
    public async Task A1_15_Bytes_that_are_no_UTF_8_and_JSON_too_deep_are_400()
    {
        await _client.StartAsync();
        var path = $"/conversations/{_client.Conversation}/activities";
        Assert.Equal(HttpStatusCode.BadRequest, (await _client.CallAsync(HttpMethod.Post, path, _client.Token, new ByteArrayContent([.. "{\"type\":\"message\",\"text\":\""u8, 0xC3, 0x28, .. "\"}"u8]))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _client.CallAsync(HttpMethod.Post, path, _client.Token, $$"""{"type":"message","channelData":{{new string('[', 5000)}}{{new string(']', 5000)}} }""")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _client.CallAsync(HttpMethod.Post, path, _client.Token, new ByteArrayContent([0xEF, 0xBB, 0xBF, .. "{\"type\":\"message\",\"text\":\"bonjour\"}"u8]))).Status);
    }

    [Theory]
    [InlineData("""{"type":"message"}""")]
    [InlineData("""{"type":"message","text":null,"from":null,"attachments":null,"channelData":null}""")]
    [InlineData("""{"type":"message","text":"bonjour","locale":"xx-unknown","channelData":"text"}""")]
    [InlineData("""{"type":"message","value":{"a":1},"channelData":{"clientActivityID":5}}""")]
    [InlineData("""{"type":"message","text":"<at>hub</at> bonjour","attachments":[{"contentType":"image/png","contentUrl":"https://elsewhere.example/a.png"}]}""")]
    [InlineData("""{"type":"never/heard/of","anything":[[1]]}""")]
    public async Task A1_15_Unknown_fields_types_and_locales_are_taken(string body)
    {
        await _client.StartAsync();
        var taken = await _client.PostAsync(body);
        Assert.Equal(HttpStatusCode.OK, taken.Status);
        Assert.Equal(taken.Text("id"), (string?)(await _client.ReadAsync())[0]["id"]);
    }

    [Fact]
    public async Task A1_16_A_watermark_reads_on_and_reading_takes_nothing_away()
    {
        await _client.StartAsync();
        var empty = await _client.SetAsync();
        Assert.Equal("0", (string?)empty.Body["watermark"]);
        await _client.SayAsync("bonjour");
        var first = await _client.SetAsync();
        var mark = (string)first.Body["watermark"]!;
        Assert.Equal(first.Body.ToJsonString(), (await _client.SetAsync()).Body.ToJsonString());
        Assert.Equal((0, mark), ((await _client.ReadAsync(mark)).Count, (string)(await _client.SetAsync(mark)).Body["watermark"]!));
        await _client.SayAsync("merci");
        Assert.Equal("merci", (string?)(await _client.ReadAsync(mark))[0]["text"]);
        Assert.Equal((await _client.ReadAsync()).Count, (await _client.ReadAsync("0")).Count);
        foreach (var wrong in (string[])["x", "-1", "1.5", "99999999999999999999", "%00", "1%27"])
            Assert.Equal(HttpStatusCode.BadRequest, (await _client.SetAsync(wrong)).Status);
        Assert.Empty(await _client.ReadAsync("2000000000"));
    }

    [Fact]
    public async Task A1_17_Events_are_read_back_in_their_place_typing_and_updates_are_not()
    {
        await _client.StartAsync();
        foreach (var body in (string[])["""{"type":"event","name":"webchat/join","value":{"language":"fr"}}""", """{"type":"typing"}""", """{"type":"conversationUpdate"}""", """{"type":"message","text":"bonjour"}""", """{"type":"endOfConversation","text":"fini"}"""])
            Assert.False(string.IsNullOrEmpty((await _client.PostAsync(body)).Text("id")));
        var read = await _client.ReadAsync();
        Assert.Equal(["event", "message", "endOfConversation"], read.Where(activity => (string?)activity["from"]!["role"] == "user").Select(activity => (string?)activity["type"]));
        Assert.Equal(("webchat/join", "fr"), ((string?)read[0]["name"], (string?)read[0]["value"]!["language"]));
        Assert.Equal("fini", (string?)read[^1]["text"]);
    }

    [Fact]
    public async Task A1_17_Events_are_no_words_to_staff()
    {
        await _client.StartAsync();
        await _client.PostAsync("""{"type":"event","name":"secret-event","text":"secret-event"}""");
        await _client.SayAsync("je veux parler à quelqu'un");
        using var db = channels.Hub.Db();
        var handOver = db.HandOvers().AsNoTracking().OrderByDescending(row => row.Since).First();
        var staff = await channels.Hub.SignInAsync("samira");
        Assert.DoesNotContain("secret-event", (await staff.GetAsync($"/staff/conversations/{handOver.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A1_18_Typing_is_taken_and_answered_by_nothing()
    {
        await _client.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await _client.PostAsync("""{"type":"typing","from":{"id":"user1"}}""")).Status);
        Assert.Empty(await _client.ReadAsync());
    }

    [Fact]
    public async Task A1_19_Choices_are_suggested_actions_and_their_words_press_the_button()
    {
        await _client.StartAsync();
        await _client.SayAsync("l'ascenseur est en panne depuis hier");
        var place = (await _client.SaidAsync())[^1];
        Assert.Equal("""[{"type":"imBack","title":"Je ne sais pas","value":"Je ne sais pas"}]""", place["suggestedActions"]!["actions"]!.ToJsonString());
        await _client.SayAsync("Je ne sais pas");
        for (var i = 0; i < 4 && (string?)(await _client.SaidAsync())[^1]["suggestedActions"]?["actions"]![0]!["title"] != "Envoyer"; i++)
            await _client.SayAsync("Je ne sais pas");
        var summary = (string)(await _client.SaidAsync())[^1]["text"]!;
        Assert.Contains("\n- **", summary, StringComparison.Ordinal);
        await _client.SayAsync("Envoyer");
        var receipt = (string)(await _client.SaidAsync()).Last(activity => ((string)activity["text"]!).Contains("enregistrée", StringComparison.Ordinal))["text"]!;
        Assert.Matches(@"\*\* [2-9C-Z]{4}-[2-9C-Z]{4}", receipt);
        Assert.Matches(@"\[Suivre ma demande\]\(http://localhost:5080/requests/[2-9C-Z]{4}-[2-9C-Z]{4}\)", receipt);
    }

    [Fact]
    public async Task A1_19_First_lines_of_a_danger_begin_with_numbers_to_tap()
    {
        await _client.StartAsync();
        await _client.SayAsync("mon voisin frappe sa femme en ce moment");
        var said = (string)(await _client.SaidAsync())[0]["text"]!;
        Assert.StartsWith("**[Appeler le 17](tel:17)**", said, StringComparison.Ordinal);
        Assert.Contains("**SMS au 114**", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A1_19_Answers_are_in_the_language_of_the_client_until_words_say_otherwise()
    {
        await _client.StartAsync(body: """{"locale":"en-GB"}""");
        await _client.SayAsync("OK");
        Assert.Equal("en", (string?)(await _client.SaidAsync())[0]["locale"]);

        var second = await new DirectLineClient(channels.Hub).StartAsync();
        await second.PostAsync("""{"type":"message","text":"OK","locale":"en-US"}""");
        Assert.Equal("en", (string?)(await second.SaidAsync())[0]["locale"]);
        Assert.Equal("en-US", (string?)(await second.ReadAsync())[0]["locale"]);
    }

    [Fact]
    public async Task A1_13_The_same_client_id_is_one_message_however_often_it_comes()
    {
        await _client.StartAsync();
        var message = DirectLineClient.Message("l'ascenseur est en panne", "once");
        var ids = (await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _client.PostAsync(message)))).Select(answer => answer.Text("id")).Distinct();
        Assert.Single(ids);
        Assert.Single(await _client.ReadAsync(), activity => (string?)activity["from"]!["role"] == "user");
        var other = await _client.PostAsync(DirectLineClient.Message("aux Tilleuls", "twice"));
        Assert.DoesNotContain(other.Text("id"), ids);
        var redelivered = """{"type":"message","id":"their-id","text":"bâtiment B"}""";
        Assert.Equal((await _client.PostAsync(redelivered)).Text("id"), (await _client.PostAsync(redelivered)).Text("id"));
        var tooLong = DirectLineClient.Message("merci", new string('x', 500));
        Assert.Equal((await _client.PostAsync(tooLong)).Text("id"), (await _client.PostAsync(tooLong)).Text("id"));
        var anEvent = """{"type":"event","id":"e1","name":"x"}""";
        Assert.Equal((await _client.PostAsync(anEvent)).Text("id"), (await _client.PostAsync(anEvent)).Text("id"));
    }

    [Fact]
    public async Task A1_13_Messages_at_once_are_all_kept_each_in_its_place()
    {
        await _client.StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _client.PostAsync(DirectLineClient.Message($"message {i}", $"m{i}"))));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        var own = (await _client.ReadAsync()).Where(activity => (string?)activity["from"]!["role"] == "user").ToList();
        Assert.Equal(answers.Select(answer => answer.Text("id")).Order(StringComparer.Ordinal), own.Select(activity => (string)activity["id"]!));
        Assert.Equal(20, own.Select(activity => (string)activity["text"]!).Distinct().Count());
    }

    [Fact]
    public async Task A1_13_Bodies_and_texts_have_a_size()
    {
        await _client.StartAsync();
        var large = await _client.PostAsync($$"""{"type":"message","text":"a","channelData":"{{new string('x', 300_000)}}"}""");
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "MessageSizeTooBig"), (large.Status, large.Code));
        var text = await _client.PostAsync(DirectLineClient.Message(new string('a', 8_001)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, text.Status);
        Assert.Empty(await _client.ReadAsync());
        Assert.Equal(HttpStatusCode.OK, (await _client.PostAsync(DirectLineClient.Message(new string('a', 8_000)))).Status);
        Assert.Equal(HttpStatusCode.OK, (await _client.PostAsync(DirectLineClient.Message("mon mari me frappe " + new string('a', 8_000)))).Status);
    }
}
