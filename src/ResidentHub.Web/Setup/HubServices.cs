using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Notifications;
using ResidentHub.People;
using ResidentHub.Pipeline;
using ResidentHub.Privacy;
using ResidentHub.Routing;
using ResidentHub.Safety;
using ResidentHub.Triage;
using ResidentHub.Understanding;
using ResidentHub.Web.Background;
using ResidentHub.Web.Channels.Sms;

namespace ResidentHub.Web.Setup;

/// <summary>The hub's own parts, wired once.</summary>
public static class HubServices
{
    public static void AddHub(this WebApplicationBuilder builder, HubContent content)
    {
        var services = builder.Services;
        var mail = MailSettings.Read(builder.Configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(content);
        services.AddSingleton(content.Dialogs);
        services.AddSingleton(new WorkingCalendar(content.Dialogs.Landlord));
        services.AddSingleton(provider => new Understander(content.Reader, provider.GetService<SecondOpinion>(), provider.GetRequiredService<ILogger<Understander>>()));
        var settings = new HubSettings((builder.Configuration["PublicBaseUrl"] ?? FirstAddress(builder.Configuration)).TrimEnd('/'), builder.Configuration.GetValue("HandOverMinutes", 30));
        var sms = SmsSettings.Read(builder.Configuration, settings.PublicBaseUrl);
        services.AddSingleton(new WaysOut(Email: mail is not null, Sms: sms is not null));
        services.AddSingleton(settings);
        if (sms is not null)
            services.AddSms(sms);
        else if (builder.Environment.IsDevelopment())
            services.AddSms(SmsSettings.Simulated(content.Dialogs.Landlord, settings.PublicBaseUrl));
        services.AddDbContextFactory<HubDb>((provider, options) => options
            .UseSqlite(Connection(builder.Configuration, content.DataFolder), sqlite => sqlite.MigrationsAssembly("ResidentHub.Migrations.Sqlite"))
            .AddInterceptors(provider.GetRequiredService<OutboxSignal>()));

        services.AddSingleton(provider => new PhotoStore(Path.Combine(content.DataFolder, "photos"), provider.GetRequiredService<TimeProvider>()));
        services.AddHubParts();
        if (mail is not null)
            services.AddSingleton(provider => new Sender(OutboxKind.Email, new MailSender(mail, provider.GetRequiredService<ILogger<MailSender>>()).SendAsync));
        services.AddHostedService<OutboxWorker>();
        services.AddHostedService<HousekeepingWorker>();
    }

    /// <summary>The parts that need no setting: what receives, decides and keeps.</summary>
    public static void AddHubParts(this IServiceCollection services)
    {
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<LiveUpdates>();
        services.AddSingleton<ChannelConversations>();
        services.AddSingleton<Threads>();
        services.AddSingleton<RequestIntake>();
        services.AddSingleton<SafetyIntake>();
        services.AddSingleton<Effects>();
        services.AddSingleton<MessagePipeline>();
        services.AddSingleton<Welcome>();
        services.AddSingleton<FormIntake>();
        services.AddSingleton<AccessCodes>();
        services.AddSingleton<ThreadPipeline>();
        services.AddSingleton<RequestChange>();
        services.AddSingleton<RequestReading>();
        services.AddSingleton<RequestDesk>();
        services.AddSingleton<RoutingDesk>();
        services.AddSingleton<NoteDesk>();
        services.AddSingleton<NoticeBoard>();
        services.AddSingleton<StaffWords>();
        services.AddSingleton<StaffReplies>();
        services.AddSingleton<ClosingDesk>();
        services.AddSingleton<HandOverDesk>();
        services.AddSingleton<RotaDesk>();
        services.AddSingleton<Accounts>();
        services.AddSingleton<SafetyDesk>();
        services.AddSingleton<Silence>();
        services.AddSingleton<RetentionSweep>();
        services.AddSingleton<Housekeeping>();
        services.AddSingleton<DemoRequests>();
    }

    private static string Connection(IConfiguration configuration, string dataFolder) =>
        configuration.GetConnectionString("Hub") ?? new SqliteConnectionStringBuilder { DataSource = Path.Combine(dataFolder, "hub.db"), ForeignKeys = true }.ToString();

    private static string FirstAddress(IConfiguration configuration) => (configuration["ASPNETCORE_URLS"] ?? configuration["urls"] ?? HubEnvironment.DefaultUrl).Split(';')[0].Replace("[::]", "localhost").Replace("0.0.0.0", "localhost");
}
