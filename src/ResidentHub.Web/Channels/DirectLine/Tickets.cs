using System.Security.Cryptography;
using System.Text;
using ResidentHub.Messaging;

namespace ResidentHub.Web.Channels.DirectLine;

/// <summary>What a token says: which conversation it opens, for whom, until when (Unix seconds).</summary>
/// <param name="User">The id that all it sends is from; web clients read it here.</param>
/// <param name="Origins">The only sites whose pages may use it; null: as the operator allows.</param>
public sealed record TokenClaims(string Iss, string Conv, long Exp, string? User = null, string? Name = null, IReadOnlyList<string>? Origins = null);

/// <summary>What a stream's address says: which conversation, from which message on, until when it may be opened.</summary>
public sealed record StreamClaims(string Conv, int From, long Exp, IReadOnlyList<string>? Origins = null);

/// <summary>What a link to a file says: which, of what type, until when it lives. A photo stands in the <see cref="PhotoStore"/>.</summary>
public sealed record FileClaims(Guid File, string Type, bool IsPhoto, long Exp);

/// <summary>Writes and reads all that the hub signs for Direct Line.</summary>
public sealed class Tickets(DirectLineSettings settings, TimeProvider clock)
{
    private const string Issuer = "residenthub";

    /// <summary>How long the address of a stream may be opened.</summary>
    private static readonly TimeSpan s_stream = TimeSpan.FromSeconds(60);

    private readonly byte[] _secret = SHA256.HashData(Encoding.UTF8.GetBytes(settings.Secret));
    private readonly Ticket<TokenClaims> _tokens = new(settings.Secret, "token");
    private readonly Ticket<StreamClaims> _streams = new(settings.Secret, "stream");
    private readonly Ticket<FileClaims> _files = new(settings.Secret, "file");

    public int Lifetime => (int)settings.TokenLifetime.TotalSeconds;

    /// <summary>An id that cannot be guessed.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public bool IsSecret(string text) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(text)), _secret);

    public string Token(string conversation, string? user, string? name, IReadOnlyList<string>? origins) =>
        _tokens.Write(new TokenClaims(Issuer, conversation, Until(settings.TokenLifetime), user, name, origins));

    public string Stream(string conversation, int from, IReadOnlyList<string>? origins) => _streams.Write(new StreamClaims(conversation, from, Until(s_stream), origins));

    public string File(Guid file, string type, bool isPhoto) => _files.Write(new FileClaims(file, type, isPhoto, Until(Uploads.Lifetime)));

    /// <exception cref="RefusedException">It is not the hub's, or has expired.</exception>
    public TokenClaims ReadToken(string text) =>
        _tokens.Read(text) is { Iss: Issuer } claims ? Live(claims, claims.Exp) : throw RefusedException.Forbidden("The secret or token is not valid.");

    /// <exception cref="RefusedException">It is not the hub's, or has expired.</exception>
    public StreamClaims ReadStream(string? text) => _streams.Read(text) is { } claims ? Live(claims, claims.Exp) : throw RefusedException.Forbidden("The address of the stream is not valid.");

    /// <summary>What the link opens, or null when it opens nothing any more.</summary>
    public FileClaims? ReadFile(string text) => _files.Read(text) is { } claims && claims.Exp > Now ? claims : null;

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    private long Until(TimeSpan lifetime) => clock.GetUtcNow().Add(lifetime).ToUnixTimeSeconds();

    private T Live<T>(T claims, long expires) => expires > Now ? claims : throw RefusedException.TokenExpired();
}
