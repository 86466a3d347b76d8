using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResidentHub.Catalogue;
using ResidentHub.Data;

namespace ResidentHub.Requests;

/// <summary>Where a request stands. Submitted, acknowledged and assigned are events of one transaction, not states.</summary>
public enum RequestState
{
    New,
    Contacted,
    InProgress,
    WaitingResident,
    WaitingPartner,
    Resolved,
    Closed,
    Duplicate,
    Withdrawn,
    Redirected,
    Refused,
}

/// <summary>Through which door a request came.</summary>
public enum Origin
{
    Chat,
    Sms,
    Form,
    Desk,
    Api,
    Partner,
}

/// <summary>What a resident asked for, structured, with one leading department and a next date. Who asked stands in <see cref="Reporter"/>.</summary>
public sealed class ServiceRequest : IEntityTypeConfiguration<ServiceRequest>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid LandlordId { get; init; }

    /// <summary>Eight signs, without separator. An address, not a key.</summary>
    public required string Reference { get; init; }

    /// <summary>Label of the request type.</summary>
    public required string Type { get; set; }

    public required Origin Origin { get; init; }

    /// <summary>The resident did not confirm, or could not say all: a person calls back.</summary>
    public bool IsIncomplete { get; set; }

    /// <summary>Entered for somebody else: by a helper or by staff, and with what mandate.</summary>
    public string? OnBehalfOf { get; init; }

    public required RequestState State { get; set; }

    public required Urgency Urgency { get; set; }

    /// <summary>Why it is so urgent and why it was routed here, as JSON of texts.</summary>
    public required string Why { get; set; }

    /// <summary>Nearest place in the tree that is known; null when not even the residence is.</summary>
    public Guid? PlaceId { get; init; }

    /// <summary>Key of the residence.</summary>
    public string? Residence { get; set; }

    /// <summary>The place in the resident's words, as JSON of <c>SaidPlace</c>.</summary>
    public required string Place { get; set; }

    /// <summary>The agency of the residence: which desk of a department that has one in each territory.</summary>
    public string? Agency { get; set; }

    public required string Lead { get; set; }

    public Guid? OwnerId { get; set; }

    /// <summary>The member of staff who entered it at the desk.</summary>
    public Guid? EnteredBy { get; init; }

    /// <summary>Members of staff it speaks of: they do not see it until their head decides.</summary>
    public List<Guid> HiddenFrom { get; init; } = [];

    public required string Language { get; init; }

    public bool WantsInterpreter { get; init; }

    /// <summary>No letter, SMS or mail without a safe channel.</summary>
    public bool WritingIsRisky { get; set; }

    public Guid? ConversationId { get; init; }

    public Guid? IncidentId { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The next date somebody must act by; what the queue is ordered by.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>The resident wrote and nobody has read it yet.</summary>
    public bool HasUnread { get; set; }

    public DateTimeOffset? ContactedAt { get; set; }

    public DateTimeOffset? ResolvedAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public string? Outcome { get; set; }

    public int Reroutes { get; set; }

    public int Reopens { get; set; }

    public int Version { get; set; }

    public required string Purpose { get; init; }

    public required DateTimeOffset RetainUntil { get; set; }

    public List<RequestAnswer> Answers { get; init; } = [];

    public List<Deadline> Deadlines { get; init; } = [];

    public List<Assignment> Assignments { get; init; } = [];

    public bool IsOpen => State is not (RequestState.Closed or RequestState.Duplicate or RequestState.Withdrawn or RequestState.Redirected or RequestState.Refused);

    /// <summary>The next date as it may be said to the resident: while somebody works on it, and where the landlord has confirmed the delay. Needs the deadlines.</summary>
    public DateTimeOffset? SaidDue =>
        State is RequestState.New or RequestState.Contacted or RequestState.InProgress && Deadlines.Exists(deadline => deadline is { Kind: DeadlineKind.Contact, PromisedOn: not null }) ? DueAt : null;

    public void Configure(EntityTypeBuilder<ServiceRequest> builder)
    {
        builder.Property(request => request.Reference).HasMaxLength(8);
        builder.Property(request => request.Type).HasMaxLength(40);
        builder.Property(request => request.OnBehalfOf).HasMaxLength(200);
        builder.Property(request => request.Residence).HasMaxLength(40);
        builder.Property(request => request.Agency).HasMaxLength(40);
        builder.Property(request => request.Lead).HasMaxLength(40);
        builder.Property(request => request.Language).HasMaxLength(10);
        builder.Property(request => request.Outcome).HasMaxLength(40);
        builder.Property(request => request.Purpose).HasMaxLength(60);
        builder.Property(request => request.Version).IsConcurrencyToken();
        builder.HasIndex(request => request.Reference).IsUnique();
        builder.HasIndex(request => new { request.State, request.DueAt });
        builder.HasIndex(request => new { request.Lead, request.Agency, request.State });
        builder.HasIndex(request => new { request.Residence, request.Type, request.CreatedAt });
        builder.HasIndex(request => request.OwnerId);
        builder.HasIndex(request => request.ConversationId);
        builder.HasIndex(request => request.IncidentId);
        builder.HasIndex(request => request.RetainUntil);
        builder.HasMany(request => request.Answers).WithOne().HasForeignKey(answer => answer.RequestId);
        builder.HasMany(request => request.Deadlines).WithOne().HasForeignKey(deadline => deadline.RequestId);
        builder.HasMany(request => request.Assignments).WithOne().HasForeignKey(assignment => assignment.RequestId);
    }
}

public static class RequestTables
{
    public static DbSet<ServiceRequest> Requests(this HubDb db) => db.Set<ServiceRequest>();
}
