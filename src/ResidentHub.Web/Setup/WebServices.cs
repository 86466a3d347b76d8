using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using ResidentHub.People;
using ResidentHub.Web.Channels;
using ResidentHub.Web.Channels.BotFramework;
using ResidentHub.Web.Channels.DirectLine;
using ResidentHub.Web.Channels.Sms;
using ResidentHub.Web.Channels.WebChat;
using ResidentHub.Web.Pages.Staff;

namespace ResidentHub.Web.Setup;

/// <summary>The server's own parts: pages, sign-in, limits.</summary>
public static class WebServices
{
    private const long MaxBody = 35 * 1024 * 1024;

    public static void AddHubWeb(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        if (builder.Configuration["ASPNETCORE_URLS"] is null && builder.Configuration["urls"] is null)
            builder.WebHost.UseUrls(HubEnvironment.DefaultUrl);
        builder.WebHost.UseStaticWebAssets();

        // While developing, the framework would serve files as large as they are; the build compresses them well enough.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
        });
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // Where the keys lie is the operator's to protect: see "Running it" in the README.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        // The error page logs a fault without its message, which may quote a resident.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        services.AddRazorPages(options =>
        {
            options.Conventions.AuthorizeFolder("/Staff");
            options.Conventions.AllowAnonymousToPage("/Staff/SignIn");
            if (!builder.Environment.IsDevelopment())
                options.Conventions.AddFolderRouteModelConvention("/Dev", page => page.Selectors.Clear());
        });
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddRouting(options => options.LowercaseUrls = true);
        services.AddHttpContextAccessor();
        services.AddScoped<Visit>();
        services.AddScoped<Texts>();
        services.AddScoped<WebConversation>();
        services.AddScoped<CurrentStaff>();
        services.AddSingleton<Limits>();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "rh_form";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.HeaderName = "X-Form-Token";
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddDataProtection().SetApplicationName("ResidentHub").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(builder.Services.DataFolder(), "keys")));
        AddSignIn(services);
        services.AddSingleton<Markdown>();
        builder.AddDirectLine();
        builder.AddBotFramework();
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database");
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var proxy in builder.Configuration.GetSection("Proxy:Known").GetChildren())
            {
                if (System.Net.IPAddress.TryParse(proxy.Value, out var address))
                    options.KnownProxies.Add(address);
            }
        });
    }

    public static void UseHubWeb(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseExceptionHandler("/error");
        app.UseStatusCodePagesWithReExecute("/error", "?code={0}");
        app.UseSecurityHeaders();
        app.UseDirectLine();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
        app.MapTheme();
        app.MapLive();
        app.MapPhotos();
        app.MapBotFramework();
        SmsDoor.Map(app);
        app.MapHealthChecks("/healthz/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/healthz/ready");
    }

    private static string DataFolder(this IServiceCollection services) =>
        ((HubContent)services.First(service => service.ServiceType == typeof(HubContent)).ImplementationInstance!).DataFolder;

    private static void AddSignIn(IServiceCollection services)
    {
        services.AddIdentityCore<StaffMember>(options =>
        {
            options.Lockout.MaxFailedAccessAttempts = 5;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            options.User.RequireUniqueEmail = true;
            options.User.AllowedUserNameCharacters = "";
            options.Password.RequiredLength = 12;
            options.Password.RequireDigit = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = options.Password.RequireLowercase = false;
        }).AddUserStore<StaffStore>().AddSignInManager();
        services.AddSingleton<HashPassword>(provider => new PasswordHasher<StaffMember>(provider.GetService<IOptions<PasswordHasherOptions>>()).HashPassword);
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, options =>
        {
            options.Cookie.Name = "rh_staff";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = TimeSpan.FromHours(10);
            options.SlidingExpiration = true;
            options.LoginPath = "/staff/sign-in";
            options.AccessDeniedPath = "/staff/sign-in";
            options.ReturnUrlParameter = "from";
            options.Events = new CookieAuthenticationEvents { OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync };
        });
        services.AddAuthorization();
    }
}
