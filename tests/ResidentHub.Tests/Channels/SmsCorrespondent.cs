using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Messaging;
using ResidentHub.Tests.Channels.Sms;

namespace ResidentHub.Tests.Channels;

/// <summary>Writes text messages, signed as the provider signs them, and reads what the provider was asked to send.</summary>
public sealed class SmsCorrespondent(Texting texting) : Correspondent
{
    private readonly string _number = texting.NewNumber();
    private Dictionary<string, string> _last = [];

    public override Task SayAsync(string text)
    {
        _last = texting.Message(_number, text);
        return RepeatAsync();
    }

    public override async Task RepeatAsync()
    {
        await texting.PostAsync(_last);
        await texting.SettleAsync();
    }

    public override Task<string> HeardAsync() => Task.FromResult(string.Join('\n', texting.Twilio.Sendings.Where(sending => sending.To == _number).Select(sending => sending.Body)));

    public override async Task<Guid> ConversationAsync()
    {
        await using var db = texting.Hub.Db();
        return await ChannelConversations.Of(db, ChannelNames.Sms, _number).Select(row => row.Id).SingleAsync();
    }
}
