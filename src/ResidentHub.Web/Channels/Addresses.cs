namespace ResidentHub.Web.Channels;

/// <summary>Addresses of other servers: <c>https</c>, and <c>http</c> on this machine only.</summary>
public static class Addresses
{
    /// <summary>The address, or null when it is none that may be called.</summary>
    public static Uri? Read(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && IsSafe(address) ? address : null;

    public static bool IsSafe(Uri address) =>
        address.UserInfo.Length == 0 && address.Fragment.Length == 0 && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    /// <summary>Same scheme, host and port: only there may credentials meant for the one go.</summary>
    public static bool AreOfOneServer(Uri one, Uri other) => one.Scheme == other.Scheme && one.Host == other.Host && one.Port == other.Port;
}
