using System.Security.Cryptography;
using ResidentHub.Catalogue;
using ResidentHub.Language.Facts;

namespace ResidentHub.Web.Channels.Sms;

/// <summary>The account at Twilio by which text messages come and leave.</summary>
/// <param name="SecondaryAuthToken">A second token that signs calls too, while the first is being replaced.</param>
/// <param name="FromNumber">The number that sends; null where a messaging service chooses it.</param>
/// <param name="Api">Where the REST API answers, without a final slash; the only host that is ever given the token.</param>
/// <param name="PublicBaseUrl">How the provider reaches the hub: what it signs begins with this.</param>
public sealed record SmsSettings(string AccountSid, string AuthToken, string? SecondaryAuthToken, string? FromNumber, string? MessagingServiceSid, Uri Api, string PublicBaseUrl)
{
    private const string DefaultApi = "https://api.twilio.com", Section = "Twilio:";

    /// <summary>There is no account: the simulated handset stands for the network.</summary>
    public bool IsSimulated { get; init; }

    public IEnumerable<string> Tokens => SecondaryAuthToken is null ? [AuthToken] : [AuthToken, SecondaryAuthToken];

    /// <summary>What is wrong with the settings, or null. None at all is no fault: text messages are off.</summary>
    public static string? Fault(IConfiguration configuration)
    {
        if (!IsGiven(configuration))
            return null;
        if (Value(configuration, "AccountSid") is null || Value(configuration, "AuthToken") is null)
            return "Twilio__AccountSid and Twilio__AuthToken belong together: one of them is missing.";
        if (Value(configuration, "FromNumber") is null && Value(configuration, "MessagingServiceSid") is null)
            return "Twilio__FromNumber or Twilio__MessagingServiceSid must say who sends.";
        var api = Value(configuration, "ApiBaseUrl") ?? DefaultApi;
        return Addresses.Read(api) is not null ? null : $"Twilio__ApiBaseUrl: '{api}' must begin with https:// (http:// on this machine only).";
    }

    /// <summary>The settings as given, or null when there are none.</summary>
    /// <param name="publicBaseUrl">The hub's own, where the provider has none of its own.</param>
    public static SmsSettings? Read(IConfiguration configuration, string publicBaseUrl) => IsGiven(configuration) && Fault(configuration) is null
        ? new SmsSettings(
            Value(configuration, "AccountSid")!, Value(configuration, "AuthToken")!, Value(configuration, "SecondaryAuthToken"), Value(configuration, "FromNumber"), Value(configuration, "MessagingServiceSid"),
            new Uri((Value(configuration, "ApiBaseUrl") ?? DefaultApi).TrimEnd('/')), (Value(configuration, "PublicBaseUrl") ?? publicBaseUrl).TrimEnd('/'))
        : null;

    /// <summary>An account that exists nowhere, for trying things out.</summary>
    public static SmsSettings Simulated(LandlordData landlord, string publicBaseUrl) =>
        new($"AC{new string('0', 32)}", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), null, Contacts.Phone(landlord.Sms ?? "") ?? "+33639980030", null, new Uri(DefaultApi), publicBaseUrl) { IsSimulated = true };

    private static bool IsGiven(IConfiguration configuration) => Value(configuration, "AccountSid") is not null || Value(configuration, "AuthToken") is not null;

    private static string? Value(IConfiguration configuration, string name) => configuration[Section + name] is { Length: > 0 } value ? value : null;
}
