using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.People;
using ResidentHub.Pipeline;
using ResidentHub.Privacy;
using ResidentHub.Requests;
using ResidentHub.Safety;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Pipeline;

/// <summary>What a message gets as it is kept: its number, and its place in the outbox where its channel must be sent it.</summary>
public sealed class ThreadsTests : IDisposable
{
    private const string Need = "musique à fond toutes les nuits aux Tilleuls, bâtiment B", Danger = "mon mari m'a frappée";

    private readonly TestHub _hub = new(renderings:
    [
        new Rendering(OutboxKind.Sms, (message, _, _) => [.. message.Text.Split('\n')]),
        new Rendering(OutboxKind.Activity, (message, answered, _) => [$"{answered?.ChannelMessageId}: {message.Text}"]),
    ]);

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task Whoever_speaks_the_numbers_of_a_conversation_have_no_gap_and_follow_its_clock()
    {
        var (talk, request) = await RequestAsync();
        await WriteAsync(request, "toujours pas");
        await _hub.Threads.ResidentWritesAsync(request.Id, "p1", "c'est encore là", [], CancellationToken.None);
        await talk.SayAsync("je veux parler à quelqu'un");
        await talk.SayAsync("06 39 98 77 66");
        _hub.Clock.Advance(TimeSpan.FromDays(3));
        await _hub.Housekeeping.TickAsync(CancellationToken.None);
        var said = Said(talk.Id);
        Assert.Equal(Enumerable.Range(1, said.Count), said.Select(message => message.Number));
        Assert.All(said.Zip(said.Skip(1)), pair => Assert.True(pair.First.At < pair.Second.At));
        Assert.Equal([ChannelNames.Web, ThreadPipeline.PageChannel], said.Select(message => message.Channel).Distinct());
    }

    [Fact]
    public async Task Of_many_who_speak_at_once_each_gets_a_number_of_its_own()
    {
        var (talk, request) = await RequestAsync();
        var before = Said(talk.Id).Count;
        await Task.WhenAll(
            [.. Enumerable.Range(0, 3).Select(i => Task.Run(() => _hub.Pipeline.ReceiveAsync(new Inbound(talk.Id, ChannelNames.Web, $"at once {i}", $"bonjour {i}"), CancellationToken.None))),
            .. Enumerable.Range(0, 2).Select(i => Task.Run(() => WriteAsync(request, $"réponse {i}"))),
            .. Enumerable.Range(0, 2).Select(i => Task.Run(() => _hub.Threads.ResidentWritesAsync(request.Id, $"p{i}", $"encore {i}", [], CancellationToken.None)))]);
        var said = Said(talk.Id);
        Assert.True(said.Count >= before + 7);
        Assert.Equal(Enumerable.Range(1, said.Count), said.Select(message => message.Number));
    }

    [Fact]
    public async Task Staff_who_close_a_request_while_the_resident_writes_elsewhere_close_it_still()
    {
        var (talk, request) = await RequestAsync();
        var staff = Who(request);
        _hub.Moment.Next(() => Speak(talk.Id));
        var outcome = _hub.Dialogs.Type(request.Type)!.Outcomes[0].Key;
        Assert.Equal(ResidentHub.Triage.DeskAnswer.Done, await _hub.Get<ClosingDesk>().ResolveAsync(staff, new(request.Reference, request.Version), outcome, "c1", "c'est réglé", CancellationToken.None));
        Assert.Equal("c'est réglé", Said(talk.Id)[^1].Text);
    }

    [Fact]
    public async Task A_number_is_not_given_again_when_the_last_messages_were_erased()
    {
        var talk = _hub.Talk();
        await talk.SayAsync("bonjour");
        var last = Said(talk.Id)[^1].Number;
        using (var db = _hub.CreateDbContext())
            await db.Messages().ExecuteDeleteAsync();
        await talk.SayAsync("bonjour");
        Assert.Equal(last + 1, Said(talk.Id)[0].Number);
    }

