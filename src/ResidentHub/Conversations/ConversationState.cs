using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ResidentHub.Conversations;

/// <summary>Where a conversation stands.</summary>
public enum Phase
{
    /// <summary>Nothing under way.</summary>
    Idle,

    /// <summary>Two or three labels were offered.</summary>
    ChoosingType,

    /// <summary>Another need came up in the middle of a request: keep the first, or drop it?</summary>
    KeepOrDrop,

    /// <summary>A question of a request is open.</summary>
    Asking,

    /// <summary>The summary was shown and waits for a yes.</summary>
    Confirming,

    /// <summary>A person has it; the assistant is silent.</summary>
    WithPerson,

    /// <summary>Safety spoke last; what was under way is offered, not resumed.</summary>
    AfterSafety,
}

/// <summary>All a conversation remembers between two messages; stored as versioned JSON.</summary>
/// <param name="Draft">The request under way.</param>
/// <param name="Asked">The open question: a question's key, <c>place</c>, <c>contact</c> or <c>change</c>.</param>
/// <param name="Offered">Labels offered, in the order of their numbers.</param>
/// <param name="PendingNeeds">Further labels the resident spoke of, served one after the other.</param>
/// <param name="Opening">The words that opened what is not under way yet; empty when they spoke of a danger.</param>
/// <param name="OpenedAt">When they were written.</param>
/// <param name="Misses">Times in a row nothing was understood.</param>
/// <param name="LastReference">The reference given last, so that a number left afterwards finds its request.</param>
public sealed record ConversationState(
    Phase Phase,
    string Language,
    Draft? Draft = null,
    string? Asked = null,
    ImmutableArray<string> Offered = default,
    ImmutableArray<string> PendingNeeds = default,
    string? Opening = null,
    DateTimeOffset? OpenedAt = null,
    int Misses = 0,
    bool IsGreeted = false,
    string? LastReference = null)
{
    private const int CurrentVersion = 1;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The shape this was written in.</summary>
    public int Version { get; init; } = CurrentVersion;

    public ImmutableArray<string> Offered { get; init; } = Offered.IsDefault ? [] : Offered;

    public ImmutableArray<string> PendingNeeds { get; init; } = PendingNeeds.IsDefault ? [] : PendingNeeds;

    public static ConversationState New(string language) => new(Phase.Idle, language);

    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    /// <summary>The stored state; one of an unknown version starts anew in its language rather than fail.</summary>
    public static ConversationState FromJson(string json)
    {
        var state = JsonSerializer.Deserialize<ConversationState>(json, s_json)!;
        return state.Version == CurrentVersion ? state : New(state.Language);
    }

    /// <summary>Remembers the first words of a need not yet under way.</summary>
    public ConversationState OpenWith(string words, DateTimeOffset now) => Opening is null ? this with { Opening = words, OpenedAt = now } : this;

    /// <summary>Nothing under way any more; what was learned of the person stays.</summary>
    public ConversationState Rest() => this with { Phase = Phase.Idle, Draft = null, Asked = null, Offered = [], Opening = null, OpenedAt = null, Misses = 0 };
}
