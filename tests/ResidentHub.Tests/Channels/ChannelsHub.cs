using ResidentHub.Tests.Web;

namespace ResidentHub.Tests.Channels;

/// <summary>One server with every channel set up, for all tests of channels.</summary>
public sealed class ChannelsHub : IDisposable
{
    public const string DirectLineSecret = "direct line secret of the tests";

    public WebHub Hub { get; } = new()
    {
        Settings = new Dictionary<string, string>
        {
            ["DirectLine:Secret"] = DirectLineSecret,
        },
    };

    public void Dispose() => Hub.Dispose();
}

[CollectionDefinition(Name)]
public sealed class OneChannelsHub : ICollectionFixture<ChannelsHub>
{
    public const string Name = "channels";
}
