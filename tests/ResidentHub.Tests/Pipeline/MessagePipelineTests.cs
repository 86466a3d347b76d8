using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Messaging;
using ResidentHub.Pipeline;
using ResidentHub.Safety;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Pipeline;

public sealed class MessagePipelineTests : IDisposable
{
    private readonly TestHub _hub = new();

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task A_need_that_rests_after_a_danger_is_kept_as_a_call_back_without_the_words_of_the_danger()
    {
        var talk = _hub.Talk();
        await talk.SayAsync("l'ascenseur est en panne au Belvédère");
        await talk.SayAsync("mon mari m'a frappée, Dangorine");
        Assert.Equal(Phase.AfterSafety, talk.State().Phase);
        _hub.Clock.Advance(TimeSpan.FromDays(5));
        await _hub.Get<Silence>().SweepAsync(CancellationToken.None);
        var request = Assert.Single(talk.Requests());
        Assert.True(request.IsIncomplete);
        Assert.DoesNotContain(request.Answers, answer => answer.Values.Any(value => value.Contains("Dangorine", StringComparison.Ordinal)));
        using var db = _hub.CreateDbContext();
        Assert.DoesNotContain(db.Messages().Where(message => message.RequestId == request.Id).Select(message => message.Text), text => text.Contains("Dangorine", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_repeat_is_answered_with_the_first_answer_and_changes_nothing()
    {
        var talk = _hub.Talk();
        await talk.SayAsync("l'ascenseur est en panne au Belvédère", messageId: "same");
        var first = talk.Said;
        await talk.SayAsync("l'ascenseur est en panne au Belvédère", messageId: "same");
        Assert.Equal(first, talk.Said);
        using var db = _hub.CreateDbContext();
        Assert.Equal(1, db.Messages().Count(message => message.Author == Author.Resident));
    }

    [Fact]
    public async Task The_same_message_ten_times_at_once_is_one_message()
    {
        var talk = _hub.Talk();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => _hub.Pipeline.ReceiveAsync(new Inbound(talk.Id, ChannelNames.Web, "m1", "bonjour"), CancellationToken.None))));
        Assert.Single(answers.Select(answer => string.Join('|', answer.Answers.Select(message => message.Id))).Distinct());
        using var db = _hub.CreateDbContext();
        Assert.Equal(1, db.Messages().Count(message => message.Author == Author.Resident));
    }

    [Fact]
    public async Task Five_messages_of_one_conversation_at_once_all_find_their_turn()
    {
        var talk = _hub.Talk();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => Task.Run(() => _hub.Pipeline.ReceiveAsync(new Inbound(talk.Id, ChannelNames.Web, $"m{i}", $"bonjour {i}"), CancellationToken.None))));
        using var db = _hub.CreateDbContext();
        Assert.Equal(5, db.Messages().Count(message => message.Author == Author.Resident));
        Assert.Equal(5, db.Conversations_().Version);
    }

    [Fact]
    public async Task Sending_the_summary_twice_at_once_makes_one_request()
    {
        var talk = _hub.Talk();
        await talk.SayAsync("musique à fond toutes les nuits aux Tilleuls, bâtiment B");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => _hub.Pipeline.ReceiveAsync(new Inbound(talk.Id, ChannelNames.Web, $"y{i}", "oui"), CancellationToken.None))));
        Assert.Single(talk.Requests());
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("😀😀😀")]
    [InlineData("\u202Egnimmargorp\u202C")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\0\a\b\u001b[31m")]
    [InlineData("مرحبا كيف الحال")]
    [InlineData("\ud83d")]
    [InlineData("'; DROP TABLE requests; --")]
    public async Task Odd_input_is_answered_kindly(string text)
    {
        var talk = _hub.Talk();
        await talk.SayAsync(text);
        Assert.NotEmpty(talk.Replies);
    }

    [Fact]
    public async Task A_message_of_a_hundred_thousand_signs_is_answered()
    {
        var talk = _hub.Talk();
        await talk.SayAsync(string.Concat(Enumerable.Repeat("la fuite continue ", 6_000)));
        Assert.NotEmpty(talk.Replies);
        using var db = _hub.CreateDbContext();
        Assert.True(db.Messages().First(message => message.Author == Author.Resident).Text.Length <= Clean.MaxLength);
    }

    [Fact]
    public async Task What_led_to_the_request_is_its_opening_and_a_danger_is_not()
    {
        var talk = _hub.Talk();
        await talk.SayAsync("fuite sous l'évier aux Tilleuls, ça goutte");
        await talk.SayAsync("mon mari m'a frappée");
        await talk.ChooseAsync("resume");
        for (var i = 0; i < 4 && talk.Requests().Count == 0; i++)
            await talk.SayAsync(talk.State().Phase == ResidentHub.Conversations.Phase.Confirming ? "oui" : "rien");
        var request = Assert.Single(talk.Requests());
        using var db = _hub.CreateDbContext();
        var opening = db.Messages().Where(message => message.RequestId == request.Id).Select(message => message.Text).ToList();
        Assert.Contains(opening, text => text.Contains("évier", StringComparison.Ordinal));
        Assert.DoesNotContain(opening, text => text.Contains("frappée", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_words_under_an_id_that_was_used_are_a_message_of_their_own()
    {
        var talk = _hub.Talk();
        await talk.SayAsync("bonjour", messageId: "m1");
        await talk.SayAsync("mon mari me frappe", messageId: "m1");
        Assert.Contains("3919", talk.Said, StringComparison.Ordinal);
        await talk.SayAsync("mon mari me frappe", messageId: "m1");
        using var db = _hub.CreateDbContext();
        Assert.Single(db.SafetyAlerts().Where(alert => alert.ConversationId == talk.Id));
        Assert.Equal(2, db.Messages().Count(message => message.ConversationId == talk.Id && message.Author == Author.Resident));
    }
}

file static class Shorthand
{
    public static ResidentHub.Conversations.Conversation Conversations_(this ResidentHub.Data.HubDb db) => db.Set<ResidentHub.Conversations.Conversation>().AsNoTracking().Single();
}
