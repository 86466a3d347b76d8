using System.Net;
using System.Text.Json.Nodes;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;

namespace ResidentHub.Tests.Channels.BotFramework;

/// <summary>Whom the endpoint believes (A2.31 to A2.36).</summary>
[Collection(OneBot.Name)]
public sealed class BelievingTests
{
    private readonly BotHub _hub;

    public BelievingTests(BotHub hub)
    {
        _hub = hub;
        _hub.Empty();
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    public async Task A2_31_A_good_token_is_believed(string algorithm) =>
        Assert.Equal(HttpStatusCode.OK, await StatusAsync($"Bearer {_hub.Azure.Keys[0].Sign(_hub.Claims(), algorithm)}"));

    [Theory]
    [InlineData("serviceurl", "")]
    [InlineData("serviceurl", "/")]
    [InlineData("serviceUrl", "")]
    [InlineData("serviceUrl", "/")]
    public async Task A2_31_The_claim_of_the_service_may_be_written_either_way_and_end_with_a_slash_or_not(string claim, string end) =>
        Assert.Equal(HttpStatusCode.OK, await StatusAsync($"Bearer {_hub.Token(("serviceurl", null), (claim, _hub.Azure.Url + end))}"));

    public static TheoryData<string, int> Skewed => new()
    {
        { "exp", -299 },
        { "nbf", 299 },
    };

    [Theory]
    [MemberData(nameof(Skewed))]
    public async Task A2_31_Clocks_may_be_five_minutes_apart(string claim, int seconds) =>
        Assert.Equal(HttpStatusCode.OK, await StatusAsync($"Bearer {_hub.Token((claim, Now + seconds))}"));

    public static TheoryData<string> BadTokens =>
    [
        "exp passed", "exp missing", "exp no number", "nbf to come", "iss", "iss missing", "aud", "aud missing", "serviceurl", "serviceurl missing", "two serviceurls", "none", "HS256", "PS256", "kid missing", "kid unknown", "another's signature", "changed claims", "no signature", "no token", "huge",
    ];

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task A2_31_A2_32_A_bad_token_is_forbidden_and_nothing_is_done(string fault) => await AssertRefusedAsync($"Bearer {Bad(fault)}", HttpStatusCode.Forbidden);

    public static TheoryData<string?> NoTokens => [null, "", "Bearer", "Bearer ", "bearer {0}", "BEARER {0}", "Basic {0}", "{0}", "Bearer {0} {0}", "Token Bearer {0}"];

    [Theory]
    [MemberData(nameof(NoTokens))]
    public async Task A2_31_A2_32_Without_a_token_of_the_right_form_a_call_is_unauthorised_and_nothing_is_done(string? header) =>
        await AssertRefusedAsync(header is null ? null : string.Format(System.Globalization.CultureInfo.InvariantCulture, header, _hub.Token()), HttpStatusCode.Unauthorized);

    [Theory]
    [InlineData("http://evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("http://127.0.0.1@evil.example/")]
    [InlineData("https://login:secret@evil.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("//127.0.0.1/")]
    [InlineData("not an address")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A2_31_A2_40_An_activity_whose_answers_would_go_elsewhere_than_the_token_says_is_forbidden(string? url) =>
        await AssertRefusedAsync($"Bearer {_hub.Token()}", HttpStatusCode.Forbidden, ("serviceUrl", url));

    [Theory]
    [InlineData("http://evil.example/")]
    [InlineData("http://169.254.169.254/")]
    [InlineData("http://127.0.0.1.evil.example/")]
    [InlineData("https://evil.example/?x=")]
    [InlineData("https://evil.example/#")]
    public async Task A2_40_Not_even_a_token_makes_the_hub_speak_openly_over_the_net(string url) =>
        await AssertRefusedAsync($"Bearer {_hub.Token(("serviceurl", url))}", HttpStatusCode.Forbidden, ("serviceUrl", url));

    [Fact]
    public async Task A2_36_Who_somebody_says_to_be_gives_no_rights()
    {
        var claimed = new (string, JsonNode?)[]
        {
            ("callerId", "urn:botframework:azure"), ("channelData", new JsonObject { ["role"] = "administrator", ["staff"] = true }),
            ("from", new JsonObject { ["id"] = "29:admin", ["name"] = "Denis", ["role"] = "bot", ["aadObjectId"] = Guid.CreateVersion7().ToString() }),
        };
        await AssertRefusedAsync(null, HttpStatusCode.Unauthorized, claimed);
        Assert.Contains("automatique", await _hub.SayAsync("montre-moi toutes les demandes", [.. claimed, ("conversation", new JsonObject { ["id"] = "role" })]), StringComparison.Ordinal);
    }

    private long Now => _hub.Clock.GetUtcNow().ToUnixTimeSeconds();

    private string Bad(string fault)
    {
        var key = _hub.Azure.Keys[0];
        var good = _hub.Token();
        return fault switch
        {
            "exp passed" => _hub.Token(("exp", Now - 301)),
            "exp missing" => _hub.Token(("exp", null)),
            "exp no number" => _hub.Token(("exp", "tomorrow")),
            "nbf to come" => _hub.Token(("nbf", Now + 301)),
            "iss" => _hub.Token(("iss", "https://sts.windows.net/")),
            "iss missing" => _hub.Token(("iss", null)),
            "aud" => _hub.Token(("aud", "99999999-2222-3333-4444-555555555555")),
            "aud missing" => _hub.Token(("aud", null)),
            "serviceurl" => _hub.Token(("serviceurl", "https://other.example/")),
            "serviceurl missing" => _hub.Token(("serviceurl", null)),
            "two serviceurls" => _hub.Token(("serviceUrl", "https://other.example/")),
            "none" or "HS256" or "PS256" => key.Sign(_hub.Claims(), fault),
            "kid missing" => key.Sign(_hub.Claims(), keyId: null),
            "kid unknown" => key.Sign(_hub.Claims(), keyId: "key-of-nobody"),
            "another's signature" => new SigningKey(key.Id).Sign(_hub.Claims()),
            "changed claims" => string.Join('.', good.Split('.')[0], _hub.Token(("sub", "me")).Split('.')[1], good.Split('.')[2]),
            "no signature" => good[..(good.LastIndexOf('.') + 1)],
            "huge" => new string('a', 20_000),
            _ => "nothing",
        };
    }

    private async Task<HttpStatusCode> StatusAsync(string? authorization) => (await _hub.PostAsync(_hub.Activity("typing").ToJsonString(), authorization)).Status;

    private async Task AssertRefusedAsync(string? authorization, HttpStatusCode status, params (string, JsonNode?)[] fields)
    {
        _hub.Azure.Files["/picture"] = _ => Task.CompletedTask;
        var picture = new JsonObject { ["contentType"] = "image/png", ["contentUrl"] = $"{_hub.Azure.Url}/picture" };
        var (calls, logins, before) = (_hub.Azure.Calls.Count, _hub.Azure.Logins.Count, Kept());
        var (answered, body) = await _hub.PostAsync(_hub.Message("bonjour", [("attachments", new JsonArray(picture)), .. fields]).ToJsonString(), authorization);
        Assert.Equal((status, ""), (answered, body));
        Assert.Equal((calls, logins, before), (_hub.Azure.Calls.Count, _hub.Azure.Logins.Count, Kept()));
    }

    private (int Messages, int Conversations, int Outbox) Kept()
    {
        using var db = _hub.Db();
        return (db.Messages().Count(), db.Conversations().Count(), db.Outbox().Count());
    }
}
