using System.Net;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Requests;
using ResidentHub.Tests.Web;
using ResidentHub.Web.Channels.Sms;

namespace ResidentHub.Tests.Channels.Sms;

/// <summary>The real server with an account at a provider that stands on this machine, and phones that write to it.</summary>
public sealed class Texting : IAsyncLifetime
{
    public const string Account = "AC00000000000000000000000000000001", Token = "token-one", OldToken = "token-two", HubNumber = "+33639980030", Site = "https://hub.example";

    private readonly (string, string)[] _settings;
    private HttpClient _client = null!;
    private int _sids;
    private int _numbers = 1_000;

    public Texting()
        : this([])
    {
    }

    internal Texting(params (string, string)[] settings) => _settings = settings;

    public TwilioStub Twilio { get; private set; } = null!;

    public WebHub Hub { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Twilio = await TwilioStub.StartAsync();
        var settings = new Dictionary<string, string>
        {
            ["Twilio:AccountSid"] = Account, ["Twilio:AuthToken"] = Token, ["Twilio:SecondaryAuthToken"] = OldToken, ["Twilio:FromNumber"] = HubNumber, ["Twilio:ApiBaseUrl"] = Twilio.Url, ["PublicBaseUrl"] = Site,
        };
        foreach (var (name, value) in _settings)
            settings[name] = value;
        Hub = new WebHub { Settings = settings };
        _client = Hub.CreateDefaultClient();
    }

    public async Task DisposeAsync()
    {
        await Hub.DisposeAsync();
        await Twilio.DisposeAsync();
    }

    /// <summary>A number nobody has written from yet.</summary>
    public string NewNumber() => $"+3363998{Interlocked.Increment(ref _numbers):0000}";

    /// <summary>The fields of a message as Twilio's documentation lists them.</summary>
    public Dictionary<string, string> Message(string from, string body, params (string Name, string Value)[] more)
    {
        var sid = $"SM{Interlocked.Increment(ref _sids):x32}";
        var fields = new Dictionary<string, string>
        {
            ["ToCountry"] = "FR", ["ToState"] = "", ["SmsMessageSid"] = sid, ["NumMedia"] = "0", ["ToCity"] = "", ["FromZip"] = "", ["SmsSid"] = sid, ["FromState"] = "", ["SmsStatus"] = "received", ["FromCity"] = "",
            ["Body"] = body, ["FromCountry"] = "FR", ["To"] = HubNumber, ["ToZip"] = "", ["NumSegments"] = "1", ["MessageSid"] = sid, ["AccountSid"] = Account, ["From"] = from, ["ApiVersion"] = "2010-04-01",
        };
        foreach (var (name, value) in more)
            fields[name] = value;
        return fields;
    }

    /// <summary>Posts a form, signed as Twilio signs it.</summary>
    public Task<WebAnswer> PostAsync(Dictionary<string, string> fields, string path = SmsDoor.MessagePath, string token = Token) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) }, TwilioSignature.Of(token, Site + path, fields));

    public async Task<WebAnswer> SendAsync(HttpRequestMessage request, string? signature)
    {
        if (signature is not null)
            request.Headers.Add("X-Twilio-Signature", signature);
        Hub.Clock.Advance(TimeSpan.FromSeconds(1));
        using var response = await _client.SendAsync(request);
        return await WebAnswer.ReadAsync(response);
    }

    /// <summary>Writes a message and waits until all is done that it brings about; gives what was sent to the number for it.</summary>
    public async Task<IReadOnlyList<string>> SayAsync(string from, string body, params (string Name, string Value)[] more)
    {
        var before = Twilio.Sendings.Count;
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Message(from, body, more))).Status);
        await SettleAsync();
        return [.. Twilio.Sendings.Skip(before).Where(sending => sending.To == from).Select(sending => sending.Body)];
    }

    /// <summary>Waits until nothing of what came in or goes out is left to do now.</summary>
    public async Task SettleAsync()
    {
        for (var i = 0; i < 600; i++)
        {
            await using (var db = Hub.Db())
            {
                var now = Hub.Clock.GetUtcNow();
                if (!await db.Inbox().AnyAsync(row => row.DoneAt == null && row.NotBefore <= now)
                    && !await db.Outbox().AnyAsync(row => row.Kind == OutboxKind.Sms && (row.State == OutboxState.Sending || (row.State == OutboxState.Pending && row.NotBefore <= now))))
                    return;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException("Something is still to be done after twelve seconds.");
    }

    /// <summary>The clock goes on, and what waited for its time is done.</summary>
    public async Task WaitAsync(TimeSpan by)
    {
        Hub.Clock.Advance(by);
        Hub.Get<OutboxSignal>().WakeAll();
        Hub.Get<SmsInbox>().Wake();
        await SettleAsync();
    }

    public IReadOnlyList<OutboxRow> Outbox(string number)
    {
        using var db = Hub.Db();
        return [.. db.Outbox().AsNoTracking().Where(row => row.Kind == OutboxKind.Sms && row.Address == number).OrderBy(row => row.CreatedAt).ThenBy(row => row.Piece)];
    }

    public IReadOnlyList<ServiceRequest> Requests(string number)
    {
        using var db = Hub.Db();
        return [.. db.Requests().AsNoTracking().Where(request => db.Conversations().Any(row => row.Id == request.ConversationId && row.Address == number)).OrderBy(request => request.CreatedAt)];
    }

    /// <summary>What the number wrote, as it was kept.</summary>
    public IReadOnlyList<Message> Written(string number)
    {
        using var db = Hub.Db();
        return [.. ChannelConversations.Of(db, ChannelNames.Sms, number).Join(db.Messages(), row => row.Id, message => message.ConversationId, (_, message) => message).Where(message => message.Author == Author.Resident).OrderBy(message => message.Number)];
    }
}

/// <summary>Test classes of this collection share one server, so that it starts once.</summary>
[CollectionDefinition(Name)]
public sealed class OneNetwork : ICollectionFixture<Texting>
{
    public const string Name = "sms";
}
