using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResidentHub.Data;

namespace ResidentHub.Requests;

/// <summary>An answer to one question, for the type it was asked for; who may read it is the question's own list of readers.</summary>
public sealed class RequestAnswer : IEntityTypeConfiguration<RequestAnswer>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid RequestId { get; init; }

    /// <summary>The type whose question was answered: the request may change its type later.</summary>
    public required string Type { get; init; }

    public required string Question { get; init; }

    public required List<string> Values { get; set; }

    public void Configure(EntityTypeBuilder<RequestAnswer> builder)
    {
        builder.Property(answer => answer.Type).HasMaxLength(40);
        builder.Property(answer => answer.Question).HasMaxLength(60);
        builder.HasIndex(answer => new { answer.RequestId, answer.Question }).IsUnique();
    }
}

public enum DeadlineKind
{
    Acknowledge,
    Contact,
    Resolve,
    Statutory,
}

/// <summary>A date somebody must act by. The day once promised to the resident stays when the date is moved.</summary>
public sealed class Deadline : IEntityTypeConfiguration<Deadline>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid RequestId { get; init; }

    public required DeadlineKind Kind { get; init; }

    public required DateTimeOffset DueAt { get; set; }

    /// <summary>As told to the resident; null when the landlord has not confirmed the delay.</summary>
    public DateOnly? PromisedOn { get; init; }

    /// <summary>The delay as written and where it comes from.</summary>
    public required string Source { get; init; }

    public DateTimeOffset? MetAt { get; set; }

    public void Configure(EntityTypeBuilder<Deadline> builder)
    {
        builder.Property(deadline => deadline.Source).HasMaxLength(200);
        builder.HasIndex(deadline => new { deadline.RequestId, deadline.Kind });
    }
}

public enum PartyKind
{
    Department,
    Partner,
}

public enum AssignmentRole
{
    Lead,
    Joined,
}

public enum AssignmentState
{
    Active,
    Refused,
    Ended,
}

/// <summary>A department or partner that has the request, leading or joined.</summary>
public sealed class Assignment : IEntityTypeConfiguration<Assignment>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid RequestId { get; init; }

    public required PartyKind PartyKind { get; init; }

    public required string Party { get; init; }

    public required AssignmentRole Role { get; set; }

    public AssignmentState State { get; set; }

    /// <summary>Why it was given, refused or ended.</summary>
    public string? Why { get; set; }

    public required DateTimeOffset Since { get; init; }

    public DateTimeOffset? Until { get; set; }

    public void Configure(EntityTypeBuilder<Assignment> builder)
    {
        builder.Property(assignment => assignment.Party).HasMaxLength(40);
        builder.Property(assignment => assignment.Why).HasMaxLength(500);
        builder.HasIndex(assignment => new { assignment.RequestId, assignment.State });
        builder.HasIndex(assignment => new { assignment.Party, assignment.State });
    }
}

/// <summary>Who asked: a table of its own, and for confidential types every reading of it is logged.</summary>
public sealed class Reporter : IEntityTypeConfiguration<Reporter>
{
    /// <summary>The request's id.</summary>
    public required Guid RequestId { get; init; }

    public Guid? SessionId { get; set; }

    public Guid? PersonId { get; set; }

    public string? Name { get; set; }

    public string? Phone { get; set; }

    public string? Email { get; set; }

    /// <summary>Household pseudonym for counting distinct households; never shown.</summary>
    public required string Household { get; init; }

    public required DateTimeOffset RetainUntil { get; set; }

    public void Configure(EntityTypeBuilder<Reporter> builder)
    {
        builder.HasKey(reporter => reporter.RequestId);
        builder.Property(reporter => reporter.Name).HasMaxLength(200);
        builder.Property(reporter => reporter.Phone).HasMaxLength(20);
        builder.Property(reporter => reporter.Email).HasMaxLength(254);
        builder.Property(reporter => reporter.Household).HasMaxLength(64);
        builder.HasIndex(reporter => reporter.SessionId);
        builder.HasIndex(reporter => reporter.Phone);
        builder.HasIndex(reporter => reporter.RetainUntil);
    }
}

