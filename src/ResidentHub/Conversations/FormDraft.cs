using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResidentHub.Data;

namespace ResidentHub.Conversations;

/// <summary>A form under way, so that a page can be left and found again; the same <see cref="Draft"/> as in a chat.</summary>
public sealed class FormDraft : IEntityTypeConfiguration<FormDraft>
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(2);

    /// <summary>The draft's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The browser it belongs to: nobody else opens it.</summary>
    public required Guid SessionId { get; init; }

    public required string Json { get; set; }

    public required DateTimeOffset RetainUntil { get; set; }

    public static FormDraft Of(Draft draft, Guid session, DateTimeOffset now) =>
        new() { Id = draft.Id, SessionId = session, Json = JsonSerializer.Serialize(draft), RetainUntil = now + Lifetime };

    public Draft Read() => JsonSerializer.Deserialize<Draft>(Json)!;

    public void Write(Draft draft) => Json = JsonSerializer.Serialize(draft);

    public void Configure(EntityTypeBuilder<FormDraft> builder)
    {
        builder.HasIndex(draft => draft.SessionId);
        builder.HasIndex(draft => draft.RetainUntil);
    }
}

public static class FormDraftTable
{
    public static DbSet<FormDraft> FormDrafts(this HubDb db) => db.Set<FormDraft>();
}
