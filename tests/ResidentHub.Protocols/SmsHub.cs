using System.Net;
using System.Text;
using ResidentHub.Browser;

namespace ResidentHub.Protocols;

/// <summary>A hub with an account at a network on this machine, and Twilio's own code to sign what the network hands in.</summary>
public sealed class SmsHub : IAsyncLifetime
{
    public const string Token = "the token of these tests", OldToken = "the token before", MessagePath = "/api/twilio/sms", StatusPath = "/api/twilio/status";

    private const string Account = "AC00000000000000000000000000000001", Number = "+33639980030";

    private HttpClient Http { get; } = new();

    private SemaphoreSlim OneSigns { get; } = new(1, 1);

    private NodeScript Signs { get; } = NodeScript.Start("sign.mjs");

    public TwilioNetwork Network { get; private set; } = null!;

    public HubServer Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Network = await TwilioNetwork.StartAsync();
        Server = new HubServer(
            ("Twilio__AccountSid", Account), ("Twilio__AuthToken", Token), ("Twilio__SecondaryAuthToken", OldToken), ("Twilio__FromNumber", Number), ("Twilio__ApiBaseUrl", Network.Url), ("RateLimits__Sms", "1000"));
        await Server.StartAsync();
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        OneSigns.Dispose();
        Signs.Dispose();
        Server.Dispose();
        await Network.DisposeAsync();
    }

    /// <summary>The fields of a message as the network hands it in.</summary>
    public static Dictionary<string, object> Message(string sid, string from, string body) => new()
    {
        ["MessageSid"] = sid, ["SmsSid"] = sid, ["SmsMessageSid"] = sid, ["AccountSid"] = Account, ["From"] = from, ["To"] = Number, ["Body"] = body, ["NumMedia"] = "0", ["NumSegments"] = "1", ["SmsStatus"] = "received",
        ["ApiVersion"] = "2010-04-01", ["FromCity"] = "", ["FromCountry"] = "FR",
    };

    /// <summary>A form as Twilio posts it: a field with several values is an array.</summary>
    public async Task<HttpStatusCode> PostAsync(Dictionary<string, object> fields, string path = MessagePath, string token = Token, Func<string, string>? altered = null)
    {
        var signature = await SignAsync(new { token, url = Server.Url + path, fields });
        var pairs = fields.SelectMany(field => field.Value is string[] several ? several.Select(value => KeyValuePair.Create(field.Key, value)) : [KeyValuePair.Create(field.Key, (string)field.Value)]);
        using var form = new FormUrlEncodedContent(pairs);
        var body = await form.ReadAsStringAsync();
        return await SendAsync(path, new StringContent(altered?.Invoke(body) ?? body, Encoding.UTF8, "application/x-www-form-urlencoded"), signature.Signature);
    }

    /// <summary>A body of JSON, signed by its hash.</summary>
    public async Task<HttpStatusCode> PostJsonAsync(string body, string path = MessagePath, Func<string, string>? altered = null)
    {
        var signature = await SignAsync(new { token = Token, url = Server.Url + path, body });
        return await SendAsync(signature.Url[Server.Url.Length..], new StringContent(altered?.Invoke(body) ?? body, Encoding.UTF8, "application/json"), signature.Signature);
    }

    /// <summary>A call with all its fields in the address.</summary>
    public async Task<HttpStatusCode> GetAsync(string target)
    {
        var signature = await SignAsync(new { token = Token, url = Server.Url + target });
        return await SendAsync(target, null, signature.Signature);
    }

    private async Task<HttpStatusCode> SendAsync(string target, HttpContent? content, string signature)
    {
        using var request = new HttpRequestMessage(content is null ? HttpMethod.Get : HttpMethod.Post, new Uri(Server.Url + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })) { Content = content };
        request.Headers.Add("X-Twilio-Signature", signature);
        using var response = await Http.SendAsync(request);
        return response.StatusCode;
    }

    // One call at a time: the script answers in the order in which it was asked.
    private async Task<(string Url, string Signature)> SignAsync(object call)
    {
        await OneSigns.WaitAsync();
        try
        {
            await Signs.TellAsync(call);
            var signed = await Signs.NextAsync(line => line.TryGetProperty("signature", out _));
            Assert.True(signed.GetProperty("isValid").GetBoolean());
            return (signed.GetProperty("url").GetString()!, signed.GetProperty("signature").GetString()!);
        }
        finally
        {
            OneSigns.Release();
        }
    }
}

[CollectionDefinition(nameof(SmsHub))]
public sealed class SmsCollection : ICollectionFixture<SmsHub>;
