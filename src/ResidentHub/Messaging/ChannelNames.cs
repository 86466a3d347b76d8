namespace ResidentHub.Messaging;

/// <summary>The doors a conversation comes through.</summary>
public static class ChannelNames
{
    public const string Web = "web", Sms = "sms", DirectLine = "directline", BotFramework = "botframework";
}
