using System.Collections.Immutable;
using ResidentHub.Conversations;

namespace ResidentHub.Requests;

/// <summary>
/// Where all doors meet: a draft of one request type, read and checked, complete or incomplete. Above it channels differ; below it nothing
/// knows the channel.
/// </summary>
/// <param name="Draft">Its id is the request's id: submitting the same draft twice makes one request.</param>
/// <param name="IsIncomplete">Understood, but not confirmed or not all said: a person calls back.</param>
/// <param name="OnBehalfOf">Who entered it for the resident, and with what mandate; null when the resident did.</param>
/// <param name="OpeningMessages">Messages that led to it, in its conversation.</param>
/// <param name="StaffId">The member of staff who entered it at the desk.</param>
public sealed record Submission(
    Draft Draft,
    Origin Origin,
    string Language,
    bool IsIncomplete = false,
    bool WantsInterpreter = false,
    string? OnBehalfOf = null,
    Guid? ConversationId = null,
    Guid? SessionId = null,
    Guid? PersonId = null,
    ImmutableArray<Guid> OpeningMessages = default,
    ImmutableArray<Guid> Photos = default,
    Guid? StaffId = null)
{
    public ImmutableArray<Guid> OpeningMessages { get; init; } = OpeningMessages.IsDefault ? [] : OpeningMessages;

    public ImmutableArray<Guid> Photos { get; init; } = Photos.IsDefault ? [] : Photos;
}

/// <summary>What the resident is told at once.</summary>
/// <param name="ContactBy">When somebody contacts them at the latest; null when the landlord has not confirmed the delay.</param>
/// <param name="IsFollowing">Others reported the same breakdown before: this one follows it.</param>
public sealed record Receipt(Guid RequestId, string Reference, string Type, string Lead, DateTimeOffset? ContactBy, IReadOnlyList<string> Sentences, bool IsFollowing);
