using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using ResidentHub.Web.Channels.BotFramework;

namespace ResidentHub.Tests.Channels.BotFramework;

public sealed class SettingsTests : IClassFixture<SilentHub>
{
    private readonly BotHub _hub;

    public SettingsTests(SilentHub hub)
    {
        _hub = hub;
        _hub.Empty();
    }

    [Fact]
    public void Azures_public_addresses_are_known()
    {
        var settings = Read("Production", ("AppId", "a"), ("AppPassword", "b"));
        Assert.Equal("https://login.botframework.com/v1/.well-known/openidconfiguration", settings.OpenIdMetadataUrl.AbsoluteUri);
        Assert.Equal("https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token", settings.TokenUrl.AbsoluteUri);
        Assert.Equal(("https://api.botframework.com", "https://api.botframework.com/.default"), (settings.Issuer, settings.Scope));
    }

    [Theory]
    [InlineData("Development", "true", true)]
    [InlineData("Development", "True", true)]
    [InlineData("Development", "1", true)]
    [InlineData("Development", "false", false)]
    [InlineData("Development", "yes", false)]
    [InlineData("Development", "", false)]
    [InlineData("Development", null, false)]
    [InlineData("Production", "true", false)]
    [InlineData("Staging", "true", false)]
    public void A2_35_Calls_without_a_token_are_a_thing_of_Development(string environment, string? allowed, bool isAnonymous)
    {
        var settings = Read(environment, ("AllowAnonymous", allowed));
        Assert.Equal((isAnonymous, isAnonymous), (settings.IsAnonymous, settings.IsOn));
    }

    [Theory]
    [InlineData("TokenUrl", "http://login.example/token")]
    [InlineData("OpenIdMetadataUrl", "ftp://login.example/")]
    [InlineData("OpenIdMetadataUrl", "metadata")]
    [InlineData("AppPassword", "")]
    public void What_an_operator_may_get_wrong_is_said_by_its_name(string name, string value) =>
        Assert.Contains($"BotFramework__{name}", BotFrameworkSettings.Fault(Configuration((name, value), ("AppId", "a"), ("AppPassword", "b"))), StringComparison.Ordinal);

    [Fact]
    public void Nothing_set_is_nothing_wrong() => Assert.Null(BotFrameworkSettings.Fault(Configuration()));

    [Fact]
    public async Task A2_35_A_hub_that_is_not_known_to_Azure_believes_nobody()
    {
        foreach (var authorization in (string?[])[null, $"Bearer {_hub.Token()}", $"Bearer {_hub.Token(("aud", ""))}"])
            Assert.Equal((HttpStatusCode.Unauthorized, ""), await _hub.PostAsync(_hub.Message("bonjour").ToJsonString(), authorization));
        Assert.Equal(0, _hub.Azure.MetadataReads);
    }

    private static BotFrameworkSettings Read(string environment, params (string Name, string? Value)[] settings) => BotFrameworkSettings.Read(Configuration(settings), new Named(environment));

    private static IConfiguration Configuration(params (string Name, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.DistinctBy(setting => setting.Name).Select(setting => KeyValuePair.Create($"BotFramework:{setting.Name}", setting.Value))).Build();

    private sealed class Named(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}

/// <summary>Has no name at Azure.</summary>
public sealed class SilentHub() : BotHub(TimeSpan.FromSeconds(13), ("AppId", null), ("AppPassword", null));
