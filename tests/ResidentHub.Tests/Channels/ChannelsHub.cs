using ResidentHub.Tests.Channels.Sms;
using ResidentHub.Tests.Web;

namespace ResidentHub.Tests.Channels;

/// <summary>One server with every channel set up, for all tests of channels.</summary>
public sealed class ChannelsHub : IAsyncLifetime
{
    public const string DirectLineSecret = "direct line secret of the tests";

    /// <summary>The phones that write to it. The provider reaches it by another address than browsers do.</summary>
    public Texting Texting { get; } = new(
        [("DirectLine:Secret", DirectLineSecret), ("PublicBaseUrl", "http://localhost:5080"), ("Twilio:PublicBaseUrl", Texting.Site), .. BotFrameworkCorrespondent.Settings.Select(setting => (setting.Key, setting.Value))]);

    public WebHub Hub => Texting.Hub;

    public Task InitializeAsync() => Texting.InitializeAsync();

    public Task DisposeAsync() => Texting.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class OneChannelsHub : ICollectionFixture<ChannelsHub>
{
    public const string Name = "channels";
}
