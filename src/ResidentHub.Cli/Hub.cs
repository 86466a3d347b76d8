using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Language;
using ResidentHub.People;
using ResidentHub.Understanding;

namespace ResidentHub.Cli;

/// <summary>Content, model and database as the server would have them: from the environment.</summary>
internal static class Hub
{
    public static string DataFolder => Folders.Data(Environment.GetEnvironmentVariable("DataDir"));

    public static Dialogs LoadDialogs() => Dialogs.Load(Folders.Dialogs, Environment.GetEnvironmentVariable("DialogsDir"));

    public static MessageReader Reader(Dialogs dialogs) =>
        Understander.ReaderOf(dialogs, ModelStore.LoadOrTrain(dialogs, Folders.Models(DataFolder)));

    /// <summary>The database, migrated and with the landlord's places in it.</summary>
    public static async Task<HubDb> OpenAsync(Dialogs dialogs)
    {
        if (DatabaseSetting.Fault(Environment.GetEnvironmentVariable("Database__Provider")) is { } fault)
            throw new InvalidDataException(fault);
        var connection = Environment.GetEnvironmentVariable("ConnectionStrings__Hub") ?? new SqliteConnectionStringBuilder { DataSource = Path.Combine(DataFolder, "hub.db"), ForeignKeys = true }.ToString();
        var db = new HubDb(new DbContextOptionsBuilder<HubDb>().UseSqlite(connection, sqlite => sqlite.MigrationsAssembly("ResidentHub.Migrations.Sqlite")).Options);
        await db.Database.MigrateAsync();
        await Seed.LandlordAsync(db, dialogs.Landlord, CancellationToken.None);
        return db;
    }
}
