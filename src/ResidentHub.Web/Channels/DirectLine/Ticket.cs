using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ResidentHub.Web.Channels.DirectLine;

/// <summary>
/// Claims signed by the hub as a JSON Web Token (RFC 7519, HS256): whoever holds it may do what it says, and no process need remember it. Each
/// purpose has a key of its own, derived from the secret (RFC 5869), so that none passes for another.
/// </summary>
public sealed class Ticket<TClaims>(string secret, string purpose)
    where TClaims : class
{
    // Only this very header is ever believed: no other algorithm, none at all, no key named from outside.
    private static readonly string s_header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true };

    private readonly byte[] _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: Encoding.UTF8.GetBytes($"residenthub direct line {purpose}"));

    public string Write(TClaims claims)
    {
        var signed = $"{s_header}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims, s_json))}";
        return $"{signed}.{Base64Url.EncodeToString(SignatureOf(signed))}";
    }

    /// <summary>The claims, or null when the hub did not write them for this purpose. Whether they have expired is the reader's to ask.</summary>
    public TClaims? Read(string? text)
    {
        if (text?.Split('.') is not [var header, var payload, var signature] || header != s_header)
            return null;
        try
        {
            return CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(signature), SignatureOf($"{header}.{payload}"))
                ? JsonSerializer.Deserialize<TClaims>(Base64Url.DecodeFromChars(payload), s_json)
                : null;
        }
        catch (Exception unread) when (unread is FormatException or JsonException)
        {
            return null;
        }
    }

    private byte[] SignatureOf(string signed) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(signed));
}
