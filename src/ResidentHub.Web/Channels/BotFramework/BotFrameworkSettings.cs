namespace ResidentHub.Web.Channels.BotFramework;

/// <summary>How the hub is known to the Bot Framework; the addresses are Azure's public ones unless set.</summary>
/// <param name="AppId">Whom tokens must be meant for; null: no token is believed.</param>
/// <param name="Scope">What the hub asks a token for; other clouds have their own.</param>
/// <param name="IsAnonymous">Calls without a token are taken from this machine, for a client on this machine: in Development only.</param>
public sealed record BotFrameworkSettings(string? AppId, string AppPassword, Uri OpenIdMetadataUrl, Uri TokenUrl, string Issuer, string Scope, bool IsAnonymous)
{
    private const string Section = "BotFramework";

    /// <summary>How long a call is worked on before it gets its answer: channels give up after 15 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(13);

    public bool IsOn => AppId is not null || IsAnonymous;

    /// <summary>What is wrong with the settings, or null.</summary>
    public static string? Fault(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        foreach (var name in (string[])["OpenIdMetadataUrl", "TokenUrl"])
        {
            if (section[name] is { Length: > 0 } text && Addresses.Read(text) is null)
                return $"{Section}__{name}: '{text}' is no https address (http is taken on this machine only).";
        }

        return string.IsNullOrEmpty(section["AppId"]) || !string.IsNullOrEmpty(section["AppPassword"]) ? null : $"{Section}__AppPassword is missing beside {Section}__AppId.";
    }

    public static BotFrameworkSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection(Section);
        string Of(string name, string otherwise) => section[name] is { Length: > 0 } set ? set : otherwise;
        return new BotFrameworkSettings(
            section["AppId"] is { Length: > 0 } id ? id : null,
            Of("AppPassword", ""),
            new Uri(Of("OpenIdMetadataUrl", "https://login.botframework.com/v1/.well-known/openidconfiguration")),
            new Uri(Of("TokenUrl", "https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token")),
            Of("Issuer", "https://api.botframework.com"),
            Of("Scope", "https://api.botframework.com/.default"),
            environment.IsDevelopment() && section["AllowAnonymous"]?.ToLowerInvariant() is "true" or "1");
    }
}
