using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using ResidentHub.Data;
using ResidentHub.Notifications;
using ResidentHub.Pipeline;

namespace ResidentHub.Web.Channels.BotFramework;

/// <summary>The Bot Framework endpoint and its way out, wired once.</summary>
public static partial class BotFrameworkChannel
{
    private const string Path = "/api/messages";

    /// <summary>Larger than any channel sends; pictures come by their address.</summary>
    private const int MaxBody = 1024 * 1024;

    private const int AtOnce = 8, MostAttempts = 14;

    private static readonly TimeSpan s_patienceForBody = TimeSpan.FromSeconds(10);

    public static void AddBotFramework(this WebApplicationBuilder builder)
    {
        var settings = BotFrameworkSettings.Read(builder.Configuration, builder.Environment);
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(provider => new SigningKeys(settings, Client(TimeSpan.FromSeconds(5)), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SigningKeys>>()));
        services.AddSingleton(provider => new ConnectorToken(settings, Client(TimeSpan.FromSeconds(10)), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Connector>(provider, Client(TimeSpan.FromSeconds(20))));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<AttachedPictures>(provider, AttachedPictures.Client()));
        services.AddSingleton<MessagesDoor>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ChannelAuthentication>(ChannelAuthentication.Name, null);
        if (!settings.IsOn)
            return;
        services.AddSingleton(provider => new Rendering(OutboxKind.Activity, (message, answered, conversation) =>
            ConversationReference.Of(conversation) is { } reference ? [OutgoingActivity.Write(message, MessagesDoor.ActivityIdOf(answered), reference, provider.GetRequiredService<HubSettings>().PublicBaseUrl)] : []));
        services.AddSingleton(provider => new Sender(OutboxKind.Activity, provider.GetRequiredService<Connector>().SendAsync) { IsInOrder = true, AtOnce = AtOnce, MostAttempts = MostAttempts });
    }

    public static void MapBotFramework(this WebApplication app)
    {
        var bare = new SkipStatusCodePagesAttribute();
        app.MapPost(Path, PostAsync).RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = ChannelAuthentication.Name }).WithMetadata(bare);
        app.MapMethods(Path, [HttpMethods.Head], () => Results.Ok()).WithMetadata(bare);
        app.Map(Path, (HttpContext context) =>
        {
            context.Response.Headers.Allow = "POST, HEAD";
            return Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
        }).WithMetadata(bare);
    }

    private static async Task<IResult> PostAsync(HttpContext context, BotFrameworkSettings settings, MessagesDoor door, IHostApplicationLifetime lifetime, ILoggerFactory logs)
    {
        var (body, fault) = await ReadAsync(context);
        if (fault is { } status)
            return Results.StatusCode(status);
        if (Activity.Read(body) is not { } activity)
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var caller = Caller.Of(context.User);
        if (!caller.VouchesFor(activity))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        try
        {
            // A caller that no longer listens stops nothing: it delivers again, and finds the work done.
            var answer = await Task.Run(() => door.TakeAsync(caller, activity, lifetime.ApplicationStopping)).WaitAsync(settings.Patience);
            return answer.Said is { } said ? Results.Text($"{{\"activities\":[{string.Join(',', said)}]}}", "application/json", Encoding.UTF8, answer.Status) : Results.StatusCode(answer.Status);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
#pragma warning disable CA1031 // The one boundary of this door: whatever it is, the channel hears of it and delivers again.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            LogFault(logs.CreateLogger(typeof(BotFrameworkChannel)), System.Diagnostics.Activity.Current?.TraceId.ToString()[..8] ?? context.TraceIdentifier, bug.GetType().FullName ?? "", bug.StackTrace);
            return Results.StatusCode(StatusCodes.Status500InternalServerError);
        }
    }

    private static async Task<(byte[] Body, int? Fault)> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > MaxBody)
            return ([], StatusCodes.Status413PayloadTooLarge);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(s_patienceForBody);
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (await context.Request.Body.ReadAsync(buffer, limit.Token) is > 0 and var count)
            {
                await read.WriteAsync(buffer.AsMemory(0, count), limit.Token);
                if (read.Length > MaxBody)
                    return ([], StatusCodes.Status413PayloadTooLarge);
            }

            return (read.ToArray(), null);
        }
        catch (BadHttpRequestException broken)
        {
            return ([], broken.StatusCode);
        }
        catch (OperationCanceledException)
        {
            return ([], StatusCodes.Status408RequestTimeout);
        }
    }

    // Nothing is kept between two clients, nothing is followed elsewhere, and no answer is read without end.
    private static HttpClient Client(TimeSpan patience) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) }) { Timeout = patience, MaxResponseContentBufferSize = MaxBody };

    [LoggerMessage(Level = LogLevel.Error, Message = "Fault {Trace}: {Fault}\n{Stack}")]
    private static partial void LogFault(ILogger log, string trace, string fault, string? stack);
}
