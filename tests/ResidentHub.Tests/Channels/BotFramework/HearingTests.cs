using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Requests;
using ResidentHub.Tests.Support;
using ResidentHub.Tests.Web;

namespace ResidentHub.Tests.Channels.BotFramework;

/// <summary>What each kind of activity brings about (A2.43 to A2.47).</summary>
[Collection(OneBot.Name)]
public sealed class HearingTests
{
    private const string Need = "musique à fond toutes les nuits aux Tilleuls, bâtiment B";

    private readonly BotHub _hub;

    public HearingTests(BotHub hub)
    {
        _hub = hub;
        _hub.Empty();
    }

    [Fact]
    public async Task A2_43_Replies_that_are_expected_are_the_answer_and_nothing_else_is_sent()
    {
        var replies = await _hub.AskAsync(_hub.Message(Need));
        Assert.Equal(["message"], replies.Select(reply => (string)reply["type"]!).Distinct());
        Assert.All(replies, reply => Assert.Equal(("act|0001", BotHub.Bot, BotHub.Me, BotHub.Place), ((string?)reply["replyToId"], (string?)reply["from"]!["id"], (string?)reply["recipient"]!["id"], (string?)reply["conversation"]!["id"])));
        Assert.All(replies, reply => Assert.False(reply.ContainsKey("serviceUrl") || reply.ContainsKey("timestamp")));
        Assert.Contains("Vérifiez", (string)replies[^1]["text"]!, StringComparison.Ordinal);
        AssertNothingSent();
        foreach (var type in (string[])["typing", "endOfConversation", "event", "kind-of-tomorrow"])
            Assert.Empty(await _hub.AskAsync(_hub.Activity(type)));
    }

    [Fact]
    public async Task A2_43_Expected_replies_come_as_JSON_and_again_with_a_redelivery()
    {
        var message = _hub.Message(Need);
        var first = await _hub.AskAsync(message);
        var again = await _hub.AskAsync(message);
        Assert.Equal(first.Select(reply => reply.ToJsonString()), again.Select(reply => reply.ToJsonString()));
        AssertKept(messages: 1);
    }

    [Theory]
    [InlineData("normal")]
    [InlineData("notification")]
    [InlineData("telepathy")]
    public async Task A2_43_Any_other_way_of_delivery_is_the_normal_one(string mode)
    {
        Assert.Equal((HttpStatusCode.OK, ""), await _hub.PostAsync(_hub.Message("bonjour", ("deliveryMode", mode))));
        await _hub.Azure.PostsAsync(1);
    }

    [Theory]
    [InlineData("adaptiveCard/action")]
    [InlineData("signin/verifyState")]
    [InlineData("composeExtension/query")]
    [InlineData(null)]
    public async Task A2_44_An_invoke_that_nobody_handles_is_not_implemented(string? name)
    {
        Assert.Equal((HttpStatusCode.NotImplemented, ""), await _hub.PostAsync(_hub.Activity("invoke", ("name", name), ("value", new JsonObject { ["action"] = "x" }))));
        Assert.Equal(HttpStatusCode.NotImplemented, (await _hub.PostAsync(_hub.Activity("invoke", ("name", name), ("deliveryMode", "expectReplies")))).Status);
        AssertNothingSent();
    }

    [Fact]
    public async Task A2_45_Who_joins_is_greeted_once_in_a_conversation_and_then_heard()
    {
        var joined = _hub.Activity("conversationUpdate", ("membersAdded", Members(BotHub.Bot, BotHub.Me)), ("locale", "en-GB"));
        await _hub.PostAsync(joined);
        var said = await _hub.Azure.PostsAsync(2);
        Assert.Contains("automatic", said[0].Text, StringComparison.Ordinal);
        Assert.Equal("en", (string?)said[0].Activity["locale"]);
        Assert.NotNull(said[1].Activity["suggestedActions"]);
        Assert.Equal("/v3/conversations/a%3A1%3Bx%3Dy%7Cz%40w/activities", said[0].Path);
        await _hub.PostAsync(joined);
        await _hub.PostAsync(_hub.Activity("conversationUpdate", ("membersAdded", Members("29:another"))));
        Assert.DoesNotContain("automatic", await _hub.SayAsync("loud music every night"), StringComparison.Ordinal);
        Assert.Equal(2, _hub.Azure.Posts.Count);
    }

