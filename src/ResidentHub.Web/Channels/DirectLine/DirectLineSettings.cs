namespace ResidentHub.Web.Channels.DirectLine;

/// <summary>What an operator sets for Direct Line; null settings mean that it is off.</summary>
/// <param name="Secret">Opens every conversation and never expires: it belongs on servers, never in a browser.</param>
/// <param name="AllowedOrigins">Sites whose pages may call; none named: any, for each call carries its own token.</param>
public sealed record DirectLineSettings(string Secret, TimeSpan TokenLifetime, IReadOnlyList<string> AllowedOrigins)
{
    private const int DefaultLifetime = 1800;

    public static DirectLineSettings? Read(IConfiguration configuration)
    {
        if (configuration["DirectLine:Secret"] is not { Length: > 0 } secret)
            return null;
        var origins = configuration.GetSection("DirectLine:AllowedOrigins").GetChildren().Select(child => child.Value?.TrimEnd('/')).OfType<string>().Where(origin => origin.Length > 0);
        var lifetime = configuration.GetValue("DirectLine:TokenLifetimeSeconds", DefaultLifetime);
        return new DirectLineSettings(secret, TimeSpan.FromSeconds(lifetime > 0 ? lifetime : DefaultLifetime), [.. origins]);
    }

    /// <summary>Whether a page of this origin may call.</summary>
    public bool Allows(string origin) => AllowedOrigins.Count == 0 || IsNamed(origin);

    /// <summary>Whether the operator named this very origin.</summary>
    public bool IsNamed(string origin) => AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);
}
