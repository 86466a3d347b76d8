using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.People;
using ResidentHub.Pipeline;
using ResidentHub.Tests.Web;
using ResidentHub.Web.Channels.Sms;

namespace ResidentHub.Tests.Channels.Sms;

/// <summary>What leaves by the provider's REST API, and what becomes of it (C.57–C.61).</summary>
[Collection(OneNetwork.Name)]
public sealed class SendingTests(Texting texting) : IDisposable
{
    public void Dispose() => (texting.Twilio.Answer, texting.Twilio.OnGet) = (_ => Task.FromResult<IResult?>(null), _ => null);

    [Fact]
    public async Task C57_an_answer_is_sent_as_the_documentation_says()
    {
        var number = texting.NewNumber();
        var body = Assert.Single(await texting.SayAsync(number, "bonjour"));
        var sending = texting.Twilio.Sendings.Last(one => one.To == number);
        Assert.Equal($"/2010-04-01/Accounts/{Texting.Account}/Messages.json", sending.Path);
        Assert.Equal($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Texting.Account}:{Texting.Token}"))}", sending.Authorization);
        Assert.Equal(new Dictionary<string, string> { ["To"] = number, ["From"] = Texting.HubNumber, ["Body"] = body, ["StatusCallback"] = "https://hub.example/api/twilio/status" }, sending.Fields);
        var row = Assert.Single(texting.Outbox(number));
        Assert.Equal(OutboxState.Sent, row.State);
        Assert.StartsWith("SM", row.ProviderId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C57_a_messaging_service_sends_where_one_is_configured()
    {
        var service = new Texting(("Twilio:MessagingServiceSid", "MG1"), ("Twilio:PublicBaseUrl", "https://sms.example/"));
        await service.InitializeAsync();
        try
        {
            var message = service.Message("+33639980001", "bonjour");
            using var client = service.Hub.CreateDefaultClient();
            using var request = new HttpRequestMessage(HttpMethod.Post, SmsDoor.MessagePath) { Content = new FormUrlEncodedContent(message) };
            request.Headers.Add("X-Twilio-Signature", TwilioSignature.Of(Texting.Token, "https://sms.example" + SmsDoor.MessagePath, message));
            Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(request)).StatusCode);
            await service.SettleAsync();
            var fields = Assert.Single(service.Twilio.Sendings).Fields;
            Assert.Equal("MG1", fields["MessagingServiceSid"]);
            Assert.DoesNotContain("From", fields.Keys);
            Assert.Equal("https://sms.example/api/twilio/status", fields["StatusCallback"]);
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    [Fact]
    public async Task C57_what_speaks_of_a_danger_is_valid_for_ten_minutes_at_most()
    {
        var number = texting.NewNumber();
        var body = Assert.Single(await texting.SayAsync(number, "mon mari me frappe"));
        Assert.Contains("3919", body, StringComparison.Ordinal);
        Assert.EndsWith("Effacez ce message.", body, StringComparison.Ordinal);
        Assert.InRange(int.Parse(texting.Twilio.Sendings.Last(one => one.To == number).Fields["ValidityPeriod"]), 1, 600);
    }

    [Theory]
    [InlineData(400, 21408)]
    [InlineData(400, 21608)]
    [InlineData(400, 21612)]
    [InlineData(400, 21617)]
    [InlineData(400, 63038)]
    [InlineData(404, 20404)]
    public async Task C58_what_the_provider_refuses_has_failed_with_its_code_and_is_not_tried_again(int status, int code)
    {
        var number = texting.NewNumber();
        texting.Twilio.Answer = _ => Task.FromResult<IResult?>(TwilioStub.Error(status, code));
        await texting.SayAsync(number, "bonjour");
        await texting.WaitAsync(TimeSpan.FromHours(1));
        var row = Assert.Single(texting.Outbox(number));
        Assert.Equal((OutboxState.Failed, $"{code}", 1), (row.State, row.Error, row.Attempts));
    }

    [Theory]
    [InlineData("<html>no json</html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"code\":{}}")]
    public async Task C58_a_refusal_without_a_code_is_known_by_its_status(string body)
    {
        var number = texting.NewNumber();
        texting.Twilio.Answer = _ => Task.FromResult<IResult?>(Results.Text(body, statusCode: 403));
        await texting.SayAsync(number, "bonjour");
        Assert.Equal((OutboxState.Failed, "http-403"), (Assert.Single(texting.Outbox(number)).State, texting.Outbox(number)[0].Error));
    }

    [Fact]
    public async Task C58_too_many_at_once_is_tried_again_later_and_later_and_leaves_once()
    {
        var number = texting.NewNumber();
        var refusals = 2;
        texting.Twilio.Answer = _ => Task.FromResult<IResult?>(refusals-- > 0 ? TwilioStub.Error(429, 20429) : null);
        await texting.SayAsync(number, "bonjour");
        Assert.Equal((OutboxState.Pending, "20429"), (texting.Outbox(number)[0].State, texting.Outbox(number)[0].Error));
        await texting.WaitAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(OutboxState.Pending, texting.Outbox(number)[0].State);
        await texting.WaitAsync(TimeSpan.FromSeconds(6));
        Assert.Equal((OutboxState.Sent, 3), (texting.Outbox(number)[0].State, texting.Outbox(number)[0].Attempts));
    }

    [Fact]
    public async Task C58_a_number_that_opted_out_is_never_written_to_again()
    {
        var number = texting.NewNumber();
        texting.Twilio.Answer = _ => Task.FromResult<IResult?>(TwilioStub.Error(400, 21610));
        await texting.SayAsync(number, "bonjour");
        Assert.Equal((OutboxState.Failed, "21610"), (texting.Outbox(number)[0].State, texting.Outbox(number)[0].Error));
        texting.Twilio.Answer = _ => Task.FromResult<IResult?>(null);
        Assert.Empty(await texting.SayAsync(number, "il y a quelqu'un ?"));
        await using var db = texting.Hub.Db();
        Assert.True(await KnownNumbers.IsStoppedAsync(db, number, CancellationToken.None));
    }

    [Theory]
    [InlineData(21211)]
    [InlineData(21614)]
    public async Task C58_a_number_that_takes_no_text_messages_becomes_a_call_for_staff(int code)
    {
        var number = texting.NewNumber();
        texting.Twilio.Answer = _ => Task.FromResult<IResult?>(TwilioStub.Error(400, code));
        await texting.SayAsync(number, "plus d'eau chaude aux Tilleuls bâtiment B, totalement");
        await using (var db = texting.Hub.Db())
        {
            var handOver = await db.HandOvers().SingleAsync(row => db.Conversations().Any(talk => talk.Id == row.ConversationId && talk.Address == number));
            Assert.Equal(("to_call", "agency"), (handOver.Why, handOver.Department));
            var page = await (await texting.Hub.SignInAsync("catherine")).GetAsync($"/staff/conversations/{handOver.Id}");
            Assert.NotNull(page.Html.QuerySelector($"a[href='tel:{number}']"));
        }
    }

    [Fact]
    public async Task C58_of_a_request_it_becomes_a_call_for_who_has_the_request()
    {
        var number = texting.NewNumber();
        await texting.SayAsync(number, "le radiateur ne chauffe plus du tout aux Tilleuls bâtiment B");
        await texting.SayAsync(number, "1");
        var request = Assert.Single(texting.Requests(number));
        texting.Twilio.Answer = _ => Task.FromResult<IResult?>(TwilioStub.Error(400, 21614));
        await texting.Hub.Get<StaffReplies>().WriteAsync(texting.Hub.Staff("rachid"), request.Reference, "w1", "Nous passons demain", waitsForAnswer: false, CancellationToken.None);
        await texting.SettleAsync();
        await using var db = texting.Hub.Db();
        Assert.True(await db.Events().AnyAsync(one => one.SubjectId == request.Id && one.Kind == "request.to_call"));
        Assert.True(await db.Notices().AnyAsync(notice => notice.RequestId == request.Id && notice.Kind == "to_call"));
        Assert.Contains("Son numéro ne reçoit pas de SMS", (await (await texting.Hub.SignInAsync("rachid")).GetAsync($"/staff/requests/{request.Reference}")).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+33353010077")]
    [InlineData("+32470000001")]
    [InlineData("36179")]
    public async Task C71_who_wrote_is_answered_whatever_the_number_looks_like(string number)
    {
        Assert.Single(await texting.SayAsync(number, "bonjour"));
        Assert.Equal(OutboxState.Sent, Assert.Single(texting.Outbox(number)).State);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(302)]
    [InlineData(408)]
    public async Task C59_what_may_have_been_taken_is_unknown_and_never_sent_again(int status)
    {
        var number = texting.NewNumber();
        texting.Twilio.Answer = _ => Task.FromResult<IResult?>(Results.Text("oops", statusCode: status));
        await texting.SayAsync(number, "bonjour");
        texting.Twilio.Answer = _ => Task.FromResult<IResult?>(null);
        await texting.WaitAsync(TimeSpan.FromHours(2));
        var row = Assert.Single(texting.Outbox(number));
        Assert.Equal((OutboxState.Unknown, $"http-{status}", 1), (row.State, row.Error, row.Attempts));
        Assert.Single(texting.Twilio.Sendings, sending => sending.To == number);
    }

    [Fact]
    public async Task C59_after_an_answer_that_says_nothing_the_providers_list_is_asked()
    {
        var number = texting.NewNumber();
        texting.Twilio.Answer = _ => Task.FromResult<IResult?>(Results.Text("oops", statusCode: 500));
        texting.Twilio.OnGet = context => Results.Json(new
        {
            messages = new object[]
            {
                new { sid = "SMother", body = "autre chose", direction = "outbound-api", to = number, date_created = "Mon, 23 Nov 2026 23:00:00 +0000" },
                new { sid = "SMfound", body = texting.Twilio.Sendings.Last(one => one.To == number).Body, direction = "outbound-api", to = number, status = "sent", date_created = (string?)null },
            },
        });
        await texting.SayAsync(number, "bonjour");
        var row = Assert.Single(texting.Outbox(number));
        Assert.Equal((OutboxState.Sent, "SMfound"), (row.State, row.ProviderId));
        var (path, authorization) = texting.Twilio.Gets.Last();
        Assert.Contains($"To={Uri.EscapeDataString(number)}&DateSent={row.NotBefore.UtcDateTime:yyyy-MM-dd}", path, StringComparison.Ordinal);
        Assert.StartsWith("Basic ", authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C59_a_connection_that_breaks_after_the_call_leaves_it_unknown()
    {
        using var breaks = new TcpListener(IPAddress.Loopback, 0);
        breaks.Start();
        var service = new Texting(("Twilio:ApiBaseUrl", $"http://127.0.0.1:{((IPEndPoint)breaks.LocalEndpoint).Port}"));
        await service.InitializeAsync();
        try
        {
            var broken = Task.Run(async () =>
            {
                while (true)
                {
                    using var caller = await breaks.AcceptTcpClientAsync();
                    _ = await caller.GetStream().ReadAsync(new byte[4096]);
                }
            });
            await service.SayAsync("+33639980001", "bonjour");
            Assert.Equal((OutboxState.Unknown, 1), (service.Outbox("+33639980001")[0].State, service.Outbox("+33639980001")[0].Attempts));
            _ = broken;
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    [Fact]
    public async Task C59_a_connection_refused_is_tried_again_and_leaves_once()
    {
        var port = FreePort();
        var service = new Texting(("Twilio:ApiBaseUrl", $"http://127.0.0.1:{port}"));
        await service.InitializeAsync();
        try
        {
            await service.SayAsync("+33639980001", "bonjour");
            Assert.Equal((OutboxState.Pending, "connection"), (service.Outbox("+33639980001")[0].State, service.Outbox("+33639980001")[0].Error));
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            var answers = Task.Run(async () =>
            {
                using var caller = await listener.AcceptTcpClientAsync();
                _ = await caller.GetStream().ReadAsync(new byte[4096]);
                await caller.GetStream().WriteAsync("HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 13\r\nConnection: close\r\n\r\n{\"sid\":\"SM1\"}"u8.ToArray());
            });
            await service.WaitAsync(TimeSpan.FromSeconds(3));
            await answers.WaitAsync(TimeSpan.FromSeconds(10));
            Assert.Equal((OutboxState.Sent, "SM1", 2), (service.Outbox("+33639980001")[0].State, service.Outbox("+33639980001")[0].ProviderId, service.Outbox("+33639980001")[0].Attempts));
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    [Fact]
    public async Task C60_one_message_is_sent_at_a_time()
    {
        var (now, most) = (0, 0);
        texting.Twilio.Answer = async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Delay(20);
            Interlocked.Decrement(ref now);
            return null;
        };
        foreach (var number in Enumerable.Range(0, 6).Select(_ => texting.NewNumber()))
            await texting.PostAsync(texting.Message(number, "bonjour"));
        await texting.SettleAsync();
        Assert.Equal(1, most);
    }

    [Theory]
    [InlineData("sent,delivered", OutboxState.Sent, true)]
    [InlineData("delivered,sent,queued", OutboxState.Sent, true)]
    [InlineData("delivered,undelivered", OutboxState.Sent, true)]
    [InlineData("undelivered,delivered,sent", OutboxState.Failed, false)]
    [InlineData("sending,failed", OutboxState.Failed, false)]
    [InlineData("read", OutboxState.Sent, true)]
    [InlineData("canceled", OutboxState.Failed, false)]
    [InlineData("accepted,scheduled,partially_delivered,receiving,something-new", OutboxState.Sent, false)]
    public async Task C61_news_are_taken_by_their_rank_in_whatever_order_they_come(string statuses, OutboxState state, bool isDelivered)
    {
        var number = texting.NewNumber();
        await texting.SayAsync(number, "bonjour");
        foreach (var status in statuses.Split(','))
        {
            Assert.Equal(HttpStatusCode.NoContent, (await NewsAsync(texting.Outbox(number)[0].ProviderId!, status, number)).Status);
            await texting.SettleAsync();
        }

        var row = Assert.Single(texting.Outbox(number));
        Assert.Equal((state, isDelivered), (row.State, row.DeliveredAt is not null));
    }

    [Fact]
    public async Task C61_news_that_come_before_the_answer_to_the_sending_are_not_lost()
    {
        var number = texting.NewNumber();
        texting.Twilio.Answer = async sending =>
        {
            if (sending.To == number)
                await NewsAsync("SMearly", "undelivered", number, "30003");
            return Results.Json(new { sid = "SMearly", status = "queued" }, statusCode: 201);
        };
        await texting.SayAsync(number, "bonjour");
        await texting.WaitAsync(TimeSpan.FromSeconds(10));
        var row = Assert.Single(texting.Outbox(number));
        Assert.Equal((OutboxState.Failed, "30003", "SMearly"), (row.State, row.Error, row.ProviderId));
    }

    [Fact]
    public async Task C61_news_settle_what_was_unknown()
    {
        var number = texting.NewNumber();
        texting.Twilio.Answer = _ => Task.FromResult<IResult?>(Results.Text("oops", statusCode: 500));
        await texting.SayAsync(number, "bonjour");
        await NewsAsync("SMlate", "delivered", number);
        await texting.SettleAsync();
        var row = Assert.Single(texting.Outbox(number));
        Assert.Equal((OutboxState.Sent, "SMlate"), (row.State, row.ProviderId));
    }

    [Fact]
    public async Task C61_news_of_a_message_nobody_knows_are_taken_kindly()
    {
        Assert.Equal(HttpStatusCode.NoContent, (await NewsAsync("SMnobody", "delivered", texting.NewNumber())).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await NewsAsync("SMnobody", "delivered", texting.NewNumber())).Status);
        await texting.WaitAsync(TimeSpan.FromMinutes(11));
        await using var db = texting.Hub.Db();
        Assert.NotNull((await db.Inbox().SingleAsync(row => row.ProviderId == "SMnobody:delivered")).DoneAt);
    }

    [Fact]
    public async Task C58_a_landline_found_out_on_the_way_becomes_a_call_and_a_block_a_STOP()
    {
        var (landline, blocked) = (texting.NewNumber(), texting.NewNumber());
        await texting.SayAsync(landline, "bonjour");
        await texting.SayAsync(blocked, "bonjour");
        await NewsAsync(texting.Outbox(landline)[0].ProviderId!, "undelivered", landline, "30006");
        await NewsAsync(texting.Outbox(blocked)[0].ProviderId!, "failed", blocked, "21610");
        await texting.SettleAsync();
        await using var db = texting.Hub.Db();
        Assert.True(await db.HandOvers().AnyAsync(row => row.Why == "to_call" && db.Conversations().Any(talk => talk.Id == row.ConversationId && talk.Address == landline)));
        Assert.True(await KnownNumbers.IsStoppedAsync(db, blocked, CancellationToken.None));
    }

    [Fact]
    public async Task No_number_and_no_word_of_anybody_stands_in_the_log()
    {
        var number = texting.NewNumber();
        texting.Twilio.Answer = _ => Task.FromResult<IResult?>(Results.Text("oops", statusCode: 500));
        await texting.SayAsync(number, "Gardouille bonjour");
        Assert.DoesNotContain(number, texting.Hub.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Gardouille", texting.Hub.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Texting.Token, texting.Hub.Log.Text, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Task<WebAnswer> NewsAsync(string sid, string status, string to, string? error = null)
    {
        var fields = new Dictionary<string, string> { ["SmsSid"] = sid, ["SmsStatus"] = status, ["MessageStatus"] = status, ["To"] = to, ["MessageSid"] = sid, ["AccountSid"] = Texting.Account, ["From"] = Texting.HubNumber, ["ApiVersion"] = "2010-04-01", ["RawDlrDoneDate"] = "2611231000" };
        if (error is not null)
            fields["ErrorCode"] = error;
        return texting.PostAsync(fields, SmsDoor.StatusPath);
    }
}
