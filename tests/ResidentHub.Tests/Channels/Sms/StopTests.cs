using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.People;
using ResidentHub.Pipeline;
using ResidentHub.Privacy;
using ResidentHub.Requests;
using ResidentHub.Safety;
using ResidentHub.Tests.Web;
using ResidentHub.Triage;

namespace ResidentHub.Tests.Channels.Sms;

/// <summary>STOP is a state of the number, and always wins (C.62–C.64).</summary>
[Collection(OneNetwork.Name)]
public sealed class StopTests(Texting texting)
{
    [Theory]
    [InlineData("STOP")]
    [InlineData("stop")]
    [InlineData(" Stop. ")]
    [InlineData("STOP !")]
    [InlineData("STOPALL")]
    [InlineData("UNSUBSCRIBE")]
    [InlineData("CANCEL")]
    [InlineData("END")]
    [InlineData("QUIT")]
    [InlineData("REVOKE")]
    [InlineData("OPTOUT")]
    [InlineData("ARRET")]
    [InlineData("ARRÊT")]
    [InlineData("arrêt")]
    [InlineData("Arrete")]
    [InlineData("ARRETT")]
    [InlineData("stop sms")]
    [InlineData("Désabonner")]
    public async Task C62_C63_a_word_alone_stops_the_number_with_one_confirmation_and_then_nothing(string word)
    {
        var number = texting.NewNumber();
        Assert.Contains("vous ne recevrez plus de SMS", Assert.Single(await texting.SayAsync(number, word)), StringComparison.Ordinal);
        Assert.Empty(await texting.SayAsync(number, word));
        Assert.Empty(await texting.SayAsync(number, "bonjour"));
        Assert.Empty(await texting.SayAsync(number, "AIDE"));
        Assert.Equal(4, texting.Written(number).Count);
    }

    [Theory]
    [InlineData("START")]
    [InlineData("REPRENDRE")]
    [InlineData("unstop")]
    [InlineData("YES")]
    public async Task C62_C63_a_word_alone_brings_it_back(string word)
    {
        var number = texting.NewNumber();
        await texting.SayAsync(number, "STOP");
        Assert.Contains("recevrez à nouveau", Assert.Single(await texting.SayAsync(number, word)), StringComparison.Ordinal);
        Assert.NotEmpty(await texting.SayAsync(number, "bonjour"));
    }

    [Theory]
    [InlineData("STOP PLEASE")]
    [InlineData("stop merci")]
    [InlineData("ne m'écrivez plus")]
    [InlineData("plus de messages")]
    public async Task C62_a_sentence_that_asks_for_it_is_asked_back(string sentence)
    {
        var number = texting.NewNumber();
        await texting.SayAsync(number, "bonjour");
        Assert.Contains("répondez STOP, ce mot seul", Assert.Single(await texting.SayAsync(number, sentence)), StringComparison.Ordinal);
        Assert.NotEmpty(await texting.SayAsync(number, "bonjour"));
    }

    [Theory]
    [InlineData("stop au bruit chez mon voisin aux Tilleuls, musique toutes les nuits")]
    [InlineData("des encombrants près de l'arrêt de bus de la Cité des Bateliers depuis une semaine")]
    public async Task C62_a_need_that_holds_the_word_is_a_need(string need)
    {
        var number = texting.NewNumber();
        Assert.DoesNotContain("STOP, ce mot", Assert.Single(await texting.SayAsync(number, need)), StringComparison.Ordinal);
        await using var db = texting.Hub.Db();
        Assert.False(await KnownNumbers.IsStoppedAsync(db, number, CancellationToken.None));
    }

    [Fact]
    public async Task C63_what_the_network_took_for_STOP_START_or_HELP_is_obeyed_and_not_answered_again()
    {
        var number = texting.NewNumber();
        Assert.Empty(await texting.SayAsync(number, "BASTA", ("OptOutType", "STOP")));
        Assert.Empty(await texting.SayAsync(number, "bonjour"));
        Assert.Empty(await texting.SayAsync(number, "BACK", ("OptOutType", "START")));
        Assert.NotEmpty(await texting.SayAsync(number, "bonjour"));
        Assert.Empty(await texting.SayAsync(number, "HELP", ("OptOutType", "HELP")));
    }

