using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Language.Facts;
using ResidentHub.Messaging;
using ResidentHub.Pipeline;
using ResidentHub.Requests;

namespace ResidentHub.Tests.Web;

/// <summary>What staff see of channels: where each message was said, and what did not simply leave.</summary>
[Collection(OneServer.Name)]
public sealed class StaffThreadTests(WebHub hub)
{
    [Fact]
    public async Task Staff_see_by_which_channel_a_message_came_and_that_their_answer_did_not_leave()
    {
        var page = await AnsweredAsync("+33639985501", OutboxState.Failed);
        Assert.Contains("Part par SMS", page, StringComparison.Ordinal);
        Assert.Contains("SMS n’est pas parti : appelez", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_see_that_nobody_knows_whether_their_answer_left()
    {
        var page = await AnsweredAsync("+33639985502", OutboxState.Unknown);
        Assert.Contains("SMS peut-être pas parti : vérifiez", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_goes_by_the_channel_the_resident_last_wrote_in()
    {
        var (request, reference) = await AskedAsync("+33639985503");
        var staff = await hub.SignInAsync("rachid");
        Assert.Contains("Part par SMS", (await staff.GetAsync($"/staff/requests/{reference}")).Words, StringComparison.Ordinal);
        await hub.Get<ThreadPipeline>().ResidentWritesAsync(request, "page1", "voici l'étage : le 3e", [], CancellationToken.None);
        Assert.Contains("Part sur sa page de suivi", (await staff.GetAsync($"/staff/requests/{reference}")).Words, StringComparison.Ordinal);
        await staff.PostAsync($"/staff/requests/{reference}?handler=Reply", ("text", "merci, demain à 9 h"));
        await using var db = hub.Db();
        var answer = db.Messages().Single(message => message.RequestId == request && message.Author == Author.Staff);
        Assert.False(db.Outbox().Any(row => row.MessageId == answer.Id));
    }

    [Fact]
    public async Task An_answer_goes_by_no_text_message_where_the_resident_chose_another_way()
    {
        var (request, reference) = await AskedAsync("+33639985504");
        await using var db = hub.Db();
        db.Add(new RequestAnswer { RequestId = request, Type = "repair-home", Question = "contact_channel", Values = ["letter"] });
        await db.SaveChangesAsync();
        var staff = await hub.SignInAsync("rachid");
        Assert.Contains("Part sur sa page de suivi", (await staff.GetAsync($"/staff/requests/{reference}")).Words, StringComparison.Ordinal);
    }

    // A resident asks by SMS.
    private async Task<(Guid Request, string Reference)> AskedAsync(string number)
    {
        var talk = await hub.Get<ChannelConversations>().OpenAsync(ChannelNames.Sms, number, "fr", null, CancellationToken.None);
        foreach (var (i, said) in ((string[])["le radiateur ne chauffe plus du tout aux Tilleuls bâtiment B", "1"]).Index())
            await hub.Get<MessagePipeline>().ReceiveAsync(new Inbound(talk, ChannelNames.Sms, $"SM{i}", said), CancellationToken.None);
        await using var db = hub.Db();
        var request = db.Requests().Single(request => request.ConversationId == talk);
        return (request.Id, References.Show(request.Reference));
    }

    // A resident asks by SMS and is answered; this became of what was sent.
    private async Task<string> AnsweredAsync(string number, OutboxState state)
    {
        var (request, reference) = await AskedAsync(number);
        var address = $"/staff/requests/{reference}";
        await using var db = hub.Db();
        var staff = await hub.SignInAsync("rachid");
        await staff.PostAsync($"{address}?handler=Reply", ("text", "nous passons demain"));
        for (var i = 0; i < 200 && await db.Outbox().AnyAsync(row => row.RequestId == request && (row.State == OutboxState.Pending || row.State == OutboxState.Sending)); i++)
            await Task.Delay(20);
        await db.Outbox().Where(row => row.RequestId == request).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, state));
        return (await staff.GetAsync(address)).Words;
    }
}
