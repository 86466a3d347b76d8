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

/// <summary>A need the resident spoke of that is not under way yet.</summary>
/// <param name="Words">The words that told it; empty when they spoke of a danger too.</param>
/// <param name="At">When they were written.</param>
public sealed record Need(string Label, string Words, DateTimeOffset At);

/// <summary>All a conversation remembers between two messages; stored as versioned JSON.</summary>
/// <param name="Draft">The request under way; while a further need is offered, the draft that a yes begins with.</param>
/// <param name="Asked">The open question: a question's key, <c>place</c>, <c>contact</c>, <c>change</c>, or <c>residence</c> for a question of fact.</param>
/// <param name="Offered">Labels offered, in the order of their numbers.</param>
/// <param name="PendingNeeds">Further needs the resident spoke of, served one after the other.</param>
/// <param name="Opening">The words that opened what is not under way yet; empty when they spoke of a danger.</param>
/// <param name="OpenedAt">When the first of them were written.</param>
/// <param name="Misses">Times in a row nothing was understood.</param>
/// <param name="LastReference">The reference given last, so that a number left afterwards finds its request.</param>
/// <param name="Shown">Where choices are numbered: those shown last, in the order of their numbers.</param>
/// <param name="ToConfirm">The request that staff say is solved and of which the resident was asked whether it is.</param>
public sealed record ConversationState(
    Phase Phase,
    string Language,
    Draft? Draft = null,
    string? Asked = null,
    ImmutableArray<string> Offered = default,
    ImmutableArray<Need> PendingNeeds = default,
    string? Opening = null,
    DateTimeOffset? OpenedAt = null,
    int Misses = 0,
    bool IsGreeted = false,
    string? LastReference = null,
    ImmutableArray<string> Shown = default,
    string? ToConfirm = null)
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

    public ImmutableArray<Need> PendingNeeds { get; init; } = PendingNeeds.IsDefault ? [] : PendingNeeds;

    public ImmutableArray<string> Shown { get; init; } = Shown.IsDefault ? [] : Shown;

    public static ConversationState New(string language) => new(Phase.Idle, language);

    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    /// <summary>The stored state; one of an unknown version starts anew in its language rather than fail.</summary>
    public static ConversationState FromJson(string json)
    {
        var state = JsonSerializer.Deserialize<ConversationState>(json, s_json)!;
        return state.Version == CurrentVersion ? state : New(state.Language);
    }

    /// <summary>Remembers words of a need not yet under way, after those already said of it.</summary>
    public ConversationState OpenWith(string words, DateTimeOffset now) =>
        words.Length == 0 ? this : this with { Opening = string.IsNullOrEmpty(Opening) ? words : $"{Opening}\n{words}", OpenedAt = OpenedAt ?? now };

    /// <summary>Remembers a further need, once.</summary>
    public ConversationState WithNeed(Need need) =>
        need.Label == Draft?.Type || PendingNeeds.Any(known => known.Label == need.Label) ? this : this with { PendingNeeds = PendingNeeds.Add(need) };

    public ConversationState WithoutNeed(string label) => this with { PendingNeeds = PendingNeeds.RemoveAll(need => need.Label == label) };

    /// <summary>The understood need that silence must not lose: with a place or a way to call back, and no person who has it already; or null.</summary>
    [JsonIgnore]
    public Draft? Unfinished => Phase is Phase.Asking or Phase.Confirming or Phase.KeepOrDrop or Phase.ChoosingType or Phase.AfterSafety && Draft is { IsWorthKeeping: true } draft ? draft : null;

    /// <summary>All needs spoken of besides the one under way.</summary>
    [JsonIgnore]
    public IEnumerable<Need> FurtherNeeds => Phase == Phase.KeepOrDrop ? WithNeed(new Need(Offered[0], Opening ?? "", OpenedAt ?? Draft!.StartedAt)).PendingNeeds : PendingNeeds.Where(need => need.Label != Draft?.Type);

    /// <summary>Nothing under way any more; further needs wait on.</summary>
    public ConversationState Rest() => this with { Phase = Phase.Idle, Draft = null, Asked = null, Offered = [], Shown = [], Opening = null, OpenedAt = null, Misses = 0 };

    /// <summary>
    /// This state as far as the content of today knows it. Content changes while conversations rest: a type or a question that is gone takes
    /// what hangs on it along, and the conversation goes on.
    /// </summary>
    public ConversationState In(Catalogue.Dialogs dialogs)
    {
        var known = this with
        {
            Offered = [.. Offered.Where(label => dialogs.Type(label) is not null || dialogs.Act(label) is not null)],
            PendingNeeds = [.. PendingNeeds.Where(need => dialogs.Type(need.Label) is not null)],
        };
        if (known.Draft is { } draft && dialogs.Type(draft.Type) is null)
            known = known with { Draft = null };
        var isWhole = known.Phase switch
        {
            Phase.Asking or Phase.Confirming => known.Draft is not null,
            Phase.KeepOrDrop => known.Draft is not null && known.Offered.Length > 0,
            Phase.ChoosingType => known.Offered.Length > 0,
            _ => true,
        };
        return isWhole ? known : known.Rest();
    }
}