    [Fact]
    public async Task C64_CONTACT_is_answered_with_how_to_reach_the_landlord()
    {
        var said = Assert.Single(await texting.SayAsync(texting.NewNumber(), "CONTACT"));
        Assert.Contains("Habitat des Trois Rives", said, StringComparison.Ordinal);
        Assert.Contains("03 53 01 00 00", said, StringComparison.Ordinal);
        Assert.Contains("STOP", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_danger_after_STOP_still_alerts_the_officer_and_gets_the_one_answer()
    {
        var number = texting.NewNumber();
        await texting.SayAsync(number, "STOP");
        Assert.Contains("3919", Assert.Single(await texting.SayAsync(number, "mon mari me frappe")), StringComparison.Ordinal);
        await using var db = texting.Hub.Db();
        Assert.Equal(number, (await db.SafetyAlerts().SingleAsync(alert => alert.CallBack == number)).CallBack);
        Assert.Empty(await texting.SayAsync(number, "merci"));
    }

    [Fact]
    public async Task A_need_after_STOP_reaches_a_person_who_may_call_and_nobody_is_written_to()
    {
        var number = texting.NewNumber();
        await texting.SayAsync(number, "STOP");
        Assert.Empty(await texting.SayAsync(number, "plus d'eau chaude aux Tilleuls depuis ce matin"));
        await using (var db = texting.Hub.Db())
        {
            var talk = await db.Conversations().SingleAsync(row => row.Address == number);
            var handOver = await db.HandOvers().SingleAsync(row => row.ConversationId == talk.Id);
            Assert.Equal("stopped", handOver.Why);
            Assert.True(await texting.Hub.Get<HandOverDesk>().AnswerAsync(texting.Hub.Staff("catherine"), handOver.Id, "r1", "Nous arrivons", CancellationToken.None));
        }

        // Neither what staff write, nor the excuse for not answering, nor a second need.
        await texting.WaitAsync(TimeSpan.FromHours(3));
        await texting.Hub.Get<Housekeeping>().TickAsync(CancellationToken.None);
        await texting.SettleAsync();
        Assert.Single(texting.Twilio.Sendings, sending => sending.To == number);
        var answer = texting.Outbox(number)[^1];
        Assert.Equal((OutboxState.Failed, "opted-out"), (answer.State, answer.Error));
    }

    [Fact]
    public async Task After_STOP_neither_silence_nor_staff_nor_closing_nor_a_receipt_nor_a_code_leaves_for_the_number()
    {
        var number = texting.NewNumber();
        await texting.SayAsync(number, "les radiateurs sont froids aux Tilleuls bâtiment B");
        await texting.SayAsync(number, "STOP");
        var before = texting.Twilio.Sendings.Count(sending => sending.To == number);

        // Silence keeps the need and says nothing.
        await texting.WaitAsync(TimeSpan.FromDays(4));
        await texting.Hub.Get<Silence>().SweepAsync(CancellationToken.None);
        var request = Assert.Single(texting.Requests(number));
        var staff = texting.Hub.Staff("rachid");
        await texting.Hub.Get<StaffReplies>().WriteAsync(staff, request.Reference, "w1", "Nous passons demain", waitsForAnswer: false, CancellationToken.None);
        await using (var db = texting.Hub.Db())
        {
            var version = (await db.Requests().AsNoTracking().SingleAsync(row => row.Id == request.Id)).Version;
            Assert.Equal(DeskAnswer.Done, await texting.Hub.Get<ClosingDesk>().ResolveAsync(staff, new(request.Reference, version), "repaired", "c1", "", CancellationToken.None));
        }

        // A form with this number, and a code asked for by the very browser that sent it.
        var browser = texting.Hub.Open();
        var reference = await WebHub.SubmitAsync(browser, "repair-home", ("residence", "tilleuls"), ("trade", "leak"), ("description", "robinet"), ("phone", "0" + number[3..]));
        await browser.PostAsync($"/requests/{reference}?handler=SendCode");
        await texting.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(before, texting.Twilio.Sendings.Count(sending => sending.To == number));
    }

    [Fact]
    public async Task What_waited_to_be_sent_when_STOP_came_does_not_leave()
    {
        var number = texting.NewNumber();
        texting.Twilio.Answer = _ => Task.FromResult<Microsoft.AspNetCore.Http.IResult?>(TwilioStub.Error(429, 20429));
        await texting.SayAsync(number, "bonjour");
        texting.Twilio.Answer = _ => Task.FromResult<Microsoft.AspNetCore.Http.IResult?>(null);
        var before = texting.Twilio.Sendings.Count(sending => sending.To == number);
        await texting.SayAsync(number, "STOP");
        await texting.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(OutboxState.Cancelled, texting.Outbox(number)[0].State);
        Assert.Equal(["vous ne recevrez plus"], texting.Twilio.Sendings.Where(sending => sending.To == number).Skip(before).Select(sending => sending.Body.Contains("vous ne recevrez plus", StringComparison.Ordinal) ? "vous ne recevrez plus" : sending.Body));
    }

    [Fact]
    public async Task A_number_that_is_erased_stays_stopped()
    {
        var number = texting.NewNumber();
        await texting.SayAsync(number, "STOP");
        await using (var db = texting.Hub.Db())
            await Erasure.PersonAsync(db, number, texting.Hub.Clock.GetUtcNow(), CancellationToken.None);
        await using (var db = texting.Hub.Db())
            Assert.False(await db.Inbox().AnyAsync(row => row.Address == number));
        Assert.Empty(await texting.SayAsync(number, "bonjour"));
    }

    [Fact]
    public async Task STOP_holds_for_all_who_share_the_number_and_for_those_imported_later()
    {
        var number = texting.NewNumber();
        await texting.SayAsync(number, "STOP");
        await using (var db = texting.Hub.Db())
        {
            db.Add(new ContactPoint { Kind = ContactKind.Phone, Value = number, PersonId = Guid.CreateVersion7(), Purpose = "tenancy", RetainUntil = texting.Hub.Clock.GetUtcNow().AddYears(5) });
            await db.SaveChangesAsync();
        }

        Assert.Empty(await texting.SayAsync(number, "bonjour"));
        Assert.NotEmpty(await texting.SayAsync(number, "START"));
        await using var after = texting.Hub.Db();
        Assert.False(await KnownNumbers.IsStoppedAsync(after, number, CancellationToken.None));
    }
}