    [Fact]
    public async Task A2_45_Many_who_join_at_once_are_greeted_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => _hub.PostAsync(_hub.Activity("conversationUpdate", ("membersAdded", Members($"29:{i}"))))));
        await using var db = _hub.Db();
        Assert.Equal(2, db.Messages().Count());
    }

    [Fact]
    public async Task A2_45_A_group_is_greeted_once_whoever_joins_it()
    {
        foreach (var id in (string[])["29:one", "29:two"])
            await _hub.PostAsync(_hub.Activity("conversationUpdate", ("membersAdded", Members(id)), ("from", new JsonObject { ["id"] = id }), ("conversation", new JsonObject { ["id"] = "19:abc", ["isGroup"] = true })));
        await _hub.Azure.PostsAsync(2);
        await using var db = _hub.Db();
        Assert.Equal(2, db.Messages().Count());
    }

    [Fact]
    public async Task A2_45_That_the_hub_was_added_or_somebody_left_calls_for_nothing()
    {
        foreach (var id in (string[])[BotHub.Bot, BotHub.AppId, $"28:{BotHub.AppId}"])
            Assert.Equal(HttpStatusCode.OK, (await _hub.PostAsync(_hub.Activity("conversationUpdate", ("membersAdded", Members(id))))).Status);
        await _hub.PostAsync(_hub.Activity("conversationUpdate", ("membersRemoved", Members(BotHub.Me))));
        await _hub.PostAsync(_hub.Activity("conversationUpdate", ("membersAdded", new JsonArray())));
        await _hub.PostAsync(_hub.Activity("conversationUpdate"));
        AssertNothingSent();
        AssertKept(messages: 0);
    }

    [Fact]
    public async Task A2_45_Who_spoke_first_is_not_greeted_after()
    {
        await _hub.SayAsync("bonjour");
        await _hub.PostAsync(_hub.Activity("conversationUpdate", ("membersAdded", Members(BotHub.Me))));
        AssertNothingSent();
    }

    [Theory]
    [InlineData("typing")]
    [InlineData("messageReaction")]
    [InlineData("installationUpdate")]
    [InlineData("contactRelationUpdate")]
    [InlineData("deleteUserData")]
    [InlineData("messageUpdate")]
    [InlineData("messageDelete")]
    [InlineData("event")]
    [InlineData("trace")]
    [InlineData("handoff")]
    [InlineData("suggestion")]
    [InlineData("kind-of-tomorrow")]
    public async Task A2_45_Other_kinds_are_taken_without_a_word(string type)
    {
        Assert.Equal((HttpStatusCode.OK, ""), await _hub.PostAsync(_hub.Activity(type, ("text", Need), ("reactionsAdded", new JsonArray(new JsonObject { ["type"] = "like" })), ("action", "add"))));
        AssertNothingSent();
        AssertKept(messages: 0);
    }

    [Fact]
    public async Task A2_45_The_end_closes_the_dialogue_and_keeps_the_record_and_what_was_understood()
    {
        await _hub.SayAsync("j'ai des cafards dans ma cuisine aux Tilleuls");
        Assert.Equal((HttpStatusCode.OK, ""), await _hub.PostAsync(_hub.Activity("endOfConversation", ("code", "userCancelled"), ("text", "au revoir"))));
        AssertNothingSent();
        await using var db = _hub.Db();
        var conversation = db.Conversations().Single();
        Assert.Equal((Phase.Idle, null), (ConversationState.FromJson(conversation.State).Phase, conversation.CallBackAt));
        Assert.True(db.Messages().Any());
        Assert.True(db.Requests().Single().IsIncomplete);
        Assert.DoesNotContain("Vérifiez", await _hub.SayAsync("oui"), StringComparison.Ordinal);
        await _hub.PostAsync(_hub.Activity("endOfConversation", ("conversation", new JsonObject { ["id"] = "never seen" })));
        Assert.Single(db.Conversations().AsNoTracking());
    }

    [Fact]
    public async Task A2_45_The_end_leaves_a_conversation_with_the_person_who_has_it()
    {
        await _hub.SayAsync("je veux parler à quelqu'un");
        await _hub.PostAsync(_hub.Activity("endOfConversation"));
        Assert.Equal("", await _hub.SayAsync("allô ?"));
    }

    [Fact]
    public async Task A2_46_A_redelivery_has_its_effect_once()
    {
        var message = _hub.Message(Need);
        await _hub.PostAsync(message);
        await _hub.PostAsync(_hub.Message("oui"));
        await using var db = _hub.Db();
        var said = db.Outbox().Count();
        for (var i = 0; i < 3; i++)
            Assert.Equal((HttpStatusCode.OK, ""), await _hub.PostAsync(message));
        Assert.Equal((said, 1), (db.Outbox().Count(), db.Requests().Count()));
        AssertKept(messages: 2);
    }

    [Fact]
    public async Task A2_46_A_redelivery_that_comes_while_the_first_is_worked_on_has_no_effect_of_its_own()
    {
        await _hub.SayAsync(Need);
        var yes = _hub.Message("oui");
        var statuses = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => _hub.PostAsync(yes)));
        Assert.All(statuses, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        await using var db = _hub.Db();
        Assert.Single(db.Requests());
        AssertKept(messages: 2);
        var replies = db.Messages().Where(message => message.Author == Author.Assistant && message.InReplyTo == db.Messages().OrderByDescending(one => one.Number).First(one => one.Author == Author.Resident).Id).Count();
        Assert.Equal(replies, db.Outbox().Count());
    }

    [Fact]
    public async Task A2_46_A_redelivered_number_is_the_choice_it_was_and_no_choice_of_what_is_offered_since()
    {
        await _hub.SayAsync("bonjour", ("channelId", "slack"));
        var two = _hub.Message("2", ("channelId", "slack"));
        var first = await _hub.AskAsync(two);
        Assert.Equal(first.Select(reply => reply.ToJsonString()), (await _hub.AskAsync(two)).Select(reply => reply.ToJsonString()));
        AssertKept(messages: 2);
    }

    [Fact]
    public async Task A2_46_Other_words_under_the_same_id_are_no_other_message()
    {
        await _hub.SayAsync("bonjour", ("id", "1"));
        await _hub.SayAsync("bonsoir", ("id", "1"));
        AssertKept(messages: 1);
    }

    [Fact]
    public async Task A2_47_A_file_that_is_no_photo_is_not_passed_over_in_silence_and_a_card_is_no_file()
    {
        const string noPhoto = "Un fichier n’est pas une photo";
        Assert.Contains(noPhoto, await _hub.SayAsync(Need, ("attachments", new JsonArray(Attachment("audio/ogg", $"{_hub.Azure.Url}/voice")))), StringComparison.Ordinal);
        Assert.Empty(_hub.Azure.Calls);
        var card = new JsonObject { ["contentType"] = "text/html", ["content"] = "<div>x</div>" };
        Assert.DoesNotContain(noPhoto, await _hub.SayAsync(Need, ("attachments", new JsonArray(card)), ("conversation", new JsonObject { ["id"] = "another" })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A2_46_The_same_id_elsewhere_is_another_message()
    {
        await _hub.PostAsync(_hub.Message("bonjour", ("id", "1")));
        await _hub.PostAsync(_hub.Message("bonjour", ("id", "1"), ("conversation", new JsonObject { ["id"] = "another" })));
        await _hub.PostAsync(_hub.Message("bonjour", ("id", "1"), ("channelId", "telegram")));
        AssertKept(messages: 3);
    }

    [Fact]
    public async Task A2_46_An_id_may_be_long_and_is_answered_whole()
    {
        var (id, place) = (new string('i', 900) + "é", new string('c', 3000));
        var message = _hub.Message("bonjour", ("id", id), ("conversation", new JsonObject { ["id"] = place }));
        await _hub.PostAsync(message);
        await _hub.PostAsync(message);
        await _hub.PostAsync(_hub.Message("bonjour", ("id", id + "!"), ("conversation", new JsonObject { ["id"] = place })));
        AssertKept(messages: 2);
        var post = (await _hub.Azure.PostsAsync(1))[0];
        Assert.Equal($"/v3/conversations/{place}/activities/{new string('i', 900)}%C3%A9", post.Path);
        await using var db = _hub.Db();
        Assert.Single(db.Conversations());
    }

    [Fact]
    public async Task A2_46_Messages_without_an_id_are_all_heard()
    {
        foreach (var id in (JsonNode?[])[null, "", null])
            await _hub.PostAsync(_hub.Message("bonjour", ("id", id)));
        AssertKept(messages: 3);
        Assert.EndsWith("/activities", (await _hub.Azure.PostsAsync(1))[0].Path, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> Wrapped => new()
    {
        { "<at>Hub</at> bonjour", "plain", "bonjour" },
        { "<at id=\"0\">Hub</at>&nbsp;bonjour", "plain", "bonjour" },
        { "bonjour <at>Hub</at>", "plain", "bonjour" },
        { "<at>Hub</at> <at>Hub</at> bonjour\n", "plain", "bonjour" },
        { "<at>Another bot</at> bonjour", "plain", "bonjour" },
        { "mon voisin <at>Jean</at> crie", "plain", "mon voisin Jean crie" },
        { "<b>bon</b><i>jour</i><br/>l&#39;eau &amp; le gaz", "xml", "bon  jour \nl'eau & le gaz" },
        { "1 < 2 et 3 > 2", "plain", "1 < 2 et 3 > 2" },
        { "**bonjour** _vous_", "markdown", "**bonjour** _vous_" },
        { "<script>alert(1)</script>", "plain", "<script>alert(1)</script>" },
    };

    [Theory]
    [MemberData(nameof(Wrapped))]
    public async Task A2_47_Mentions_and_markup_are_not_what_the_resident_said(string text, string format, string heard)
    {
        await _hub.SayAsync(text, ("textFormat", format));
        await using var db = _hub.Db();
        Assert.Equal(heard, db.Messages().First(message => message.Author == Author.Resident).Text);
    }

    [Fact]
    public async Task A2_47_A_mention_of_the_hub_by_its_id_is_taken_out_whatever_it_looks_like()
    {
        await _hub.SayAsync("@hub_bot bonjour", ("entities", new JsonArray(Mention(BotHub.Bot, "@hub_bot"), Mention("29:jean", "<at>Jean</at>"))));
        await using var db = _hub.Db();
        Assert.Equal("bonjour", db.Messages().First(message => message.Author == Author.Resident).Text);
    }

    [Fact]
    public async Task A2_47_A_card_that_was_sent_says_its_values()
    {
        Assert.NotEmpty(await _hub.AskAsync(_hub.Message(null, ("value", new JsonObject { ["what"] = Need, ["n"] = 7, ["deep"] = new JsonObject { ["x"] = "no" } }))));
        Assert.NotEmpty(await _hub.AskAsync(_hub.Message(null, ("value", "bonjour"))));
        Assert.NotEmpty(await _hub.AskAsync(_hub.Message(null, ("value", new JsonObject()))));
        await using var db = _hub.Db();
        Assert.Equal([Need, "bonjour", ""], db.Messages().Where(message => message.Author == Author.Resident).OrderBy(message => message.Number).Select(message => message.Text));
    }

    [Fact]
    public async Task A2_47_A_message_without_text_is_answered()
    {
        Assert.NotEmpty(await _hub.AskAsync(_hub.Message(null)));
        Assert.NotEmpty(await _hub.AskAsync(_hub.Message("  ")));
    }

    [Fact]
    public async Task A2_47_An_unknown_locale_is_answered_in_French_and_a_known_one_in_its_language()
    {
        Assert.Contains("automatique", await _hub.SayAsync("ok", ("locale", "tlh-KX")), StringComparison.Ordinal);
        Assert.Contains("automatic", await _hub.SayAsync("ok", ("locale", "EN_us"), ("conversation", new JsonObject { ["id"] = "en" })), StringComparison.Ordinal);
        var clientInfo = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = "en-US" });
        Assert.Contains("automatic", await _hub.SayAsync("ok", ("locale", null), ("entities", clientInfo), ("conversation", new JsonObject { ["id"] = "teams" })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A2_47_Teams_ids_and_shapes_are_taken()
    {
        var place = new JsonObject { ["id"] = "a:1SyDz9-Ev_wPcdVSBrmBX", ["conversationType"] = "personal", ["tenantId"] = "72f988bf-86f1-41af-91ab-2d7cd011db47" };
        var message = _hub.Message(
            $"<at>Hub</at> {Need}\n", ("channelId", "msteams"), ("id", "1485983408511"), ("serviceUrl", _hub.Azure.Url + "/emea/"), ("conversation", place), ("recipient", new JsonObject { ["id"] = $"28:{BotHub.AppId}", ["name"] = "Hub" }),
            ("from", new JsonObject { ["id"] = "29:1bSnHZ7Js2STWrgk6ScEErLk1Lp2zQuD5H2", ["name"] = "Inès", ["aadObjectId"] = "7faf8fb5" }), ("entities", new JsonArray(Mention($"28:{BotHub.AppId}", "<at>Hub</at>"))),
            ("channelData", new JsonObject { ["tenant"] = new JsonObject { ["id"] = "72f988bf" } }), ("attachments", new JsonArray(new JsonObject { ["contentType"] = "text/html", ["content"] = "<div>x</div>" })));
        await _hub.PostAsync(message);
        var post = (await _hub.Azure.PostsAsync(1))[0];
        Assert.Equal("/emea/v3/conversations/a%3A1SyDz9-Ev_wPcdVSBrmBX/activities/1485983408511", post.Path);
        Assert.Equal("29:1bSnHZ7Js2STWrgk6ScEErLk1Lp2zQuD5H2", (string?)post.Activity["recipient"]!["id"]);
    }

    [Fact]
    public async Task A2_47_Among_several_people_only_what_names_the_hub_is_meant_for_it()
    {
        JsonObject Group() => new() { ["id"] = "19:abc@thread.tacv2", ["isGroup"] = true };
        Assert.Equal("", await _hub.SayAsync(Need, ("conversation", Group())));
        AssertKept(messages: 0);
        Assert.NotEqual("", await _hub.SayAsync("<at>Hub</at> bonjour", ("conversation", Group())));
        Assert.NotEqual("", await _hub.SayAsync("bonjour @hub", ("conversation", Group())));
        Assert.NotEqual("", await _hub.SayAsync("ohé", ("conversation", Group()), ("entities", new JsonArray(Mention(BotHub.Bot, "ohé ")))));
        Assert.NotEqual("", await _hub.SayAsync("", ("conversation", Group()), ("value", new JsonObject { ["a"] = "bonjour" })));
        Assert.Equal("", await _hub.SayAsync("bonjour <at>Jean</at>", ("conversation", Group())));
        Assert.Equal("", await _hub.SayAsync("bonjour", ("conversation", new JsonObject { ["id"] = "19:x", ["conversationType"] = "channel" })));
    }

    [Fact]
    public async Task A2_47_Among_several_people_each_has_a_dialogue_of_their_own()
    {
        JsonObject Group() => new() { ["id"] = "19:abc@thread.tacv2", ["isGroup"] = true };
        await _hub.SayAsync("<at>Hub</at> l'ascenseur est en panne", ("conversation", Group()));
        await _hub.SayAsync("<at>Hub</at> bonjour", ("conversation", Group()), ("from", new JsonObject { ["id"] = "29:another" }));
        await using var db = _hub.Db();
        Assert.Equal([1, 1], db.Messages().Where(message => message.Author == Author.Resident).AsEnumerable().GroupBy(message => message.ConversationId).Select(said => said.Count()));
    }

    [Fact]
    public async Task The_hub_does_not_talk_with_itself()
    {
        Assert.Equal("", await _hub.SayAsync(Need, ("from", new JsonObject { ["id"] = BotHub.Bot })));
        AssertKept(messages: 0);
    }

    [Fact]
    public async Task A_whole_request_is_made_by_buttons_and_words()
    {
        Assert.Contains("Vérifiez", await _hub.SayAsync(Need), StringComparison.Ordinal);
        var receipt = (await _hub.AskAsync(_hub.Message(Content.Dialogs.Replies.Say("fr", "option.send")))).Last();
        await using var db = _hub.Db();
        var request = db.Requests().Single();
        Assert.Contains(ResidentHub.Language.Facts.References.Show(request.Reference), (string)receipt["text"]!, StringComparison.Ordinal);
        Assert.Contains($"https://hub.example/requests/{ResidentHub.Language.Facts.References.Show(request.Reference)}", (string)receipt["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_danger_gets_its_numbers_first_and_tells_the_officer()
    {
        var said = await _hub.AskAsync(_hub.Message("mon mari m'a frappée, il va revenir"));
        Assert.Matches("^[0-9 ·]+\n", (string)said[0]["text"]!);
        await using var db = _hub.Db();
        Assert.Single(ResidentHub.Safety.SafetyTables.SafetyAlerts(db));
    }

    [Fact]
    public async Task A_flood_is_stopped_but_never_a_danger()
    {
        for (var i = 0; i < 240; i++)
            await _hub.PostAsync(_hub.Message("ok", ("id", $"flood {i}")));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await _hub.PostAsync(_hub.Message("ok"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await _hub.PostAsync(_hub.Message("ok", ("id", "flood 0")))).Status);
        Assert.Equal(HttpStatusCode.OK, (await _hub.PostAsync(_hub.Message("il y a une fuite de gaz, ça sent fort"))).Status);
    }

    [Fact]
    public async Task A2_42_Pictures_are_fetched_with_the_hubs_token_from_the_channel_itself_only()
    {
        await using var elsewhere = new AzureStub();
        _hub.Azure.Files["/v3/attachments/1/views/original"] = context => context.Response.Body.WriteAsync(Pictures.Png).AsTask();
        elsewhere.Files["/2.png"] = context => context.Response.Body.WriteAsync(Pictures.Png).AsTask();
        await _hub.SayAsync(Need, ("attachments", new JsonArray(
            Attachment("image/png", $"{_hub.Azure.Url}/v3/attachments/1/views/original"),
            Attachment("image/*", $"{elsewhere.Url}/2.png"),
            new JsonObject { ["contentType"] = "application/vnd.microsoft.teams.file.download.info", ["content"] = new JsonObject { ["downloadUrl"] = $"{elsewhere.Url}/2.png", ["fileType"] = "png" } })));
        Assert.Equal(["Bearer token-1"], _hub.Azure.Calls.Select(call => call.Bearer));
        Assert.Equal([null, null], elsewhere.Calls.Select(call => call.Bearer));
        await using var db = _hub.Db();
        Assert.Equal(3, db.Photos().Count(photo => photo.MessageId != null));
    }

    [Fact]
    public async Task A2_42_A_redirect_takes_no_token_along()
    {
        await using var elsewhere = new AzureStub();
        _hub.Azure.Files["/1"] = context =>
        {
            context.Response.Redirect($"{elsewhere.Url}/2.png");
            return Task.CompletedTask;
        };
        elsewhere.Files["/2.png"] = context => context.Response.Body.WriteAsync(Pictures.Png).AsTask();
        await _hub.SayAsync("bonjour", ("attachments", new JsonArray(Attachment("image/png", $"{_hub.Azure.Url}/1"))));
        Assert.Equal([null], elsewhere.Calls.Select(call => call.Bearer));
        await using var db = _hub.Db();
        Assert.Single(db.Photos());
    }

    [Fact]
    public async Task A2_42_A_picture_that_is_none_is_too_large_or_never_comes_loses_no_message()
    {
        _hub.Azure.Files["/text"] = context => context.Response.WriteAsync("no picture");
        _hub.Azure.Files["/huge"] = async context =>
        {
            await context.Response.Body.WriteAsync(Pictures.Png);
            for (var i = 0; i < 12 && !context.RequestAborted.IsCancellationRequested; i++)
                await context.Response.Body.WriteAsync(new byte[1 << 20]);
        };
        _hub.Azure.Files["/never"] = context => Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Contains("Vérifiez", await _hub.SayAsync(Need, ("attachments", new JsonArray(Attachment("image/png", $"{_hub.Azure.Url}/text"), Attachment("image/png", $"{_hub.Azure.Url}/huge"), Attachment("image/jpeg", $"{_hub.Azure.Url}/never")))), StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(12), clock.Elapsed.ToString());
        await using var db = _hub.Db();
        Assert.Empty(db.Photos());
    }

    [Fact]
    public async Task A2_42_A_redelivery_fetches_nothing()
    {
        _hub.Azure.Files["/1"] = context => context.Response.Body.WriteAsync(Pictures.Png).AsTask();
        var message = _hub.Message("bonjour", ("attachments", new JsonArray(Attachment("image/png", $"{_hub.Azure.Url}/1"))));
        await _hub.AskAsync(message);
        await _hub.AskAsync(message);
        Assert.Single(_hub.Azure.Calls);
    }

    [Fact]
    public async Task A2_42_A_picture_inside_the_message_is_kept()
    {
        await _hub.SayAsync("bonjour", ("attachments", new JsonArray(Attachment("image/png", $"data:image/png;base64,{Convert.ToBase64String(Pictures.Png)}"), Attachment("image/png", "data:image/png;base64,????"), Attachment("image/png", "data:,x"))));
        await using var db = _hub.Db();
        Assert.Single(db.Photos());
    }

    private void AssertNothingSent()
    {
        using var db = _hub.Db();
        Assert.Empty(db.Outbox());
        Assert.Empty(_hub.Azure.Posts);
    }

    private void AssertKept(int messages)
    {
        using var db = _hub.Db();
        Assert.Equal(messages, db.Messages().Count(message => message.Author == Author.Resident));
    }

    private static JsonArray Members(params string[] ids) => new([.. ids.Select(id => (JsonNode)new JsonObject { ["id"] = id })]);

    private static JsonObject Mention(string id, string text) => new() { ["type"] = "mention", ["mentioned"] = new JsonObject { ["id"] = id }, ["text"] = text };

    private static JsonObject Attachment(string type, string url) => new() { ["contentType"] = type, ["contentUrl"] = url };
}
