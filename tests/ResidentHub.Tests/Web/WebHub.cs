using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ResidentHub.Data;
using ResidentHub.Language.Facts;
using ResidentHub.People;
using ResidentHub.Tests.Support;
using ResidentHub.Web.Setup;

namespace ResidentHub.Tests.Web;

/// <summary>
/// The server itself on a data folder of its own: its real start, pages and database, a fake clock, a captured log. Workers stand still. Any
/// type of the server names its program; <c>Program</c> itself is also what the command line calls its own.
/// </summary>
public sealed class WebHub : WebApplicationFactory<HubContent>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("residenthub-web-").FullName;
    private int _browsers;

    public WebHub()
    {
        _ = Content.Reader;
        Directory.CreateSymbolicLink(Folders.Models(_folder), Content.Models);
    }

    /// <summary>Settings beside those that all tests share.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public FakeClock Clock { get; } = FakeClock.MondayMorning();

    /// <summary>All that was logged, as the server's own settings let it through.</summary>
    public CapturedLog Log { get; } = new();

    public CommandCount Commands { get; } = new();

    /// <summary>A browser nobody has used yet, at an address of its own.</summary>
    public Browser Open() => new(this, $"10.1.{++_browsers / 250}.{_browsers % 250 + 1}");

    /// <summary>A member of the demo staff, signed in.</summary>
    public async Task<Browser> SignInAsync(string key)
    {
        var browser = Open();
        await browser.SignInAsync(Content.Dialogs.Demo.Staff.First(member => member.Key == key).Email);
        return browser;
    }

    public HubDb Db() => Services.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContext();

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public StaffMember Staff(string key)
    {
        var email = Content.Dialogs.Demo.Staff.First(member => member.Key == key).Email;
        using var db = Db();
        return db.Staff().AsNoTracking().First(member => member.Email == email);
    }

    /// <summary>Sends a whole form of a type, as a resident would who fills in everything on one page; gives the reference as it stands in addresses.</summary>
    public static async Task<string> SubmitAsync(Browser browser, string label, params (string Name, string Value)[] fields)
    {
        var filled = await browser.PostAsync($"/requests/new/{label}?all=true", fields);
        var sent = await browser.PostAsync(filled.Location ?? throw new InvalidOperationException(filled.Words));
        var reference = sent.Location?.Split('/')[^1].Split('?')[0] ?? throw new InvalidOperationException(sent.Words);
        return References.Read(reference) is null ? throw new InvalidOperationException(sent.Location) : reference;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("DataDir", _folder);
        foreach (var (name, value) in Settings)
            builder.UseSetting(name, value);
        builder.ConfigureLogging(logging => logging.AddProvider(Log));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.ConfigureDbContext<HubDb>(options => options.AddInterceptors(Commands));
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        SqliteConnection.ClearAllPools();
        if (disposing && Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Test classes of this collection share one server, so that it starts once.</summary>
[CollectionDefinition(Name)]
public sealed class OneServer : ICollectionFixture<WebHub>
{
    public const string Name = "web";
}
