using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using ResidentHub.Data;
using ResidentHub.Notifications;
using ResidentHub.Tests.Support;
using ResidentHub.Web.Background;

namespace ResidentHub.Tests.Notifications;

public sealed class OutboxTests : IDisposable
{
    private readonly TestHub _hub = new();
    private readonly List<string> _sent = [];

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task A_mail_that_fails_stops_no_other_and_counts_as_tried()
    {
        Add("broken@exemple.fr", "receipt");
        Add("ines@exemple.fr", "receipt");
        Assert.Equal(1, await RunAsync());
        Assert.Equal(["ines@exemple.fr"], _sent);
        Assert.Equal((OutboxState.Pending, 1), StateOf("broken@exemple.fr"));
    }

    [Fact]
    public async Task An_address_that_is_none_has_failed_for_good()
    {
        Add("ines@", "receipt");
        Assert.Equal(0, await RunAsync());
        Assert.Equal((OutboxState.Failed, 1), StateOf("ines@"));
        Assert.Empty(_sent);
    }

    [Fact]
    public async Task Duty_alerts_leave_first()
    {
        Add("ines@exemple.fr", "receipt");
        Add("officer@exemple.fr", OutboxRow.Alert);
        Assert.Equal(2, await RunAsync());
        Assert.Equal(["officer@exemple.fr", "ines@exemple.fr"], _sent);
    }

    [Fact]
    public async Task A_mail_server_that_never_answers_is_not_waited_for()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var settings = new MailSettings("127.0.0.1", ((IPEndPoint)silent.LocalEndpoint).Port, null, null, "hub@exemple.fr") { Patience = TimeSpan.FromMilliseconds(200) };
        var row = Add("ines@exemple.fr", "receipt");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new MailSender(settings, NullLogger<MailSender>.Instance).SendAsync(row, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private Task<int> RunAsync()
    {
        var senders = new Dictionary<OutboxKind, Send> { [OutboxKind.Email] = SendAsync };
        return new OutboxRelay(_hub, senders, _hub.Clock, NullLogger<OutboxRelay>.Instance).RunAsync(CancellationToken.None);
    }

    private Task<bool> SendAsync(OutboxRow row, CancellationToken cancellation)
    {
        if (row.Address.StartsWith("broken", StringComparison.Ordinal))
            throw new FormatException(row.Address);
        _sent.Add(row.Address);
        return Task.FromResult(true);
    }

    private OutboxRow Add(string address, string purpose)
    {
        _hub.Clock.Advance(TimeSpan.FromSeconds(1));
        var now = _hub.Clock.GetUtcNow();
        var row = new OutboxRow { Kind = OutboxKind.Email, Address = address, Body = "", Purpose = purpose, CreatedAt = now, NotBefore = now, RetainUntil = now.AddDays(1) };
        using var db = _hub.CreateDbContext();
        db.Add(row);
        db.SaveChanges();
        return row;
    }

    private (OutboxState State, int Attempts) StateOf(string address)
    {
        using var db = _hub.CreateDbContext();
        var row = db.Outbox().Single(one => one.Address == address);
        return (row.State, row.Attempts);
    }
}
