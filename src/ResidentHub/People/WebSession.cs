using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResidentHub.Data;

namespace ResidentHub.People;

/// <summary>A resident's browser. The cookie holds a random token, the row only its hash; it ends after 30 days, or at once on a quick exit.</summary>
public sealed class WebSession : IEntityTypeConfiguration<WebSession>
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>SHA-256 of the token, in hexadecimal.</summary>
    public required string TokenHash { get; init; }

    public required string Language { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset RetainUntil { get; set; }

    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public void Configure(EntityTypeBuilder<WebSession> builder)
    {
        builder.Property(session => session.TokenHash).HasMaxLength(64);
        builder.Property(session => session.Language).HasMaxLength(10);
        builder.HasIndex(session => session.TokenHash).IsUnique();
        builder.HasIndex(session => session.RetainUntil);
    }
}

/// <summary>Six figures sent to a contact given in one request; hashed, ten minutes, five tries.</summary>
public sealed class OneTimeCode : IEntityTypeConfiguration<OneTimeCode>
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>How long a code's row stays, so that codes of one day can be counted.</summary>
    public static readonly TimeSpan Counted = TimeSpan.FromDays(1);

    public const int Tries = 5;

    /// <summary>The session of a code that staff read out: it opens the request in whichever browser it is entered.</summary>
    public static readonly Guid ReadOut = Guid.Empty;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid SessionId { get; init; }

    public required Guid RequestId { get; init; }

    public required string CodeHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public int TriesLeft { get; set; } = Tries;

    public DateTimeOffset? UsedAt { get; set; }

    public static string NewCode() => RandomNumberGenerator.GetInt32(1_000_000).ToString("000000");

    /// <summary>The code hashed with the row's own id, so that equal codes differ at rest.</summary>
    public static string HashOf(Guid id, string code) => Convert.ToHexStringLower(HMACSHA256.HashData(id.ToByteArray(), Encoding.UTF8.GetBytes(code)));

    public bool Matches(string code) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CodeHash), Encoding.UTF8.GetBytes(HashOf(Id, code)));

    public void Configure(EntityTypeBuilder<OneTimeCode> builder)
    {
        builder.Property(code => code.CodeHash).HasMaxLength(64);
        builder.HasIndex(code => new { code.SessionId, code.RequestId });
        builder.HasIndex(code => code.ExpiresAt);
    }
}

/// <summary>A browser that proved, by a code, that it may read one request: made elsewhere, or confidential.</summary>
public sealed class SessionGrant : IEntityTypeConfiguration<SessionGrant>
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid SessionId { get; init; }

    public required Guid RequestId { get; init; }

    public required DateTimeOffset Until { get; init; }

    public void Configure(EntityTypeBuilder<SessionGrant> builder)
    {
        builder.HasIndex(grant => new { grant.SessionId, grant.RequestId });
        builder.HasIndex(grant => grant.Until);
    }
}

public static class SessionTables
{
    public static DbSet<SessionGrant> SessionGrants(this HubDb db) => db.Set<SessionGrant>();

    public static DbSet<WebSession> WebSessions(this HubDb db) => db.Set<WebSession>();

    public static DbSet<OneTimeCode> OneTimeCodes(this HubDb db) => db.Set<OneTimeCode>();
}
