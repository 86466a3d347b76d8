using ResidentHub.Catalogue;
using ResidentHub.Language;

namespace ResidentHub.Conversations;

/// <summary>Everything at hand while one message is decided upon.</summary>
internal sealed record Talk(ConversationState State, Turn Turn, Dialogs Dialogs, Known Known)
{
    /// <summary>From here an act is meant for certain, even in the middle of a question.</summary>
    private const double CertainAct = 0.9;

    private readonly Lazy<Said> _said = new(() => Catalogue.Said.Of(Turn.Text, Turn.Reading, Dialogs, Turn.Today));

    public Said Said => _said.Value;

    public Reading Reading => Turn.Reading;

    public RequestType? Type => Dialogs.Type(State.Draft?.Type);

    public string Text(string key, params ReadOnlySpan<(string Name, string Value)> variables) => Dialogs.Replies.Say(State.Language, key, variables);

    public Reply Say(string key, params ReadOnlySpan<(string Name, string Value)> variables) => new(ReplyKind.Text, Text(key, variables));

    public string Title(string label) => Dialogs.Title(label, State.Language);

    /// <summary>A label written to stand inside a sentence.</summary>
    public string Named(string label) => Title(label) is [var first, .. var rest] ? char.ToLowerInvariant(first) + rest : label;

    public Option Option(string key, string text) => new(key, Text(text));

    /// <summary>The act a message is for certain, or null.</summary>
    public string? CertainlyAct => Turn.Choice is null && Reading.Confidence >= CertainAct && Dialogs.Act(Reading.Label) is { IsAnswer: false } act ? act.Label : null;

    public Talk In(ConversationState state) => this with { State = state };
}
