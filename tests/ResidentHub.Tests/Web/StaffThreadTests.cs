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

    // A resident asks by SMS and is answered; this became of what was sent.
    private async Task<string> AnsweredAsync(string number, OutboxState state)
    {
        var talk = await hub.Get<ChannelConversations>().OpenAsync(ChannelNames.Sms, number, "fr", null, CancellationToken.None);
        foreach (var (i, said) in ((string[])["le radiateur ne chauffe plus du tout aux Tilleuls bâtiment B", "1"]).Index())
            await hub.Get<MessagePipeline>().ReceiveAsync(new Inbound(talk, ChannelNames.Sms, $"SM{i}", said), CancellationToken.None);
        await using var db = hub.Db();
        var address = $"/staff/requests/{References.Show(db.Requests().Single(request => request.ConversationId == talk).Reference)}";
        var staff = await hub.SignInAsync("rachid");
        await staff.PostAsync($"{address}?handler=Reply", ("text", "nous passons demain"));
        for (var i = 0; i < 200 && await db.Outbox().AnyAsync(row => row.ConversationId == talk && (row.State == OutboxState.Pending || row.State == OutboxState.Sending)); i++)
            await Task.Delay(20);
        await db.Outbox().Where(row => row.ConversationId == talk).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, state));
        return (await staff.GetAsync(address)).Words;
    }
}
