using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Data;
using ResidentHub.Notifications;
using ResidentHub.People;

namespace ResidentHub.Web.Channels.Sms;

/// <summary>
/// Sends text messages by the provider's REST API, one at a time: each once or not at all. It has no key against doubles, so only what it surely has not
/// taken is sent again; what it may have taken is looked up, and else left to a person.
/// </summary>
public sealed class TwilioMessages(HttpClient client, SmsSettings settings, IDbContextFactory<HubDb> factory, TimeProvider clock)
{
    /// <summary>Nothing that speaks of a danger is delivered after so many seconds.</summary>
    private const int DangerIsValidFor = 600;

    private const int ShortestValidity = 1, Page = 200;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10), s_clocksDiffer = TimeSpan.FromMinutes(1);

    /// <summary>How rows of text messages leave.</summary>
    public Sender Sender => new(OutboxKind.Sms, SendAsync) { IsAtMostOnce = true, IsInOrder = true, LookUp = LookUpAsync };

    private async Task<Delivery> SendAsync(OutboxRow row, CancellationToken cancellation)
    {
        if (row.Expires is null && row.Purpose != OutboxRow.Farewell && await IsStoppedAsync(row.Address, cancellation))
            return Delivery.Refused("opted-out");
        try
        {
            using var content = new FormUrlEncodedContent(Fields(row));
            var (status, after, body) = await CallAsync(HttpMethod.Post, Path(""), content, cancellation);
            return await ReadAsync(row, status, after, body, cancellation);
        }
        catch (Exception fault) when (IsNotConnected(fault) && !cancellation.IsCancellationRequested)
        {
            return Delivery.Again("connection", Later(row));
        }
        catch (Exception fault) when (IsCutShort(fault) && !cancellation.IsCancellationRequested)
        {
            return await LookUpAsync(row, cancellation);
        }
    }

    // The provider's own list is the only witness; what does not stand there may still be on its way.
    private async Task<Delivery> LookUpAsync(OutboxRow row, CancellationToken cancellation)
    {
        try
        {
            for (var day = row.NotBefore.UtcDateTime.Date; day <= clock.GetUtcNow().UtcDateTime.Date && day <= row.NotBefore.UtcDateTime.Date.AddDays(1); day = day.AddDays(1))
            {
                var query = $"?To={Uri.EscapeDataString(row.Address)}&DateSent={day:yyyy-MM-dd}&PageSize={Page}";
                var (status, _, body) = await CallAsync(HttpMethod.Get, Path(query), null, cancellation);
                if ((int)status is >= 200 and < 300 && await FoundAsync(row, body, cancellation) is { } sid)
                    return Delivery.Left(sid);
            }

            return Delivery.Unknown("not-found");
        }
        catch (Exception fault) when (IsCutShort(fault) && !cancellation.IsCancellationRequested)
        {
            return Delivery.Unknown("timeout");
        }
    }

    private Dictionary<string, string> Fields(OutboxRow row)
    {
        var fields = new Dictionary<string, string> { ["To"] = row.Address, ["Body"] = row.Body };
        if (settings.MessagingServiceSid is { } service)
            fields["MessagingServiceSid"] = service;
        else
            fields["From"] = settings.FromNumber!;

        // The provider refuses an address it cannot reach.
        if (Uri.TryCreate(settings.PublicBaseUrl + SmsDoor.StatusPath, UriKind.Absolute, out var report) && (!report.IsLoopback || settings.Api.IsLoopback))
            fields["StatusCallback"] = report.OriginalString;
        if (row.Expires is { } expires)
            fields["ValidityPeriod"] = Math.Clamp((int)(expires - clock.GetUtcNow()).TotalSeconds, ShortestValidity, DangerIsValidFor).ToString(CultureInfo.InvariantCulture);
        return fields;
    }

    private async Task<Delivery> ReadAsync(OutboxRow row, HttpStatusCode status, TimeSpan? after, JsonElement? body, CancellationToken cancellation)
    {
        var code = Text(body, "code") ?? $"http-{(int)status}";
        switch ((int)status)
        {
            case >= 200 and < 300:
                return Delivery.Left(Text(body, "sid"));
            case 429 or 401:
                return Delivery.Again(code, after ?? Later(row));
            case >= 400 and < 500 and not 408:
                if (code == TwilioErrors.OptedOut)
                    await StopAsync(row.Address, cancellation);
                return TwilioErrors.Refusal(code);
            default:
                return await LookUpAsync(row, cancellation) is { State: OutboxState.Sent } found ? found : Delivery.Unknown(code);
        }
    }

    private async Task<(HttpStatusCode Status, TimeSpan? After, JsonElement? Body)> CallAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_patience);
        using var request = new HttpRequestMessage(method, settings.Api.OriginalString + path) { Content = content, Headers = { Authorization = Credentials(settings) } };
        using var response = await client.SendAsync(request, limit.Token);
        var text = await response.Content.ReadAsStringAsync(limit.Token);
        return (response.StatusCode, response.Headers.RetryAfter?.Delta, Parse(text));
    }

    internal static AuthenticationHeaderValue Credentials(SmsSettings settings) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.AccountSid}:{settings.AuthToken}")));

    private string Path(string query) => $"/2010-04-01/Accounts/{settings.AccountSid}/Messages.json{query}";

    // The same words may have left before: a message the outbox knows is another one.
    private async Task<string?> FoundAsync(OutboxRow row, JsonElement? body, CancellationToken cancellation)
    {
        if (body is not { ValueKind: JsonValueKind.Object } list || !list.TryGetProperty("messages", out var messages) || messages.ValueKind != JsonValueKind.Array)
            return null;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        foreach (var message in messages.EnumerateArray())
        {
            if (Text(message, "sid") is { } sid && IsSame(row, message) && !await db.Outbox().AnyAsync(one => one.ProviderId == sid, cancellation))
                return sid;
        }

        return null;
    }

    // An account on trial puts words of its own before the body.
    private static bool IsSame(OutboxRow row, JsonElement message) =>
        Text(message, "body")?.Trim().EndsWith(row.Body.Trim(), StringComparison.Ordinal) == true
        && Text(message, "direction") is not "inbound"
        && !(DateTimeOffset.TryParse(Text(message, "date_created"), CultureInfo.InvariantCulture, out var created) && created < row.CreatedAt - s_clocksDiffer);

    private async Task<bool> IsStoppedAsync(string number, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await KnownNumbers.IsStoppedAsync(db, number, cancellation);
    }

    private async Task StopAsync(string number, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await KnownNumbers.SetStoppedAsync(db, number, isStopped: true, clock.GetUtcNow(), cancellation);
        await db.SaveChangesAsync(cancellation);
    }

    // 2, 6, 18, 54… seconds.
    private static TimeSpan Later(OutboxRow row) => TimeSpan.FromSeconds(2 * Math.Pow(3, row.Attempts - 1));

    // The client has no time limit of its own, so that this one is the connection's.
    private static bool IsNotConnected(Exception fault) => fault is OperationCanceledException { InnerException: TimeoutException }
        or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError };

    private static bool IsCutShort(Exception fault) => fault is HttpRequestException or OperationCanceledException or IOException;

    private static JsonElement? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement? json, string name) => json is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;
}
