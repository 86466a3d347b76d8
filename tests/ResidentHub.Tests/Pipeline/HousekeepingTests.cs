using ResidentHub.Conversations;
using ResidentHub.Safety;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Pipeline;

public sealed class HousekeepingTests : IDisposable
{
    private const string Gone = "\"type-that-is-gone\"";

    private readonly TestHub _hub = new();

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task A_danger_goes_on_to_the_next_officer_though_a_draft_cannot_be_read()
    {
        await _hub.Talk().SayAsync("ça sent le gaz dans l'escalier aux Tilleuls");
        await SilentAsync(_ => "no state at all");
        await LaterAsync();
        using var db = _hub.CreateDbContext();
        Assert.Equal(1, db.SafetyAlerts().Single().Escalations);
    }

    [Fact]
    public async Task A_conversation_that_fails_keeps_no_other_waiting_and_is_logged_without_its_words()
    {
        await SilentAsync(_ => "no state at all: 06 39 98 77 66");
        var well = await SilentAsync(state => state);
        await LaterAsync();
        Assert.Single(well.Requests());
        Assert.Contains("call back failed: JsonException", _hub.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("06 39", _hub.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_of_a_type_that_is_gone_is_dropped_once()
    {
        var talk = await SilentAsync(state => state.Replace("\"noise\"", Gone, StringComparison.Ordinal));
        await LaterAsync();
        Assert.Empty(talk.Requests());
        Assert.Equal(Phase.Idle, talk.State().Phase);
        Assert.DoesNotContain("failed", _hub.Log.Text, StringComparison.Ordinal);
        using var db = _hub.CreateDbContext();
        Assert.DoesNotContain(db.Conversations(), conversation => conversation.CallBackAt != null);
    }

    // A resident who told enough to be called back and then was silent; what is remembered of it may be changed.
    private async Task<TestTalk> SilentAsync(Func<string, string> change)
    {
        var talk = await _hub.Talk().SayAsync("musique à fond toutes les nuits aux Tilleuls, bâtiment B");
        using var db = _hub.CreateDbContext();
        var conversation = db.Conversations().Single(row => row.Id == talk.Id);
        Assert.NotNull(conversation.CallBackAt);
        conversation.State = change(conversation.State);
        db.SaveChanges();
        return talk;
    }

    private Task LaterAsync()
    {
        _hub.Clock.Advance(TimeSpan.FromDays(4));
        return _hub.Housekeeping.TickAsync(CancellationToken.None);
    }
}
