using System.Security.Cryptography;
using System.Text;

namespace ResidentHub.Web.Channels.Sms;

/// <summary>
/// How Twilio signs its calls: HMAC-SHA1 over the address and, for a form, every name with its values. The address is the one configured there, as
/// it stands there: no path and no escape is normalised.
/// </summary>
public static class TwilioSignature
{
    /// <summary>The signature of a call. Values of one name are made unique and sorted, as the vendor's own code does.</summary>
    public static string Of(string token, string url, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var signed = new StringBuilder(url);
        foreach (var name in parameters.GroupBy(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            foreach (var value in name.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
                signed.Append(name.Key).Append(value);
        }

#pragma warning disable CA5350 // The protocol's own choice; HMAC does not hang on the collisions of SHA-1.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(signed.ToString())));
#pragma warning restore CA5350
    }

    /// <summary>Whether a signature is right for one of the tokens, with the port in the address or without it. Takes as long for a wrong one as for a right one.</summary>
    public static bool IsRight(string? signature, IEnumerable<string> tokens, string url, IReadOnlyCollection<KeyValuePair<string, string>> parameters)
    {
        var given = Encoding.UTF8.GetBytes(signature ?? "");
        var isRight = false;
        foreach (var token in tokens)
        {
            foreach (var candidate in Addresses(url))
                isRight |= CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Of(token, candidate, parameters)));
        }

        return isRight;
    }

    /// <summary>The address as it is, without its port, and with the port its scheme stands for.</summary>
    private static IEnumerable<string> Addresses(string url)
    {
        var host = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = url.AsSpan(host).IndexOfAny('/', '?') is >= 0 and var path ? host + path : url.Length;
        var port = url.AsSpan(host, end - host).LastIndexOf(':') is >= 0 and var colon && !url.AsSpan(host + colon, end - host - colon).Contains(']') ? host + colon : end;
        yield return url;
        yield return string.Concat(url.AsSpan(0, port), url.AsSpan(end));
        if (port == end)
            yield return string.Concat(url.AsSpan(0, end), url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80", url.AsSpan(end));
    }
}
