using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;

namespace ResidentHub.Tests.Data;

/// <summary>A database of an earlier version is taken over with all that stands in it.</summary>
public sealed class MigrationTests : IDisposable
{
    private static readonly Guid s_talk = Guid.CreateVersion7(), s_request = Guid.CreateVersion7();

    private readonly string _folder = Directory.CreateTempSubdirectory("residenthub-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Messages_kept_before_they_had_numbers_are_numbered_in_the_order_in_which_they_were_said()
    {
        await using var db = new HubDb(new DbContextOptionsBuilder<HubDb>().UseSqlite($"Data Source={Path.Combine(_folder, "hub.db")}", sqlite => sqlite.MigrationsAssembly("ResidentHub.Migrations.Sqlite")).Options);
        await db.GetService<IMigrator>().MigrateAsync("Initial");
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "Conversation" ("Id", "Channel", "Address", "State", "Version", "CreatedAt", "LastAt", "RetainUntil") VALUES ({s_talk}, 'web', 'a', '', 7, 1000, 2000, 9000)""");
        await SaidAsync(db, s_talk, "third", 3000);
        await SaidAsync(db, s_talk, "first", 1000);
        await SaidAsync(db, s_request, "alone", 500);
        await SaidAsync(db, s_talk, "second", 2000);
        await db.Database.MigrateAsync();
        Assert.Equal(["first", "second", "third"], db.Messages().Where(message => message.ConversationId == s_talk).OrderBy(message => message.Number).Select(message => message.Text));
        Assert.Equal([1, 2, 3], db.Messages().Where(message => message.ConversationId == s_talk).Select(message => message.Number).Order());
        Assert.Equal(1, db.Messages().Single(message => message.ConversationId == s_request).Number);
        var talk = db.Conversations().Single();
        Assert.Equal((3, 3000), (talk.LastNumber, talk.LastAt.ToUnixTimeMilliseconds()));
    }

    private static Task SaidAsync(HubDb db, Guid thread, string text, long at) => db.Database.ExecuteSqlAsync(
        $"""INSERT INTO "Message" ("Id", "ConversationId", "Author", "Channel", "Text", "Language", "At", "Part", "RetainUntil") VALUES ({Guid.CreateVersion7()}, {thread}, 'Resident', 'web', {text}, 'fr', {at}, 'None', 9000)""");
}
