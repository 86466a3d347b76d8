using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Notifications;
using ResidentHub.Tests.Support;
using ResidentHub.Web.Background;

namespace ResidentHub.Tests.Notifications;

public sealed class OutboxTests : IDisposable
{
    private const string Ines = "ines@exemple.fr", Samir = "samir@exemple.fr", Phone = "+33639980001", OtherPhone = "+33639980002";

    private readonly TestHub _hub = new();
    private readonly List<string> _sent = [];
    private readonly Dictionary<string, Func<Delivery>> _providers = [];

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task A_mail_that_fails_stops_no_other_and_counts_as_tried()
    {
        _providers["broken@exemple.fr"] = () => throw new FormatException();
        Mail("broken@exemple.fr", "receipt");
        Mail(Ines, "receipt");
        Assert.Equal(1, await RunAsync(Mails));
        Assert.Equal([Ines], _sent);
        Assert.Equal((OutboxState.Pending, 1), StateOf("broken@exemple.fr"));
    }

    [Fact]
    public async Task An_address_that_is_none_has_failed_for_good()
    {
        Mail("ines@", "receipt");
        Assert.Equal(0, await RunAsync(new Sender(OutboxKind.Email, new MailSender(new MailSettings("127.0.0.1", 1, null, null, "hub@exemple.fr"), NullLogger<MailSender>.Instance).SendAsync)));
        Assert.Equal((OutboxState.Failed, 1), StateOf("ines@"));
    }

    [Fact]
    public async Task Duty_alerts_leave_first()
    {
        Mail(Ines, "receipt");
        Mail("officer@exemple.fr", OutboxRow.Alert);
        Assert.Equal(2, await RunAsync(Mails));
        Assert.Equal(["officer@exemple.fr", Ines], _sent);
    }

    [Fact]
    public async Task A_mail_to_be_tried_again_holds_back_no_mail_of_the_same_address()
    {
        var first = true;
        _providers[Ines] = () => first && !(first = false) ? Delivery.Again("busy") : Delivery.Left();
        Mail(Ines, "first");
        Mail(Ines, "second");
        Assert.Equal(1, await RunAsync(Mails));
    }

