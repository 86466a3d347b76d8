using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ResidentHub.Language;
using ResidentHub.Language.Safety;

namespace ResidentHub.Conversations;

/// <summary>What one message of a resident brings about.</summary>
/// <param name="Replies">Said at once.</param>
/// <param name="Effects">Done in the same transaction, in this order.</param>
/// <param name="Afterwards">Said after what the effects say (a receipt).</param>
public sealed record Step(ConversationState State, ImmutableArray<Reply> Replies, ImmutableArray<Effect> Effects, ImmutableArray<Reply> Afterwards)
{
    public static Step Of(ConversationState state, params ReadOnlySpan<Reply> replies) => new(state, [.. replies], [], []);

    public Step With(params ReadOnlySpan<Effect> effects) => this with { Effects = [.. Effects, .. effects] };

    public Step Then(params ReadOnlySpan<Reply> afterwards) => this with { Afterwards = [.. Afterwards, .. afterwards] };

    public Step After(params ReadOnlySpan<Reply> before) => this with { Replies = [.. before, .. Replies] };
}

/// <summary>What kind of reply, so that each channel shows it in its way.</summary>
public enum ReplyKind
{
    Text,
    Question,
    Summary,
    Safety,
    Receipt,
    HandOver,

    /// <summary>The one answer to who asks for no more messages.</summary>
    Farewell,
}

/// <summary>One thing the assistant says.</summary>
/// <param name="Options">Choices under it; still typable, by words or number.</param>
/// <param name="Rows">Lines of a summary or receipt: what, and its value.</param>
/// <param name="Numbers">Numbers to call, first first.</param>
/// <param name="Picker">A picker the page may offer: <c>date</c> or <c>place</c>.</param>
/// <param name="Reference">The request it speaks of.</param>
public sealed record Reply(
    ReplyKind Kind,
    string Text,
    ImmutableArray<Option> Options = default,
    ImmutableArray<Row> Rows = default,
    ImmutableArray<string> Numbers = default,
    string? Picker = null,
    string? Reference = null,
    string? Link = null)
{
    public ImmutableArray<Option> Options { get; init; } = Options.IsDefault ? [] : Options;

    public ImmutableArray<Row> Rows { get; init; } = Rows.IsDefault ? [] : Rows;

    public ImmutableArray<string> Numbers { get; init; } = Numbers.IsDefault ? [] : Numbers;
}

/// <summary>A choice: a stable key and its words.</summary>
public sealed record Option(string Key, string Text);

public sealed record Row(string Name, string Value);

/// <summary>Something to do besides talking.</summary>
[JsonPolymorphic]
public abstract record Effect;

/// <summary>Open the request.</summary>
/// <param name="IsIncomplete">The resident has not confirmed; a person calls back.</param>
/// <param name="WantsInterpreter">The resident speaks a language the hub does not.</param>
public sealed record Submit(Draft Draft, bool IsIncomplete = false, bool WantsInterpreter = false) : Effect;

/// <summary>A person takes over.</summary>
/// <param name="Department">Who: the department that leads what is under way, else the agency.</param>
/// <param name="Why">A key of <c>handover.why</c>.</param>
public sealed record HandOverTo(string Department, string Why, bool WantsInterpreter = false) : Effect;

/// <summary>Tell the duty officer.</summary>
public sealed record AlertOfficer(SafetyReading Danger) : Effect;

/// <summary>Add a way to call back to the request just made.</summary>
public sealed record AddContact(string Reference, SaidContact Contact) : Effect;

/// <summary>The person no longer wants messages, or wants them again.</summary>
public sealed record SetOptOut(bool IsOut) : Effect;

/// <summary>The resident says that a request staff resolved is solved, or is not.</summary>
public sealed record SettleResolved(string Reference, bool IsSolved) : Effect;

/// <summary>The resident joins a project; its team is told.</summary>
public sealed record Participate(string Code) : Effect;

/// <summary>One message under reading.</summary>
/// <param name="Choice">The key of the button that was pressed, or null.</param>
/// <param name="Photos">Photos that came with it.</param>
/// <param name="NewId">An id for whatever this message opens.</param>
/// <param name="Again">Reads words of an earlier message again, as they were read then; null reads nothing but the words.</param>
/// <param name="HasUnkeptFile">A file that came with it is no photo and was not kept.</param>
public sealed record Turn(string Text, Reading Reading, string? Choice, int Photos, Guid NewId, DateTimeOffset Now, DateOnly Today, Func<string, Reading>? Again = null, bool HasUnkeptFile = false)
{
    /// <summary>The network itself took the message for STOP (true) or START (false), and answered it.</summary>
    public bool? OptOut { get; init; }

    /// <summary>Kept and read for danger; nothing else is said to it.</summary>
    public bool IsOnlyKept { get; init; }

    /// <summary>Photos that came with it and could not be fetched.</summary>
    public int LostPhotos { get; init; }
}
