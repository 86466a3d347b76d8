using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;

namespace ResidentHub.Requests;

/// <summary>The random salt of one year: pseudonyms of different years cannot be joined.</summary>
public sealed class HouseholdSalt : IEntityTypeConfiguration<HouseholdSalt>
{
    public required int Year { get; init; }

    public required byte[] Salt { get; init; }

    public void Configure(EntityTypeBuilder<HouseholdSalt> builder)
    {
        builder.HasKey(salt => salt.Year);
        builder.Property(salt => salt.Year).ValueGeneratedNever();
    }
}

/// <summary>Pseudonyms that count distinct households without naming any.</summary>
public static class Households
{
    /// <summary>The year's salt, made at its first use; added to the caller's transaction.</summary>
    public static async Task<byte[]> SaltAsync(HubDb db, int year, CancellationToken cancellation)
    {
        if (await db.FindAsync<HouseholdSalt>([year], cancellation) is { } known)
            return known.Salt;
        var made = new HouseholdSalt { Year = year, Salt = RandomNumberGenerator.GetBytes(32) };
        db.Add(made);
        return made.Salt;
    }

    /// <summary>
    /// Who reported this type from this residence, as far back as its rules look: pseudonyms and when. All under one salt, whatever the year they
    /// wrote in: on 1 January a household stays one.
    /// </summary>
    public static async Task<IReadOnlyList<(DateTimeOffset At, string Household)>> ReportsAsync(HubDb db, byte[] salt, string? residence, RequestType type, Dialogs dialogs, DateTimeOffset now, CancellationToken cancellation)
    {
        if (residence is null)
            return [];
        var since = now.AddDays(-type.Urgency.Raises.Concat(dialogs.CommonUrgency.Raises).Select(raise => raise.Condition.SamePlace?.Days ?? 0).DefaultIfEmpty().Max());
        var rows = await db.Requests().Where(request => request.Residence == residence && request.Type == type.Label && request.CreatedAt > since)
            .Join(db.Reporters(), request => request.Id, reporter => reporter.RequestId, (request, reporter) => new { request.CreatedAt, request.Place, request.ConversationId, reporter.Phone, reporter.Email, reporter.SessionId }).ToListAsync(cancellation);
        return rows.ConvertAll(row => (row.CreatedAt, Pseudonym(salt, JsonSerializer.Deserialize<SaidPlace>(row.Place)!, new SaidContact(row.Phone, row.Email), row.SessionId, row.ConversationId)));
    }

    /// <summary>Distinct households since a moment, this one among them.</summary>
    public static int Distinct(IReadOnlyList<(DateTimeOffset At, string Household)> reports, string own, DateTimeOffset since) =>
        reports.Where(report => report.At > since).Select(report => report.Household).Append(own).Distinct().Count();

    /// <summary>The dwelling when it is said, else the number or address, else the browser or conversation.</summary>
    public static string Pseudonym(byte[] salt, SaidPlace place, SaidContact contact, Guid? session, Guid? conversation)
    {
        var identity = place is { Residence: not null, Flat: not null }
            ? $"{place.Residence}/{place.Building}/{place.Stair}/{place.Floor}/{place.Flat}"
            : contact.Phone ?? contact.Email?.ToLowerInvariant() ?? session?.ToString() ?? conversation?.ToString() ?? Guid.CreateVersion7().ToString();
        return Convert.ToHexStringLower(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(identity)));
    }
}