    [Fact]
    public async Task A_mail_server_that_never_answers_is_not_waited_for()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var settings = new MailSettings("127.0.0.1", ((IPEndPoint)silent.LocalEndpoint).Port, null, null, "hub@exemple.fr") { Patience = TimeSpan.FromMilliseconds(200) };
        var row = Mail(Ines, "receipt");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new MailSender(settings, NullLogger<MailSender>.Instance).SendAsync(row, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task What_is_tried_again_waits_twice_as_long_each_time_and_has_failed_after_six_tries()
    {
        _providers[Ines] = () => Delivery.Again("busy");
        Mail(Ines, "receipt");
        var waits = new List<double>();
        for (var since = _hub.Clock.GetUtcNow(); StateOf(Ines).State == OutboxState.Pending; _hub.Clock.Advance(TimeSpan.FromSeconds(1)))
        {
            var tried = StateOf(Ines).Attempts;
            await RunAsync(Mails);
            if (StateOf(Ines).Attempts == tried)
                continue;
            waits.Add((_hub.Clock.GetUtcNow() - since).TotalSeconds);
            since = _hub.Clock.GetUtcNow();
        }

        Assert.Equal([0, 30, 60, 120, 240, 480], waits);
        Assert.Equal((OutboxState.Failed, 6), StateOf(Ines));
    }

    [Fact]
    public async Task A_provider_says_itself_how_long_to_wait()
    {
        _providers[Phone] = () => Delivery.Again("429", TimeSpan.FromSeconds(3));
        Sms(Phone, "bonjour");
        await RunAsync(Texts);
        Assert.Equal(_hub.Clock.GetUtcNow().AddSeconds(3), RowOf("bonjour").NotBefore);
    }

    [Fact]
    public async Task One_to_be_tried_again_holds_back_those_after_it_to_the_same_address_and_no_other()
    {
        _providers["one"] = () => Delivery.Again("429");
        Sms(Phone, "one");
        Sms(Phone, "two");
        Sms(OtherPhone, "hello");
        await RunAsync(Texts);
        Assert.Equal(["one", "hello"], _sent);
        _providers.Clear();
        _hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(Texts);
        Assert.Equal(["one", "hello", "one", "two"], _sent);
    }

    [Fact]
    public async Task Pieces_of_one_message_leave_in_their_order()
    {
        var now = _hub.Clock.GetUtcNow();
        foreach (var piece in (int[])[2, 0, 1])
            Add(OutboxKind.Sms, Phone, $"piece {piece}", OutboxRow.Message, now, piece: piece);
        await RunAsync(Texts);
        Assert.Equal(["piece 0", "piece 1", "piece 2"], _sent);
    }

    [Fact]
    public async Task What_was_refused_holds_back_nobody()
    {
        _providers["one"] = () => Delivery.Refused("21610");
        Sms(Phone, "one");
        Sms(Phone, "two");
        Assert.Equal(1, await RunAsync(Texts));
        Assert.Equal((OutboxState.Failed, "21610"), (RowOf("one").State, RowOf("one").Error));
    }

    [Fact]
    public async Task What_speaks_of_a_danger_waits_for_no_other_message_and_keeps_its_own_order()
    {
        _providers["receipt"] = () => Delivery.Again("429");
        _providers["call 112"] = () => Delivery.Again("429", TimeSpan.FromSeconds(5));
        Sms(Phone, "receipt");
        var until = _hub.Clock.GetUtcNow().AddMinutes(5);
        Sms(Phone, "call 112", until);
        Sms(Phone, "an officer reads", until);
        await RunAsync(Texts);
        Assert.Equal(["call 112", "receipt"], _sent);
        _providers.Remove("call 112");
        _hub.Clock.Advance(TimeSpan.FromSeconds(5));
        await RunAsync(Texts);
        Assert.Equal(["call 112", "receipt", "call 112", "an officer reads"], _sent);
    }

    [Fact]
    public async Task What_speaks_of_a_danger_is_never_sent_too_late_even_while_it_waits_for_its_next_try()
    {
        _providers["call 112"] = () => Delivery.Again("429", TimeSpan.FromHours(1));
        Sms(Phone, "call 112", _hub.Clock.GetUtcNow().AddMinutes(5));
        await RunAsync(Texts);
        _hub.Clock.Advance(TimeSpan.FromMinutes(5));
        await RunAsync(Texts);
        Assert.Equal(["call 112"], _sent);
        Assert.Equal((OutboxState.Failed, "expired"), (RowOf("call 112").State, RowOf("call 112").Error));
    }

    [Fact]
    public async Task What_may_leave_once_only_is_marked_before_the_call_and_keeps_the_providers_id()
    {
        var during = OutboxState.Pending;
        _providers["bonjour"] = () =>
        {
            during = RowOf("bonjour").State;
            return Delivery.Left("SM1");
        };
        Sms(Phone, "bonjour");
        await RunAsync(Texts);
        Assert.Equal(OutboxState.Sending, during);
        Assert.Equal((OutboxState.Sent, "SM1"), (RowOf("bonjour").State, RowOf("bonjour").ProviderId));
    }

    [Fact]
    public async Task A_fault_in_the_call_leaves_what_may_leave_once_only_unknown()
    {
        _providers["bonjour"] = () => throw new HttpRequestException();
        Sms(Phone, "bonjour");
        Sms(Phone, "encore");
        await RunAsync(Texts);
        Assert.Equal(OutboxState.Unknown, RowOf("bonjour").State);
        Assert.Equal(["bonjour", "encore"], _sent);
    }

    [Fact]
    public async Task Found_half_sent_after_a_crash_it_is_unknown_where_nobody_can_look_it_up()
    {
        Sms(Phone, "bonjour", state: OutboxState.Sending);
        await RunAsync(Texts);
        Assert.Empty(_sent);
        Assert.Equal((OutboxState.Unknown, "crash"), (RowOf("bonjour").State, RowOf("bonjour").Error));
    }

    [Fact]
    public async Task Found_half_sent_after_a_crash_it_is_looked_up_and_sent_again_only_where_the_provider_has_it_not()
    {
        Sms(Phone, "left", state: OutboxState.Sending);
        Sms(OtherPhone, "never came", state: OutboxState.Sending);
        await RunAsync(Texts with { LookUp = (row, _) => Task.FromResult(row.Body == "left" ? Delivery.Left("SM7") : Delivery.Again("not-found", TimeSpan.Zero)) });
        Assert.Equal(["never came"], _sent);
        Assert.Equal((OutboxState.Sent, "SM7"), (RowOf("left").State, RowOf("left").ProviderId));
    }

    [Fact]
    public async Task A_hub_that_stops_during_the_call_looks_it_up_at_the_next_start()
    {
        using var stopping = new CancellationTokenSource();
        _providers["bonjour"] = () =>
        {
            stopping.Cancel();
            throw new OperationCanceledException(stopping.Token);
        };
        Sms(Phone, "bonjour");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(Texts, stopping.Token));
        Assert.Equal(OutboxState.Sending, RowOf("bonjour").State);
    }

