using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;

namespace ResidentHub.Web.Channels.Sms;

/// <summary>A text message as it was handed in.</summary>
/// <param name="OptOutType">STOP, START or HELP where the network took it for that and answered it.</param>
/// <param name="Media">Addresses of what came with it.</param>
public sealed record ReceivedSms(string Body, string? OptOutType, IReadOnlyList<string> Media);

/// <summary>News of a message that was sent.</summary>
/// <param name="To">The number it was sent to.</param>
public sealed record SmsNews(string Sid, string Status, string? ErrorCode, string To);

/// <summary>
/// The two doors of the provider. What is signed is kept, then answered at once; the work is done afterwards. A call that is not signed is answered
/// as if there were nothing to find out.
/// </summary>
public sealed class SmsDoor(SmsSettings settings, IDbContextFactory<HubDb> factory, SmsInbox inbox, TimeProvider clock)
{
    public const string MessagePath = "/api/twilio/sms", StatusPath = "/api/twilio/status";

    private const string Silence = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response></Response>";
    private const int MaxId = 100, MaxMedia = 10;

    public static void Map(WebApplication app)
    {
        string[] methods = [HttpMethods.Get, HttpMethods.Post];
        app.MapMethods(MessagePath, methods, (HttpContext context, CancellationToken cancellation) => AnswerAsync(context, Results.Text(Silence, "text/xml"), (door, call) => door.TakeMessageAsync(call, cancellation), cancellation))
            .WithMetadata(new SkipStatusCodePagesAttribute());
        app.MapMethods(StatusPath, methods, (HttpContext context, CancellationToken cancellation) => AnswerAsync(context, Results.NoContent(), (door, call) => door.TakeStatusAsync(call, cancellation), cancellation))
            .WithMetadata(new SkipStatusCodePagesAttribute());
    }

    /// <summary>A message of a resident; gives the status to answer with.</summary>
    public async Task<int> TakeMessageAsync(TwilioCall call, CancellationToken cancellation)
    {
        if (!call.IsSignedBy(settings))
            return NotSigned;
        if (call.Fields() is not { } fields || (fields("MessageSid") ?? fields("SmsSid") ?? fields("SmsMessageSid")) is not { Length: <= MaxId } sid || fields("From") is not { Length: <= MaxId } from)
            return StatusCodes.Status400BadRequest;

        // What comes from the hub's own number answers nobody: two automata would talk for ever.
        if (from == settings.FromNumber || from == fields("To"))
            return StatusCodes.Status200OK;
        _ = int.TryParse(fields("NumMedia"), NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        var media = Enumerable.Range(0, Math.Min(count, MaxMedia)).Select(i => fields($"MediaUrl{i}")).OfType<string>().ToList();
        await KeepAsync(SmsInbox.Message, sid, from, new ReceivedSms(fields("Body") ?? "", fields("OptOutType"), media), cancellation);
        return StatusCodes.Status200OK;
    }

    /// <summary>News of a message that was sent; gives the status to answer with.</summary>
    public async Task<int> TakeStatusAsync(TwilioCall call, CancellationToken cancellation)
    {
        if (!call.IsSignedBy(settings))
            return NotSigned;
        if (call.Fields() is not { } fields || (fields("MessageSid") ?? fields("SmsSid")) is not { Length: <= MaxId } sid || (fields("MessageStatus") ?? fields("SmsStatus")) is not { Length: <= MaxId } status)
            return StatusCodes.Status400BadRequest;
        var to = fields("To") is { Length: <= MaxId } given ? given : "";
        await KeepAsync(SmsInbox.Status, $"{sid}:{status}", to, new SmsNews(sid, status, fields("ErrorCode"), to), cancellation);
        return StatusCodes.Status200OK;
    }

    private int NotSigned => settings.IsSimulated ? StatusCodes.Status404NotFound : StatusCodes.Status403Forbidden;

    private static async Task<IResult> AnswerAsync(HttpContext context, IResult taken, Func<SmsDoor, TwilioCall, Task<int>> take, CancellationToken cancellation)
    {
        if (context.RequestServices.GetService<SmsDoor>() is not { } door)
            return Results.NotFound();
        if (await TwilioCall.ReadAsync(context.Request, cancellation) is not { } call)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var status = await take(door, call);
        return status == StatusCodes.Status200OK ? taken : Results.StatusCode(status);
    }

    // A call that is repeated, also at this very moment, is answered like the first and kept once.
    private async Task KeepAsync<T>(string kind, string id, string address, T content, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var known = db.Inbox().Where(row => row.Kind == kind && row.ProviderId == id);
        if (await known.AnyAsync(cancellation))
            return;
        var now = clock.GetUtcNow();
        db.Add(new InboxRow { Kind = kind, ProviderId = id, Address = address, Content = JsonSerializer.Serialize(content), ReceivedAt = now, NotBefore = now, RetainUntil = now + Retention.Inbox });
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (known.Any())
        {
            return;
        }

        inbox.Wake();
    }
}