    [Fact]
    public async Task The_thread_of_a_request_without_a_conversation_is_numbered_too()
    {
        var request = await FormAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => i % 2 == 0 ? WriteAsync(request, $"réponse {i}") : _hub.Threads.ResidentWritesAsync(request.Id, $"p{i}", $"encore {i}", [], CancellationToken.None))));
        Assert.Equal([1, 2, 3, 4], Said(request.Id).Select(message => message.Number));
    }

    [Fact]
    public async Task A_request_outlives_its_conversation_and_its_thread_goes_on()
    {
        var (talk, request) = await RequestAsync();
        using (var db = _hub.CreateDbContext())
            await Erasure.ConversationAsync(db, talk.Id, _hub.Clock.GetUtcNow(), CancellationToken.None);
        await WriteAsync(request, "réponse");
        await _hub.Threads.ResidentWritesAsync(request.Id, "p1", "encore", [], CancellationToken.None);
        await _hub.Threads.ResidentWritesAsync(request.Id, "p1", "encore", [], CancellationToken.None);
        Assert.Equal(["réponse", "encore"], Said(request.Id).Select(message => message.Text));
    }

    [Fact]
    public async Task Demo_requests_are_numbered()
    {
        await _hub.Get<DemoRequests>().SeedAsync(CancellationToken.None);
        using var db = _hub.CreateDbContext();
        Assert.All(db.Messages().AsEnumerable().GroupBy(message => message.ConversationId), thread => Assert.Equal(Enumerable.Range(1, thread.Count()), thread.Select(message => message.Number).Order()));
    }

    [Fact]
    public async Task What_is_said_by_SMS_waits_in_the_outbox_in_its_order_and_the_web_comes_for_it()
    {
        await _hub.Talk().SayAsync(Need);
        Assert.Empty(Outbox());
        var talk = _hub.Talk(channel: ChannelNames.Sms);
        await talk.SayAsync(Need);
        var answers = Said(talk.Id).Where(message => message.Author == Author.Assistant);
        Assert.Equal(answers.SelectMany(message => message.Text.Split('\n').Select((text, piece) => (message.Id, piece, text))), Outbox().Select(row => (row.MessageId!.Value, row.Piece, row.Body)));
        Assert.All(Outbox(), row => Assert.Equal((OutboxKind.Sms, "+33639980001", talk.Id, OutboxState.Pending, null), (row.Kind, row.Address, row.ConversationId!.Value, row.State, row.Expires)));
        Assert.All(Outbox(), row => Assert.True(row.NotBefore <= _hub.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_repeat_is_not_sent_again()
    {
        var talk = _hub.Talk(channel: ChannelNames.Sms);
        await talk.SayAsync(Need, messageId: "SM1");
        var before = Outbox().Count;
        await talk.SayAsync(Need, messageId: "SM1");
        Assert.Equal(before, Outbox().Count);
    }

    [Fact]
    public async Task What_is_answered_in_place_is_not_pushed_but_what_staff_say_later_is()
    {
        var talk = _hub.Talk(channel: ChannelNames.BotFramework);
        var exchange = await _hub.Pipeline.ReceiveAsync(new Inbound(talk.Id, ChannelNames.BotFramework, "a1", Need, ChannelData: """{"x":1}""", IsAnsweredInPlace: true), CancellationToken.None);
        Assert.NotEmpty(exchange.Answers);
        Assert.Equal("""{"x":1}""", Said(talk.Id)[0].ChannelData);
        Assert.Empty(Outbox());
        await talk.SayAsync("oui", messageId: "a2");
        Assert.StartsWith("a2: ", Outbox().First().Body, StringComparison.Ordinal);
        await WriteAsync(talk.Requests().Single(), "nous venons demain");
        Assert.Equal(": nous venons demain", Outbox()[^1].Body);
    }

    [Fact]
    public async Task A_page_that_is_open_elsewhere_is_told_of_an_answer_it_does_not_carry_itself()
    {
        var talk = _hub.Talk(channel: ChannelNames.DirectLine);
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var heard = _hub.Live.Listen([LiveUpdates.OfConversation(talk.Id)], enough.Token).GetAsyncEnumerator(enough.Token);
        var next = heard.MoveNextAsync();
        await _hub.Pipeline.ReceiveAsync(new Inbound(talk.Id, ChannelNames.DirectLine, "m1", "bonjour", IsAnsweredInPlace: true), CancellationToken.None);
        Assert.False(next.IsCompleted);
        await talk.SayAsync("bonjour", messageId: "m2");
        Assert.True(await next);
        Assert.Empty(Outbox());
    }

    [Fact]
    public async Task What_is_said_of_a_danger_by_SMS_expires_and_the_officer_gets_the_number()
    {
        var talk = _hub.Talk(channel: ChannelNames.Sms);
        await talk.SayAsync(Danger);
        Assert.Equal(_hub.Clock.GetUtcNow() + Threads.DangerLeavesWithin, Outbox()[0].Expires);
        using var db = _hub.CreateDbContext();
        Assert.Equal("+33639980001", db.SafetyAlerts().Single().CallBack);
    }

    [Fact]
    public async Task Where_a_channel_is_switched_off_staff_see_that_their_answer_did_not_leave()
    {
        using var off = new TestHub();
        var talk = off.Talk(channel: ChannelNames.Sms);
        await talk.SayAsync(Need);
        using var db = off.CreateDbContext();
        Assert.All(db.Outbox(), row => Assert.Equal((OutboxState.Failed, "channel-off"), (row.State, row.Error)));
        var unsent = await Unsent.AmongAsync(db, db.Messages().AsEnumerable(), CancellationToken.None);
        Assert.Equal(db.Messages().Where(message => message.Author == Author.Assistant).Select(message => message.Id), unsent.Keys);
    }

    [Fact]
    public async Task Erasing_a_conversation_takes_what_was_to_be_sent_with_it()
    {
        var talk = _hub.Talk(channel: ChannelNames.Sms);
        await talk.SayAsync(Danger);
        Assert.NotEmpty(Outbox());
        using var db = _hub.CreateDbContext();
        await Erasure.ConversationAsync(db, talk.Id, _hub.Clock.GetUtcNow(), CancellationToken.None);
        Assert.Empty(Outbox());
    }

    // Somebody else speaks between the reading and the writing of another.
    private void Speak(Guid talk)
    {
        using var db = _hub.CreateDbContext();
        var (conversation, now) = (db.Conversations().Single(row => row.Id == talk), _hub.Clock.GetUtcNow());
        conversation.Version++;
        db.Add(new Message { ConversationId = talk, Number = ++conversation.LastNumber, Author = Author.Resident, Channel = ChannelNames.Web, Text = "bonjour", Language = "fr", At = now, RetainUntil = now.AddDays(30) });
        db.SaveChanges();
    }

    private async Task<(TestTalk Talk, ServiceRequest Request)> RequestAsync()
    {
        var talk = _hub.Talk();
        await talk.SayAsync(Need);
        await talk.SayAsync("oui");
        return (talk, talk.Requests().Single());
    }

    private async Task<ServiceRequest> FormAsync()
    {
        var draft = Draft.New(Guid.CreateVersion7(), "noise", _hub.Clock.GetUtcNow(), "").With(new Answer("noise_kind", "music")) with { Place = new SaidPlace("tilleuls", "B") };
        await _hub.Forms.SubmitAsync(new Submission(draft, Origin.Form, "fr"), CancellationToken.None);
        using var db = _hub.CreateDbContext();
        return db.Requests().AsNoTracking().Single();
    }

    private Task WriteAsync(ServiceRequest request, string text) => _hub.Get<StaffReplies>().WriteAsync(Who(request), request.Reference, Guid.CreateVersion7().ToString("N"), text, waitsForAnswer: false, CancellationToken.None);

    private StaffMember Who(ServiceRequest request) => _hub.StaffWho(member => member.Departments.Contains(request.Lead) && member.Agencies.Count == 0 && member.Residences.Count == 0);

    private List<Message> Said(Guid thread)
    {
        using var db = _hub.CreateDbContext();
        return [.. db.Messages().AsNoTracking().Where(message => message.ConversationId == thread).OrderBy(message => message.Number)];
    }

    private List<OutboxRow> Outbox()
    {
        using var db = _hub.CreateDbContext();
        return [.. db.Outbox().AsNoTracking().OrderBy(row => row.CreatedAt).ThenBy(row => row.Piece)];
    }
}
