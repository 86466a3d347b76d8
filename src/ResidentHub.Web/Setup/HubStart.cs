using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Catalogue.Yaml;
using ResidentHub.Data;
using ResidentHub.Initiatives;
using ResidentHub.People;
using ResidentHub.Pipeline;
using ResidentHub.Routing;
using ResidentHub.Understanding;
using ResidentHub.Web.Channels.BotFramework;
using ResidentHub.Web.Channels.Sms;
using ResidentHub.Web.Pages.Dev;

namespace ResidentHub.Web.Setup;

/// <summary>The start: content checked, model ready, database migrated and seeded, and where to click said.</summary>
public static class HubStart
{
    /// <summary>The password of every demo account; they exist in Development only and the sign-in page shows it.</summary>
    public const string DemoPassword = "demo-trois-rives";

    /// <summary>Loads the content; an operator's mistakes are listed on standard error and refuse the start.</summary>
    public static bool TryLoad(WebApplicationBuilder builder, [NotNullWhen(true)] out HubContent? content)
    {
        content = null;
        if ((DatabaseSetting.Fault(builder.Configuration["Database:Provider"]) ?? BotFrameworkSettings.Fault(builder.Configuration) ?? SmsSettings.Fault(builder.Configuration)) is { } fault)
            return Refuse(fault);
        try
        {
            var data = Folders.Data(builder.Configuration["DataDir"]);
            var dialogs = Dialogs.Load(Folders.Dialogs, builder.Configuration["DialogsDir"]);
            if (Contrast.Faults(dialogs.Landlord) is { Count: > 0 } colours)
                return Refuse(string.Join(Environment.NewLine, colours));
            var model = ModelStore.LoadOrTrain(dialogs, Folders.Models(data));
            content = new HubContent(dialogs, Understander.ReaderOf(dialogs, model), data);

            // Reading and training leave much behind that is never needed again.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return true;
        }
        catch (DialogsException faults)
        {
            return Refuse(faults.Message);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return Refuse(unread.Message);
        }
    }

    public static async Task StartHubAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var dialogs = services.GetRequiredService<Dialogs>();
        var clock = services.GetRequiredService<TimeProvider>();
        await using var db = await services.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContextAsync();
        await db.Database.MigrateAsync();
        await Seed.LandlordAsync(db, dialogs.Landlord, CancellationToken.None);
        await StorySeed.RunAsync(db, dialogs.Demo, services.GetRequiredService<WorkingCalendar>(), clock.GetUtcNow(), CancellationToken.None);
        if (app.Environment.IsDevelopment())
        {
            var hasher = services.GetRequiredService<IPasswordHasher<StaffMember>>();
            await Seed.DemoStaffAsync(db, dialogs.Demo, member => hasher.HashPassword(member, DemoPassword), CancellationToken.None);
            await services.GetRequiredService<DemoRequests>().SeedAsync(CancellationToken.None);
        }

        app.Lifetime.ApplicationStarted.Register(() => SayWhereToClick(app));
        if (!await db.Staff().AnyAsync())
            Console.WriteLine("No staff yet. Add the first account with: dotnet run --project src/ResidentHub.Cli -- staff add");
    }

    private static void SayWhereToClick(WebApplication app)
    {
        var address = app.Urls.FirstOrDefault()?.Replace("[::]", "localhost").Replace("0.0.0.0", "localhost") ?? HubEnvironment.DefaultUrl;
        Console.WriteLine($"""

            ResidentHub is ready.
              Residents   {address}/
              Chat        {address}/chat
              Staff       {address}/staff
            """);
        if (app.Environment.IsDevelopment())
            Console.WriteLine($"  Phone       {address}{PhoneModel.Address}  (a simulated handset: text messages without an account)\n  Demo accounts are listed on the sign-in page; their password is {DemoPassword}");
    }

    private static bool Refuse(string message)
    {
        Console.Error.WriteLine(message);
        Console.Error.WriteLine("The start is refused until this is mended.");
        return false;
    }
}
