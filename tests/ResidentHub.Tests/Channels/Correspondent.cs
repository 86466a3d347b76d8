namespace ResidentHub.Tests.Channels;

/// <summary>A resident who writes by one channel, through its real door. A new channel is one more of these in <see cref="All"/>.</summary>
public abstract class Correspondent
{
    /// <summary>How a resident of each channel comes to the hub.</summary>
    public static IReadOnlyDictionary<string, Func<ChannelsHub, Correspondent>> All { get; } = new Dictionary<string, Func<ChannelsHub, Correspondent>>
    {
        ["web chat"] = channels => new WebChatCorrespondent(channels.Hub),
        ["Direct Line"] = channels => new DirectLineCorrespondent(channels.Hub),
        ["Bot Framework"] = channels => new BotFrameworkCorrespondent(channels.Hub),
        ["SMS"] = channels => new SmsCorrespondent(channels.Texting),
    };

    /// <summary>Writes a message of its own.</summary>
    public abstract Task SayAsync(string text);

    /// <summary>The channel delivers the last message once more, as channels do when an answer was lost.</summary>
    public abstract Task RepeatAsync();

    /// <summary>All that the resident's own side shows of the hub's answers by now, in plain words.</summary>
    public abstract Task<string> HeardAsync();

    /// <summary>The conversation as the hub keeps it; there is one from the first message on.</summary>
    public abstract Task<Guid> ConversationAsync();
}
