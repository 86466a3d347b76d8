using System.Security.Claims;

namespace ResidentHub.Web.Channels.BotFramework;

/// <summary>What a call proved of itself.</summary>
/// <param name="IsVerified">By a token; else it came from this machine, without one.</param>
/// <param name="ServiceUrls">Where the token says that answers go.</param>
/// <param name="Endorsements">The channels its key may speak for; empty: any.</param>
public sealed record Caller(bool IsVerified, IReadOnlyList<string> ServiceUrls, IReadOnlyList<string> Endorsements)
{
    private const string ServiceUrl = "serviceurl", Endorsement = "endorsement", Verified = "verified";

    public static Caller Anonymous { get; } = new(false, [], []);

    public static Caller Of(ClaimsPrincipal principal) => new(
        principal.HasClaim(claim => claim.Type == Verified),
        [.. principal.FindAll(ServiceUrl).Select(claim => claim.Value)],
        [.. principal.FindAll(Endorsement).Select(claim => claim.Value)]);

    public ClaimsPrincipal ToPrincipal(string scheme)
    {
        var claims = ServiceUrls.Select(url => new Claim(ServiceUrl, url)).Concat(Endorsements.Select(channel => new Claim(Endorsement, channel)));
        return new ClaimsPrincipal(new ClaimsIdentity(IsVerified ? claims.Append(new Claim(Verified, "")) : claims, scheme));
    }

    /// <summary>The token vouches for the activity's channel and for where its answers go; without one both ends are on this machine.</summary>
    public bool VouchesFor(Activity activity)
    {
        if (Addresses.Read(activity.ServiceUrl) is not { Query.Length: 0 } address)
            return false;
        return IsVerified
            ? ServiceUrls.Count > 0 && ServiceUrls.All(url => Bare(url) == Bare(activity.ServiceUrl!)) && (Endorsements.Count == 0 || Endorsements.Contains(activity.ChannelId))
            : address.IsLoopback;
    }

    private static string Bare(string url) => url.EndsWith('/') ? url[..^1] : url;
}