/// <summary>A third person named in a request, kept apart from its text; reading is logged.</summary>
public sealed class NamedPerson : IEntityTypeConfiguration<NamedPerson>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid RequestId { get; init; }

    public required string Text { get; init; }

    public required Guid StaffId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset RetainUntil { get; set; }

    public void Configure(EntityTypeBuilder<NamedPerson> builder)
    {
        builder.Property(person => person.Text).HasMaxLength(500);
        builder.HasIndex(person => person.RequestId);
        builder.HasIndex(person => person.RetainUntil);
    }
}

/// <summary>A note between staff, with its readers. The resident may ask to read it.</summary>
public sealed class Note : IEntityTypeConfiguration<Note>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid RequestId { get; init; }

    public required Guid StaffId { get; init; }

    public required string Text { get; init; }

    /// <summary>Groups of readers, as on questions.</summary>
    public required List<string> Readers { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset RetainUntil { get; set; }

    public void Configure(EntityTypeBuilder<Note> builder)
    {
        builder.Property(note => note.Text).HasMaxLength(4_000);
        builder.HasIndex(note => new { note.RequestId, note.At });
        builder.HasIndex(note => note.RetainUntil);
    }
}

/// <summary>One breakdown of a common part, reported by several residents: the requests follow it.</summary>
public sealed class Incident : IEntityTypeConfiguration<Incident>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Type { get; init; }

    /// <summary>The values of the type's incident key, joined.</summary>
    public required string Key { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; set; }

    public void Configure(EntityTypeBuilder<Incident> builder)
    {
        builder.Property(incident => incident.Type).HasMaxLength(40);
        builder.Property(incident => incident.Key).HasMaxLength(300);
        builder.HasIndex(incident => new { incident.Type, incident.Key, incident.ClosedAt });
    }
}

/// <summary>What remains of a closed request for statistics: no person in it. Never written for safety.</summary>
public sealed class RequestFact : IEntityTypeConfiguration<RequestFact>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string? Residence { get; init; }

    public required string Type { get; init; }

    /// <summary>First day of the month of receipt.</summary>
    public required DateOnly Month { get; init; }

    /// <summary>Household pseudonym under the year's salt.</summary>
    public required string Household { get; init; }

    public int? DaysToContact { get; init; }

    public int? DaysToResolve { get; init; }

    public string? Outcome { get; init; }

    public bool WasRerouted { get; init; }

    public void Configure(EntityTypeBuilder<RequestFact> builder)
    {
        builder.Property(fact => fact.Residence).HasMaxLength(40);
        builder.Property(fact => fact.Type).HasMaxLength(40);
        builder.Property(fact => fact.Household).HasMaxLength(64);
        builder.Property(fact => fact.Outcome).HasMaxLength(40);
        builder.HasIndex(fact => new { fact.Month, fact.Type, fact.Residence });
    }
}

/// <summary>Staff changed the type a machine or a resident had chosen: labels only, for later training.</summary>
public sealed class LabelCorrection : IEntityTypeConfiguration<LabelCorrection>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid RequestId { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required DateTimeOffset At { get; init; }

    public void Configure(EntityTypeBuilder<LabelCorrection> builder)
    {
        builder.Property(correction => correction.From).HasMaxLength(40);
        builder.Property(correction => correction.To).HasMaxLength(40);
        builder.HasIndex(correction => correction.RequestId);
    }
}

public static class RequestPartTables
{
    public static DbSet<Reporter> Reporters(this HubDb db) => db.Set<Reporter>();

    public static DbSet<NamedPerson> NamedPersons(this HubDb db) => db.Set<NamedPerson>();

    public static DbSet<Note> Notes(this HubDb db) => db.Set<Note>();

    public static DbSet<Assignment> Assignments(this HubDb db) => db.Set<Assignment>();

    public static DbSet<Deadline> Deadlines(this HubDb db) => db.Set<Deadline>();

    public static DbSet<Incident> Incidents(this HubDb db) => db.Set<Incident>();

    public static DbSet<RequestFact> RequestFacts(this HubDb db) => db.Set<RequestFact>();

    public static DbSet<LabelCorrection> LabelCorrections(this HubDb db) => db.Set<LabelCorrection>();
}
