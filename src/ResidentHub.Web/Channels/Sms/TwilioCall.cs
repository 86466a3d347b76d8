using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace ResidentHub.Web.Channels.Sms;

/// <summary>A call of the provider as it came: nothing of it is believed before its signature.</summary>
/// <param name="Target">Path and query as they were sent.</param>
/// <param name="Body">The raw body; what a hash is taken of.</param>
public sealed record TwilioCall(string Target, bool IsGet, string? ContentType, byte[] Body, string? Signature)
{
    private const int MaxBody = 64 * 1024;

    private const string BodyHash = "bodySHA256";

    private IReadOnlyList<KeyValuePair<string, string>> Query => field ??= Pairs(Target.IndexOf('?') is >= 0 and var at ? Target[(at + 1)..] : "");

    private IReadOnlyList<KeyValuePair<string, string>> Form => field ??= IsGet || IsJson ? [] : Pairs(System.Text.Encoding.UTF8.GetString(Body));

    private bool IsJson => ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Reads a call; null when it is longer than any of the provider's.</summary>
    public static async Task<TwilioCall?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var room = new byte[8 * 1024];
        for (int read; (read = await request.Body.ReadAsync(room, cancellation)) > 0;)
        {
            if (body.Length + read > MaxBody)
                return null;
            body.Write(room, 0, read);
        }

        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget;
        return new TwilioCall(
            target?.StartsWith('/') == true ? target : request.PathBase.Add(request.Path).ToUriComponent() + request.QueryString, HttpMethods.IsGet(request.Method), request.ContentType, body.ToArray(),
            request.Headers["X-Twilio-Signature"].FirstOrDefault());
    }

    /// <summary>
    /// Whether one of the tokens signed it: a form with its fields; a body of another kind by the hash of it in the address. Parameters of a GET stand in
    /// the address.
    /// </summary>
    public bool IsSignedBy(SmsSettings settings)
    {
        var url = settings.PublicBaseUrl + Target;
        if (!IsJson && TwilioSignature.IsRight(Signature, settings.Tokens, url, Form))
            return true;
        return Find(Query, BodyHash) is { } hash && TwilioSignature.IsRight(Signature, settings.Tokens, url, [])
            && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(hash), System.Text.Encoding.UTF8.GetBytes(Convert.ToHexStringLower(SHA256.HashData(Body))));
    }

    /// <summary>The fields of a signed call; null when its body cannot be read.</summary>
    public Func<string, string?>? Fields()
    {
        if (!IsJson)
            return name => Find(IsGet ? Query : Form, name);
        try
        {
            using var json = JsonDocument.Parse(Body);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            var fields = json.RootElement.EnumerateObject().Where(field => field.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number).Select(field => KeyValuePair.Create(field.Name, field.Value.ToString())).ToList();
            return name => Find(fields, name);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Find(IReadOnlyList<KeyValuePair<string, string>> pairs, string name) => pairs.Where(pair => pair.Key == name && pair.Value.Length > 0).Select(pair => pair.Value).FirstOrDefault();

    // Names differ by their case, and a name may stand there without a value: the framework's own reader knows neither.
    private static List<KeyValuePair<string, string>> Pairs(string text) =>
        [.. text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair => KeyValuePair.Create(WebUtility.UrlDecode(pair[0]), pair.Length > 1 ? WebUtility.UrlDecode(pair[1]) : ""))];
}
