using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Notifications;

namespace ResidentHub.Web.Channels.BotFramework;

/// <summary>
/// Sends what is said to where its conversation is answered, by the Connector (rest-api/bot-framework-rest-connector-send-and-receive-messages).
/// At least once: after a crash a row may leave again, under the same <c>Idempotency-Key</c>.
/// </summary>
public sealed class Connector(BotFrameworkSettings settings, HttpClient http, ConnectorToken token, IDbContextFactory<HubDb> factory, TimeProvider clock)
{
    private const int MaxAnswer = 64 * 1024;

    private static readonly TimeSpan s_longestWait = TimeSpan.FromHours(1), s_patienceForId = TimeSpan.FromSeconds(5);

    public async Task<Delivery> SendAsync(OutboxRow row, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var conversation = await db.Conversations().AsNoTracking().FirstOrDefaultAsync(one => one.Id == row.ConversationId, cancellation);
        if (conversation is null || ConversationReference.Of(conversation) is not { } reference)
            return Delivery.Refused("no-conversation");
        if (!reference.IsVerified && !settings.IsAnonymous)
            return Delivery.Refused("not-verified");
        try
        {
            return await DeliverAsync(row, reference, cancellation);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return Delivery.Again(fault is HttpRequestException { StatusCode: { } refused } ? $"token-{(int)refused}" : "unreachable", Pause(row));
        }
    }

    private async Task<Delivery> DeliverAsync(OutboxRow row, ConversationReference reference, CancellationToken cancellation)
    {
        var given = reference.IsVerified ? await token.GetAsync(cancellation) : null;
        using var first = await PostAsync(row, reference, given, cancellation);
        if (first.StatusCode != HttpStatusCode.Unauthorized || given is null)
            return await SettleAsync(row, first, cancellation);
        await token.DropAsync(given, cancellation);
        using var second = await PostAsync(row, reference, await token.GetAsync(cancellation), cancellation);
        return await SettleAsync(row, second, cancellation);
    }

    private async Task<HttpResponseMessage> PostAsync(OutboxRow row, ConversationReference reference, string? given, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(reference, OutgoingActivity.RepliesTo(row.Body))) { Content = new StringContent(row.Body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", row.Id.ToString("N"));
        if (given is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", given);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    /// <summary>Exactly one slash between, each id one segment whatever is in it: taken as it is written, or two dots would lead elsewhere.</summary>
    internal static Uri AddressOf(ConversationReference reference, string? replyTo)
    {
        var activities = $"{new Uri(reference.ServiceUrl).GetLeftPart(UriPartial.Path).TrimEnd('/')}/v3/conversations/{Segment(reference.Conversation)}/activities";
        return new Uri(replyTo is null ? activities : $"{activities}/{Segment(replyTo)}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }

    private static string Segment(string id) => id is "." or ".." ? id.Replace(".", "%2E", StringComparison.Ordinal) : Uri.EscapeDataString(id);

    private async Task<Delivery> SettleAsync(OutboxRow row, HttpResponseMessage response, CancellationToken cancellation)
    {
        var (status, code) = ((int)response.StatusCode, ((int)response.StatusCode).ToString());
        return status switch
        {
            >= 200 and < 300 => Delivery.Left(await IdAsync(response, cancellation)),
            403 => Delivery.Refused(OutboxRow.Blocked),
            412 or 429 or >= 500 => Delivery.Again(code, Longer(Told(response.Headers.RetryAfter), Pause(row))),
            _ => Delivery.Refused(code),
        };
    }

    // Twice as long each time: 1, 2, 4 seconds… up to an hour.
    private static TimeSpan Pause(OutboxRow row)
    {
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Clamp(row.Attempts - 1, 0, 20)));
        return pause < s_longestWait ? pause : s_longestWait;
    }

    private TimeSpan Told(RetryConditionHeaderValue? header)
    {
        var told = header?.Delta ?? (header?.Date is { } date ? date - clock.GetUtcNow() : TimeSpan.Zero);
        return told < s_longestWait ? told : s_longestWait;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    // What the channel calls it is only for the record: an answer that cannot be read, or does not end, has still taken the message.
    private static async Task<string?> IdAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_patienceForId);
        try
        {
            await response.Content.LoadIntoBufferAsync(MaxAnswer, limit.Token);
            var answer = await response.Content.ReadFromJsonAsync<Resource>(limit.Token);
            return answer?.Id is { Length: > 0 and <= 200 } id ? id : null;
        }
        catch (Exception fault) when (fault is JsonException or HttpRequestException or IOException or OperationCanceledException or InvalidOperationException)
        {
            return null;
        }
    }

    private sealed record Resource(string? Id);
}
