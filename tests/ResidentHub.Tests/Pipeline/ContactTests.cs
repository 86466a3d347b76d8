using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Notifications;
using ResidentHub.People;
using ResidentHub.Pipeline;
using ResidentHub.Requests;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Pipeline;

/// <summary>What leaves for a resident: as they wished, and never a flood.</summary>
public sealed class ContactTests : IDisposable
{
    private const string Number = "+33639980001", Address = "ines@exemple.fr";

    private readonly TestHub _hub = new(ways: new WaysOut(Email: true, Sms: true));

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task After_stop_no_notice_and_no_code_asked_elsewhere_leaves_until_start()
    {
        var sms = _hub.Talk(channel: ChannelNames.Sms);
        await sms.SayAsync("STOP");
        var request = await SubmitAsync(null);
        Assert.Empty(Left());
        Assert.Equal("opted-out", await NotifiedAsync(request));
        await _hub.Codes.SendAsync(Guid.CreateVersion7(), request.Reference, mayShow: false, CancellationToken.None);
        Assert.Empty(Left());
        await sms.SayAsync("START");
        Assert.Equal("sms", await NotifiedAsync(request));
    }

    [Theory]
    [InlineData("email", "email")]
    [InlineData("sms", "sms")]
    [InlineData("call", "no-notice")]
    [InlineData(null, "sms")]
    public async Task The_chosen_channel_carries_the_notice_of_an_answer(string? chosen, string notified) => Assert.Equal(notified, await NotifiedAsync(await SubmitAsync(chosen)));

    [Fact]
    public async Task Where_writing_is_risky_a_code_leaves_only_for_the_browser_that_made_the_request()
    {
        var own = _hub.Talk().Session;
        var request = await SubmitAsync(null, own);
        using (var db = _hub.CreateDbContext())
            await db.Requests().ExecuteUpdateAsync(set => set.SetProperty(row => row.WritingIsRisky, true));
        await _hub.Codes.SendAsync(Guid.CreateVersion7(), request.Reference, mayShow: false, CancellationToken.None);
        Assert.DoesNotContain("code", Left());
        await _hub.Codes.SendAsync(own!.Value, request.Reference, mayShow: false, CancellationToken.None);
        Assert.Contains("code", Left());
    }

    [Fact]
    public async Task Five_codes_leave_for_one_request_in_a_day_whoever_asks()
    {
        var request = await SubmitAsync(null);
        for (var i = 0; i < AccessCodes.MostPerDay + 3; i++)
        {
            _hub.Clock.Advance(TimeSpan.FromMinutes(20));
            await _hub.Codes.SendAsync(Guid.CreateVersion7(), request.Reference, mayShow: false, CancellationToken.None);
            await _hub.Housekeeping.TidyAsync(CancellationToken.None);
        }

        Assert.Equal(AccessCodes.MostPerDay, Left().Count(purpose => purpose == "code"));
        _hub.Clock.Advance(TimeSpan.FromDays(1));
        await _hub.Codes.SendAsync(Guid.CreateVersion7(), request.Reference, mayShow: false, CancellationToken.None);
        Assert.Equal(AccessCodes.MostPerDay + 1, Left().Count(purpose => purpose == "code"));
    }

    [Fact]
    public async Task Guesses_made_at_once_each_take_a_try()
    {
        using var shown = new TestHub();
        var request = await SubmitAsync(null, hub: shown);
        var session = Guid.CreateVersion7();
        var code = await shown.Codes.SendAsync(session, request.Reference, mayShow: true, CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, OneTimeCode.Tries).Select(_ => Task.Run(() => shown.Codes.OpenAsync(session, request.Reference, "no", CancellationToken.None))));
        Assert.False(await shown.Codes.OpenAsync(session, request.Reference, code!, CancellationToken.None));
    }

    private async Task<ServiceRequest> SubmitAsync(string? chosen, Guid? session = null, TestHub? hub = null)
    {
        var draft = Draft.New(Guid.CreateVersion7(), "repair-home", _hub.Clock.GetUtcNow(), "") with { Place = new SaidPlace("tilleuls"), Contact = new SaidContact(Number, Address) };
        draft = chosen is null ? draft : draft.With(new Answer("contact_channel", chosen));
        await (hub ?? _hub).Forms.SubmitAsync(new Submission(draft, Origin.Form, "fr", SessionId: session), CancellationToken.None);
        using var db = (hub ?? _hub).CreateDbContext();
        return db.Requests().AsNoTracking().Single(row => row.Id == draft.Id);
    }

    private async Task<string> NotifiedAsync(ServiceRequest request)
    {
        using var db = _hub.CreateDbContext();
        return (await _hub.Get<StaffWords>().RouteAsync(db, request, _hub.Dialogs.Type(request.Type)!, CancellationToken.None)).Notified;
    }

    // Outside the conversation itself.
    private List<string> Left()
    {
        using var db = _hub.CreateDbContext();
        return [.. db.Outbox().Where(row => row.MessageId == null).Select(row => row.Purpose)];
    }
}
