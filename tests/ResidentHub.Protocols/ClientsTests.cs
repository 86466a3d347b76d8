using System.Net;
using ResidentHub.Browser;

namespace ResidentHub.Protocols;

/// <summary>What all other tests here stand on: the vendors' clients as pinned, and a hub of one's own with settings of one's own.</summary>
public sealed class ClientsTests
{
    [Fact]
    public async Task The_clients_are_those_that_were_pinned()
    {
        var clients = await NodeScript.RunAsync("versions.mjs", "botframework-directlinejs", "botframework-webchat", "@microsoft/m365agentsplayground", "twilio", "sms-segments-calculator");
        Assert.Equal(["0.15.8", "4.18.1", "0.2.28", "6.2.0", "1.3.0"], clients.Select(client => client.GetProperty("version").GetString()));
        Assert.True(File.Exists(Path.Combine(NodeScript.Folder, "node_modules", "botframework-webchat", "dist", "webchat.js")));
    }

    [Fact]
    public async Task A_hub_takes_the_settings_of_the_test()
    {
        using var hub = new HubServer(("ASPNETCORE_ENVIRONMENT", "Production"));
        await hub.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(hub.Url) };
        Assert.DoesNotContain("demo-trois-rives", await client.GetStringAsync(new Uri("/staff/sign-in", UriKind.Relative)), StringComparison.Ordinal);

        // The simulated handset is for Development, and where no account is set up nobody knocks.
        foreach (var path in (string[])["/dev/phone", "/api/twilio/sms", "/api/twilio/status"])
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            using var posted = await client.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent([new("text", "bonjour")]));
            Assert.Equal((path, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (path, answer.StatusCode, posted.StatusCode));
        }
    }
}