    [Fact]
    public async Task What_is_taken_back_during_the_call_of_another_is_not_sent()
    {
        _providers["one"] = () =>
        {
            using var db = _hub.CreateDbContext();
            db.Outbox().Single(row => row.Body == "two").State = OutboxState.Cancelled;
            db.SaveChanges();
            return Delivery.Left();
        };
        Sms(Phone, "one");
        Sms(Phone, "two");
        await RunAsync(Texts);
        Assert.Equal(["one"], _sent);
    }

    [Fact]
    public async Task A_row_erased_during_its_call_stops_no_other()
    {
        _providers["one"] = () =>
        {
            using var db = _hub.CreateDbContext();
            db.Remove(db.Outbox().Single(row => row.Body == "one"));
            db.SaveChanges();
            return Delivery.Left("SM1");
        };
        Sms(Phone, "one");
        Sms(Phone, "two");
        await RunAsync(Texts);
        Assert.Equal(["one", "two"], _sent);
    }

    [Fact]
    public async Task A_provider_that_gives_one_id_twice_stops_nobody()
    {
        _providers[Phone] = () => Delivery.Left("SM1");
        Sms(Phone, "one");
        Sms(Phone, "two");
        Assert.Equal(2, await RunAsync(Texts));
    }

    [Fact]
    public async Task A_slow_address_keeps_no_other_waiting_where_several_are_sent_to_at_once()
    {
        var (slow, quick) = (new TaskCompletionSource<Delivery>(), new TaskCompletionSource());
        var sender = new Sender(OutboxKind.Activity, (row, _) =>
        {
            if (row.Address == "slow")
                return slow.Task;
            quick.TrySetResult();
            return Task.FromResult(Delivery.Left());
        }) { IsInOrder = true, AtOnce = 2 };
        Add(OutboxKind.Activity, "slow", "one", OutboxRow.Message, _hub.Clock.GetUtcNow());
        Add(OutboxKind.Activity, "slow", "two", OutboxRow.Message, _hub.Clock.GetUtcNow().AddMilliseconds(1));
        Add(OutboxKind.Activity, "quick", "one", OutboxRow.Message, _hub.Clock.GetUtcNow().AddMilliseconds(2));
        using var relay = Relay(sender);
        _hub.Clock.Advance(TimeSpan.FromSeconds(1));
        var runs = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => relay.RunAsync(CancellationToken.None))));
        await quick.Task.WaitAsync(TimeSpan.FromSeconds(30));
        slow.SetResult(Delivery.Left());
        Assert.Equal(3, (await runs).Sum());
    }

    [Fact]
    public async Task A_row_leaves_as_soon_as_it_is_saved_and_a_kind_that_hangs_delays_no_other()
    {
        var left = new TaskCompletionSource();
        Sender[] senders =
        [
            new(OutboxKind.Email, (_, cancellation) => Task.Delay(Timeout.Infinite, cancellation).ContinueWith(_ => Delivery.Left(), TaskScheduler.Default)),
            new(OutboxKind.Sms, (_, _) =>
            {
                left.TrySetResult();
                return Task.FromResult(Delivery.Left());
            }) { IsAtMostOnce = true },
        ];
        using var worker = new OutboxWorker(senders, _hub.Get<OutboxSignal>(), _hub, _hub.Live, _hub.Clock, NullLogger<OutboxWorker>.Instance, NullLogger<OutboxRelay>.Instance);
        await worker.StartAsync(CancellationToken.None);
        Mail(Ines, "receipt");
        Sms(Phone, "bonjour");

        // The clock of the two-second sweep stands still: only the signal wakes.
        await left.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await worker.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Staff_who_have_the_request_are_told_of_what_did_not_surely_leave()
    {
        var talk = _hub.Talk();
        await talk.SayAsync("musique à fond toutes les nuits aux Tilleuls, bâtiment B");
        await talk.SayAsync("oui");
        var request = talk.Requests().Single();
        _providers["answer"] = () => Delivery.Unknown("timeout");
        Add(OutboxKind.Sms, Phone, "answer", "answer", _hub.Clock.GetUtcNow(), request: request.Id);
        await RunAsync(Texts);
        using var db = _hub.CreateDbContext();
        Assert.Equal(request.Lead, db.Notices().Single(notice => notice.Kind == "not_sent").Department);
    }

    private Sender Mails => new(OutboxKind.Email, SendAsync);

    private Sender Texts => new(OutboxKind.Sms, SendAsync) { IsAtMostOnce = true, IsInOrder = true };

    private OutboxRelay Relay(Sender sender) => new(_hub, sender, _hub.Get<OutboxSignal>(), _hub.Live, _hub.Clock, NullLogger<OutboxRelay>.Instance);

    private async Task<int> RunAsync(Sender sender, CancellationToken cancellation = default)
    {
        using var relay = Relay(sender);
        return await relay.RunAsync(cancellation);
    }

    // A provider is known by the address or by the words; one that is not takes everything.
    private Task<Delivery> SendAsync(OutboxRow row, CancellationToken cancellation)
    {
        var provider = _providers.GetValueOrDefault(row.Body) ?? _providers.GetValueOrDefault(row.Address);
        if (row.Kind == OutboxKind.Sms)
            _sent.Add(row.Body);
        var delivery = provider?.Invoke() ?? Delivery.Left();
        if (row.Kind == OutboxKind.Email && delivery.State == OutboxState.Sent)
            _sent.Add(row.Address);
        return Task.FromResult(delivery);
    }

    private OutboxRow Mail(string address, string purpose)
    {
        _hub.Clock.Advance(TimeSpan.FromSeconds(1));
        return Add(OutboxKind.Email, address, "", purpose, _hub.Clock.GetUtcNow());
    }

    private void Sms(string address, string body, DateTimeOffset? expires = null, OutboxState state = OutboxState.Pending)
    {
        _hub.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Add(OutboxKind.Sms, address, body, OutboxRow.Message, _hub.Clock.GetUtcNow(), expires: expires, state: state);
    }

    private OutboxRow Add(OutboxKind kind, string address, string body, string purpose, DateTimeOffset now, int piece = 0, DateTimeOffset? expires = null, OutboxState state = OutboxState.Pending, Guid? request = null)
    {
        var row = new OutboxRow { Kind = kind, Address = address, Body = body, Purpose = purpose, CreatedAt = now, NotBefore = now, Piece = piece, Expires = expires, State = state, RequestId = request, RetainUntil = now.AddDays(1) };
        using var db = _hub.CreateDbContext();
        db.Add(row);
        db.SaveChanges();
        return row;
    }

    private OutboxRow RowOf(string body)
    {
        using var db = _hub.CreateDbContext();
        return db.Outbox().Single(one => one.Body == body);
    }

    private (OutboxState State, int Attempts) StateOf(string address)
    {
        using var db = _hub.CreateDbContext();
        var row = db.Outbox().Single(one => one.Address == address);
        return (row.State, row.Attempts);
    }
}
