using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Initiatives;
using ResidentHub.Language;
using ResidentHub.Messaging;
using ResidentHub.Notifications;
using ResidentHub.People;
using ResidentHub.Pipeline;
using ResidentHub.Requests;
using ResidentHub.Routing;
using ResidentHub.Tests.Web;
using ResidentHub.Understanding;
using ResidentHub.Web.Setup;

namespace ResidentHub.Tests.Support;

/// <summary>The whole hub on a real SQLite file of its own, with the real content, a fake clock and no server.</summary>
public sealed class TestHub : IDbContextFactory<HubDb>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("residenthub-").FullName;
    private readonly DbContextOptions<HubDb> _options;
    private readonly ServiceProvider _services;
    private int _numbers;

    public TestHub(Dialogs? dialogs = null, MessageReader? reader = null, WaysOut? ways = null, params IEnumerable<Rendering> renderings)
    {
        Dialogs = dialogs ?? Content.Dialogs;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(Dialogs);
        services.AddSingleton(new Understander(reader ?? Content.Reader));
        services.AddSingleton(new WorkingCalendar(Dialogs.Landlord));
        services.AddSingleton(ways ?? new WaysOut(Email: false, Sms: false));
        services.AddSingleton(new HubSettings("http://localhost:5080"));
        services.AddSingleton(new PhotoStore(Path.Combine(_folder, "photos"), Clock));
        services.AddSingleton<IDbContextFactory<HubDb>>(this);
        services.AddLogging(logging => logging.AddProvider(Log));
        foreach (var rendering in renderings)
            services.AddSingleton(rendering);
        services.AddHubParts();
        _services = services.BuildServiceProvider();
        _options = new DbContextOptionsBuilder<HubDb>().UseSqlite($"Data Source={Path.Combine(_folder, "hub.db")}", sqlite => sqlite.MigrationsAssembly("ResidentHub.Migrations.Sqlite")).AddInterceptors(Moment, Get<OutboxSignal>()).Options;
        using var db = CreateDbContext();
        db.Database.Migrate();
        Seed.LandlordAsync(db, Dialogs.Landlord, CancellationToken.None).GetAwaiter().GetResult();
        Seed.DemoStaffAsync(db, Dialogs.Demo, _ => "", CancellationToken.None).GetAwaiter().GetResult();
        StorySeed.RunAsync(db, Dialogs.Demo, Calendar, Clock.GetUtcNow(), CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>All that was logged.</summary>
    public CapturedLog Log { get; } = new();

    /// <summary>The moment between reading and writing.</summary>
    public SavingMoment Moment { get; } = new();

    public FakeClock Clock { get; } = FakeClock.MondayMorning();

    public Dialogs Dialogs { get; }

    public Understander Understander => Get<Understander>();

    public WorkingCalendar Calendar => Get<WorkingCalendar>();

    public HubSettings Settings => Get<HubSettings>();

    public LiveUpdates Live => Get<LiveUpdates>();

    public PhotoStore Photos => Get<PhotoStore>();

    public RequestIntake Intake => Get<RequestIntake>();

    public MessagePipeline Pipeline => Get<MessagePipeline>();

    public FormIntake Forms => Get<FormIntake>();

    public ThreadPipeline Threads => Get<ThreadPipeline>();

    public HandOverDesk HandOvers => Get<HandOverDesk>();

    public SafetyDesk Safety => Get<SafetyDesk>();

    public AccessCodes Codes => Get<AccessCodes>();

    public Housekeeping Housekeeping => Get<Housekeeping>();

    /// <summary>Any part, wired as in the hub itself.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public HubDb CreateDbContext() => new(_options);

    public StaffMember Staff(string key)
    {
        var email = Dialogs.Demo.Staff.First(member => member.Key == key).Email;
        using var db = CreateDbContext();
        return db.Staff().AsNoTracking().First(member => member.Email == email);
    }

    /// <summary>The first member of the demo staff that fits.</summary>
    public StaffMember StaffWho(Func<StaffMember, bool> fits)
    {
        using var db = CreateDbContext();
        return db.Staff().AsNoTracking().AsEnumerable().First(fits);
    }

    /// <summary>The first officer of the rota has the duty page open just now.</summary>
    public void SeeOfficer()
    {
        using var db = CreateDbContext();
        var first = db.Rota().OrderBy(entry => entry.Order).First();
        db.Staff().First(member => member.Id == first.StaffId).SeenAt = Clock.GetUtcNow().AddMinutes(1);
        db.SaveChanges();
    }

    /// <summary>A conversation of a new browser, or of a number.</summary>
    public TestTalk Talk(string language = "fr", string channel = ChannelNames.Web)
    {
        using var db = CreateDbContext();
        var session = channel == ChannelNames.Web ? new WebSession { TokenHash = WebSession.HashOf(WebSession.NewToken()), Language = language, CreatedAt = Clock.GetUtcNow(), RetainUntil = Clock.GetUtcNow().AddDays(30) } : null;
        var conversation = new Conversation
        {
            Channel = channel, Address = session?.Id.ToString("N") ?? $"+3363998{++_numbers:0000}", SessionId = session?.Id, State = ConversationState.New(language).ToJson(),
            CreatedAt = Clock.GetUtcNow(), LastAt = Clock.GetUtcNow(), RetainUntil = Clock.GetUtcNow().AddDays(30),
        };
        if (session is not null)
            db.Add(session);
        db.Add(conversation);
        db.SaveChanges();
        return new TestTalk(this, conversation.Id, channel, session?.Id);
    }

    public void Dispose()
    {
        _services.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>What happens, once, just before the next save: others write (with a plain <c>SaveChanges</c>), or the database fails.</summary>
public sealed class SavingMoment : SaveChangesInterceptor
{
    private Action? _next;

    public void Next(Action next) => _next = next;

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Interlocked.Exchange(ref _next, null)?.Invoke();
        return ValueTask.FromResult(result);
    }
}

/// <summary>One resident talking with the hub.</summary>
public sealed class TestTalk(TestHub hub, Guid id, string channel, Guid? session)
{
    private int _messages;

    public Guid Id => id;

    public Guid? Session => session;

    /// <summary>What was answered to the last message.</summary>
    public IReadOnlyList<Reply> Replies { get; private set; } = [];

    public string Said => string.Join('\n', Replies.Select(reply => reply.Text));

    public async Task<TestTalk> SayAsync(string text, string? choice = null, string? messageId = null)
    {
        hub.Clock.Advance(TimeSpan.FromSeconds(20));
        var exchange = await hub.Pipeline.ReceiveAsync(new Inbound(id, channel, messageId ?? $"m{++_messages}", choice is null ? text : OptionText(choice), choice), CancellationToken.None);
        Replies = [.. exchange.Answers.Select(MessageRows.ReplyOf)];
        return this;
    }

    public Task<TestTalk> ChooseAsync(string choice) => SayAsync("", choice);

    public ConversationState State()
    {
        using var db = hub.CreateDbContext();
        return ConversationState.FromJson(db.Conversations().AsNoTracking().First(row => row.Id == id).State);
    }

    /// <summary>The requests this conversation led to, oldest first.</summary>
    public IReadOnlyList<ServiceRequest> Requests()
    {
        using var db = hub.CreateDbContext();
        return [.. db.Requests().AsNoTracking().Include(row => row.Answers).Include(row => row.Assignments).Include(row => row.Deadlines).Where(row => row.ConversationId == id).OrderBy(row => row.CreatedAt)];
    }

    private string OptionText(string choice) => Replies.SelectMany(reply => reply.Options).LastOrDefault(option => option.Key == choice)?.Text ?? choice;
}
