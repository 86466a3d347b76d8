using System.Collections.Immutable;
using ResidentHub.People;

namespace ResidentHub.Conversations;

/// <summary>What the hub knows when a message is decided upon; loaded before, so that deciding stays pure.</summary>
/// <param name="Place">Where this person was understood to live, from before.</param>
/// <param name="Contact">How this person asked to be answered before.</param>
/// <param name="Requests">This person's own open requests, newest first.</param>
/// <param name="Mentioned">State and date of the request whose reference the message names, whoever's it is; null when there is none.</param>
/// <param name="Initiatives">Projects and events, nearest first.</param>
/// <param name="IsOfficerThere">An officer is on duty and was seen alive just now.</param>
/// <param name="IsNight">Between 22 h and 6 h at the landlord's.</param>
/// <param name="Hours">Opening hours in words.</param>
/// <param name="IsOpen">Whether staff are at work now.</param>
/// <param name="IsShort">Few questions, short texts, no buttons.</param>
/// <param name="CanCallBack">The channel itself can carry a later answer to this person.</param>
public sealed record Known(
    SaidPlace Place,
    SaidContact Contact,
    ImmutableArray<KnownRequest> Requests,
    KnownRequest? Mentioned,
    ImmutableArray<KnownInitiative> Initiatives,
    bool IsOfficerThere,
    bool IsNight,
    string Hours,
    bool IsOpen,
    bool IsShort,
    bool CanCallBack)
{
    /// <summary>What is known of the number this person writes from; null where the channel has none.</summary>
    public KnownNumber? Number { get; init; }

    /// <summary>The request that the resident was asked to confirm, while they still can; or null.</summary>
    public KnownRequest? Resolved { get; init; }

    /// <summary>When anything was last said in this conversation.</summary>
    public DateTimeOffset LastAt { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>The address of the hub's pages, for links in texts.</summary>
    public string Site { get; init; } = "";
}

/// <summary>A request as a reference alone shows it: its state and next date. The type only where what it is about may be said.</summary>
public sealed record KnownRequest(string Reference, string? Type, string State, DateOnly? Due);

/// <summary>A project or an event.</summary>
/// <param name="When">Day and hour in words, for an event.</param>
public sealed record KnownInitiative(string Code, string Title, string Residence, string State, string? Needs, string? When, string Link);
