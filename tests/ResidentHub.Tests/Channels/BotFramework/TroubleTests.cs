using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;

namespace ResidentHub.Tests.Channels.BotFramework;

/// <summary>A hub in trouble answers in time all the same (A2.30).</summary>
public sealed class TroubleTests : IClassFixture<HurriedHub>
{
    private readonly BotHub _hub;

    public TroubleTests(HurriedHub hub)
    {
        _hub = hub;
        _hub.Empty();
    }

    [Fact]
    public async Task A2_30_A_hub_that_cannot_write_says_so_in_time_and_takes_the_message_when_it_comes_again()
    {
        var message = _hub.Message("musique à fond toutes les nuits");
        await using (var db = _hub.Db())
        {
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlRawAsync("BEGIN EXCLUSIVE");
            var clock = Stopwatch.StartNew();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await _hub.PostAsync(message)).Status);
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(15), clock.Elapsed.ToString());
            await db.Database.ExecuteSqlRawAsync("ROLLBACK");
        }

        Assert.Equal(HttpStatusCode.OK, await UntilAsync(HttpStatusCode.OK, () => _hub.PostAsync(message)));
        await using var after = _hub.Db();
        Assert.Single(after.Conversations());
    }

    [Fact]
    public async Task A_fault_of_the_program_is_told_without_its_words_and_logged_without_the_residents()
    {
        await using (var db = _hub.Db())
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE Message RENAME TO Kolapsandre");
        var (status, body) = await _hub.PostAsync(_hub.Message("zymotique"));
        Assert.Equal((HttpStatusCode.InternalServerError, ""), (status, body));
        Assert.Contains("Fault ", _hub.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("zymotique", _hub.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(BotHub.Me, _hub.Log.Text, StringComparison.Ordinal);
        await using var after = _hub.Db();
        await after.Database.ExecuteSqlRawAsync("ALTER TABLE Kolapsandre RENAME TO Message");
    }

    private static async Task<HttpStatusCode> UntilAsync(HttpStatusCode wanted, Func<Task<(HttpStatusCode Status, string Body)>> ask)
    {
        var status = (await ask()).Status;
        for (var i = 0; status != wanted && i < 30; i++)
        {
            await Task.Delay(500);
            status = (await ask()).Status;
        }

        return status;
    }
}

/// <summary>Waits a second for what it works on.</summary>
public sealed class HurriedHub() : BotHub(TimeSpan.FromSeconds(1));
