using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Web.Background;

namespace ResidentHub.Web.Channels.DirectLine;

/// <summary>Direct Line 3.0: the paths that Web Chat and every other client of the Bot Framework know. Without a secret there is none of it.</summary>
public static class DirectLineDoor
{
    public const string Path = "/v3/directline";

    public static void AddDirectLine(this WebApplicationBuilder builder)
    {
        if (DirectLineSettings.Read(builder.Configuration) is not { } settings)
            return;
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<Tickets>();
        builder.Services.AddSingleton<ActivityWriter>();
        builder.Services.AddSingleton<Talks>();
        builder.Services.AddSingleton<Turns>();
        builder.Services.AddSingleton<Uploads>();
        builder.Services.AddSingleton<Streams>();
        builder.Services.AddHostedService<UploadSweep>();
    }

    public static void UseDirectLine(this WebApplication app)
    {
        if (app.Services.GetService<DirectLineSettings>() is null)
            return;
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Path), branch => branch.UseMiddleware<Door>().UseWebSockets());
        var calls = app.MapGroup(Path);
        calls.MapPost("/tokens/generate", GenerateAsync);
        calls.MapPost("/tokens/refresh", Refresh);
        calls.MapPost("/tokens/embed", Embed.Token);
        calls.MapPost("/conversations", StartAsync);
        calls.MapGet("/conversations/{id}", ReconnectAsync);
        calls.MapGet("/conversations/{id}/activities", ReadAsync);
        calls.MapPost("/conversations/{id}/activities", PostAsync);
        calls.MapPost("/conversations/{id}/upload", UploadAsync);
        calls.MapGet("/conversations/{id}/stream", StreamAsync);
        calls.MapGet("/attachments/{ticket}/{name}", OpenAsync);
        app.MapGet("/embed.js", Embed.Script);
    }

    private static async Task<IResult> GenerateAsync(Caller caller, HttpRequest request, Tickets tickets, CancellationToken cancellation)
    {
        caller.MustHoldSecret();
        var wanted = await WantedAsync(request, cancellation);
        if (wanted.User is { Id: var given } && !given.StartsWith("dl_", StringComparison.Ordinal))
            throw RefusedException.BadArgument("'user.id' must begin with 'dl_'.");
        return Given(tickets, Tickets.NewId(), wanted.User, wanted.Origins, stream: null);
    }

    private static IResult Refresh(Caller caller, Tickets tickets) => caller.Token is { } token
        ? Given(tickets, token.Conv, UserOf(token), token.Origins, stream: null)
        : throw RefusedException.Forbidden("This takes a token.");

    private static async Task<IResult> StartAsync(Caller caller, HttpRequest request, Tickets tickets, Talks talks, HubSettings settings, CancellationToken cancellation)
    {
        var wanted = await WantedAsync(request, cancellation);

        // An id that a token gives can only come from the holder of the secret.
        var user = caller.Token is { } token ? UserOf(token) : wanted.User is { Id: var given } && given.StartsWith("dl_", StringComparison.Ordinal) ? wanted.User : null;
        var (talk, isNew) = await talks.BeginAsync(caller.Token?.Conv ?? Tickets.NewId(), user, Turns.LanguageOf(wanted.Locale) ?? Localized.Default, cancellation);
        return Given(tickets, talk.Id, user, caller.Token?.Origins ?? wanted.Origins, StreamOf(tickets, settings, talk, talk.Last, caller), isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> ReconnectAsync(string id, string? watermark, Caller caller, Tickets tickets, Talks talks, HubSettings settings, CancellationToken cancellation)
    {
        caller.MustEnter(id);
        var talk = await talks.FindAsync(id, cancellation);
        return Given(tickets, id, caller.Token is { } token ? UserOf(token) : talk.User, caller.Token?.Origins, StreamOf(tickets, settings, talk, From(watermark, talk) ?? talk.Last, caller));
    }

    private static async Task<IResult> ReadAsync(string id, string? watermark, Caller caller, Talks talks, CancellationToken cancellation)
    {
        caller.MustEnter(id);
        var talk = await talks.FindAsync(id, cancellation);
        var said = await talks.AfterAsync(talk, From(watermark, talk) ?? 0, cancellation);
        return Results.Text(said.Text, "application/json");
    }

    private static async Task<IResult> PostAsync(string id, Caller caller, HttpRequest request, Talks talks, Turns turns, CancellationToken cancellation)
    {
        caller.MustEnter(id);
        var talk = await talks.FindAsync(id, cancellation);
        var activity = PostedActivity.Read(await Bodies.ReadAsync(request.Body, Bodies.MostOfActivity, cancellation));
        return Results.Json(new { id = await turns.TakeAsync(talk, caller, activity) });
    }

    private static async Task<IResult> UploadAsync(string id, string? userId, Caller caller, HttpRequest request, Talks talks, Turns turns, Uploads uploads, CancellationToken cancellation)
    {
        caller.MustEnter(id);
        var talk = await talks.FindAsync(id, cancellation);
        var (activity, files) = await UploadReader.ReadAsync(request, cancellation);
        activity ??= PostedActivity.OfFiles();
        activity = activity with { From = activity.From ?? userId };
        if (activity.From is null or "" && caller.Token?.User is null)
            throw RefusedException.MissingProperty("userId");
        var kept = new List<KeptFile>();
        foreach (var file in files)
            kept.Add(await uploads.KeepAsync(talk, file, cancellation));
        UploadReader.Attach(activity, kept);
        return Results.Json(new { id = await turns.TakeAsync(talk, caller, activity, [.. kept.Select(file => file.Photo).OfType<Guid>()], kept.Exists(file => file.Photo is null)) });
    }

    private static async Task StreamAsync(string id, string? t, HttpContext context, Tickets tickets, Talks talks, Streams streams, DirectLineSettings settings)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            throw RefusedException.BadArgument("This is opened by WebSocket.");
        var claims = tickets.ReadStream(t);
        if (claims.Conv != id)
            throw RefusedException.Forbidden("The address of the stream is for another conversation.");
        Caller.RefuseOtherSites(context.Request, claims.Origins);
        if (context.Request.Headers[HeaderNames.Origin].ToString() is { Length: > 0 } origin && !settings.Allows(origin))
            throw RefusedException.Forbidden("Pages of this site may not call.");
        var talk = await talks.FindAsync(id, context.RequestAborted);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await streams.CarryAsync(socket, talk, claims.From, context.RequestAborted);
    }

    private static async Task<IResult> OpenAsync(string ticket, string name, HttpContext context, Tickets tickets, Uploads uploads, CancellationToken cancellation)
    {
        if (tickets.ReadFile(ticket) is not { } file || await uploads.OpenAsync(file, cancellation) is not { } opened)
            throw RefusedException.NotFound("There is no such file, or no more.");

        // A file of somebody else's, served from the hub's own address: nothing in it may run, and any page may show it.
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers.CacheControl = "private, max-age=3600";
        var disposition = new ContentDispositionHeaderValue(Uploads.IsShown(opened.Type) ? "inline" : "attachment");
        disposition.SetHttpFileName(name);
        headers.ContentDisposition = disposition.ToString();
        return Results.Stream(opened.Bytes, opened.Type);
    }

    // What a client may say of itself when it asks for a token or a conversation; nothing is fine too.
    private static async Task<(User? User, string? Locale, IReadOnlyList<string>? Origins)> WantedAsync(HttpRequest request, CancellationToken cancellation)
    {
        var body = await Bodies.ReadAsync(request.Body, Bodies.MostOfActivity, cancellation);
        if (body.AsSpan().Trim(" \r\n\t"u8).IsEmpty)
            return default;
        var wanted = Json.Object(body);
        var user = Json.Object(wanted, "user") ?? Json.Object(wanted, "User");
        var id = user is null ? null : Json.String(user, "id") ?? Json.String(user, "Id");
        var name = user is null ? null : Json.String(user, "name");
        var origins = Json.Array(wanted, "trustedOrigins")?.Select(origin => origin is JsonValue value && value.TryGetValue<string>(out var text) ? text.TrimEnd('/') : throw RefusedException.BadArgument("'trustedOrigins' are strings.")).ToList();
        return (string.IsNullOrEmpty(id) ? null : new User(id, name), Json.String(wanted, "locale"), origins is { Count: > 0 } ? origins : null);
    }

    // Absent and empty are the same. What was never said was erased, or is not yet said: the client has all there is.
    private static int? From(string? watermark, Talk talk)
    {
        if (string.IsNullOrEmpty(watermark))
            return null;
        return int.TryParse(watermark, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, talk.Last) : throw RefusedException.BadArgument("'watermark' is none that was given here.");
    }

    private static User? UserOf(TokenClaims token) => token.User is { } id ? new User(id, token.Name) : null;

    private static string StreamOf(Tickets tickets, HubSettings settings, Talk talk, int from, Caller caller) =>
        $"{WebSocketBase(settings)}{Path}/conversations/{talk.Id}/stream?t={tickets.Stream(talk.Id, from, caller.Token?.Origins)}";

    // http becomes ws, https wss.
    private static string WebSocketBase(HubSettings settings) => $"ws{settings.PublicBaseUrl.TrimEnd('/')["http".Length..]}";

    private static IResult Given(Tickets tickets, string conversation, User? user, IReadOnlyList<string>? origins, string? stream, int status = StatusCodes.Status200OK)
    {
        var given = new JsonObject { ["conversationId"] = conversation, ["token"] = tickets.Token(conversation, user?.Id, user?.Name, origins), ["expires_in"] = tickets.Lifetime };
        if (stream is not null)
            given["streamUrl"] = stream;
        return Results.Text(Json.Text(given), "application/json", statusCode: status);
    }

    /// <summary>Deletes, every hour, the files whose links are dead.</summary>
    private sealed class UploadSweep(Uploads uploads, TimeProvider clock, ILogger<UploadSweep> log) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loop.RunAsync("uploads", TimeSpan.FromHours(1), uploads.SweepAsync, clock, log, stoppingToken);
    }
}
