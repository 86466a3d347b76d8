using ResidentHub.Catalogue;
using ResidentHub.Language;
using ResidentHub.Language.Text;

namespace ResidentHub.Conversations;

/// <summary>Everything at hand while one message is decided upon.</summary>
internal sealed record Talk(ConversationState State, Turn Turn, Dialogs Dialogs, Known Known)
{
    /// <summary>From here an act is meant for certain, even in the middle of a question.</summary>
    private const double CertainAct = 0.9;

    private readonly Lazy<Said> _said = new(() => Catalogue.Said.Of(Turn.Text, Turn.Reading, Dialogs, Turn.Today));

    public Said Said => _said.Value;

    public Reading Reading => Turn.Reading;

    /// <summary>Words said now or in an earlier message, ready to be read as answers.</summary>
    public Said SaidBefore(string words) => words == Turn.Text ? Said : new Said(words, Turn.Again?.Invoke(words).Facts ?? [], Turn.Today, Dialogs.Spellings);

    public RequestType? Type => Dialogs.Type(State.Draft?.Type);

    public string Text(string key, params ReadOnlySpan<(string Name, string Value)> variables) => Dialogs.Replies.Say(State.Language, key, variables);

    public Reply Say(string key, params ReadOnlySpan<(string Name, string Value)> variables) => new(ReplyKind.Text, Text(key, variables));

    public string Title(string label) => Dialogs.Title(label, State.Language);

    /// <summary>A label written to stand inside a sentence.</summary>
    public string Named(string label) => Title(label) is [var first, .. var rest] ? char.ToLowerInvariant(first) + rest : label;

    public Option Option(string key, string text) => new(key, Text(text));

    /// <summary>The act a message is for certain, or null.</summary>
    public string? CertainlyAct => Turn.Choice is null && Reading.Confidence >= CertainAct && Dialogs.Act(Reading.Label) is { IsAnswer: false } act ? act.Label : null;

    /// <summary>The request type a message is about, sure enough to go on with; or null.</summary>
    public string? UnderstoodType => Turn.Choice is not null ? null : NamedType ?? (Reading.Decision == Decision.Act && Dialogs.Type(Reading.Label) is not null ? Reading.Label : null);

    /// <summary>The request type whose name is all the message says, as on a button.</summary>
    private string? NamedType => Plain(Turn.Text) is { Length: > 0 } words ? Dialogs.RequestTypes.FirstOrDefault(type => type.Title.Texts.Values.Any(title => Plain(title) == words))?.Label : null;

    public bool SaysYes => CertainlyAct == "yes" || (Turn.Choice is null && AnswerReader.IsYes(Said));

    public bool SaysNo => CertainlyAct == "no" || (Turn.Choice is null && AnswerReader.IsNo(Said));

    /// <summary>Which of the options is meant, by its button, its number or its words; null when none is.</summary>
    public string? Picked(params IReadOnlyList<Option> options)
    {
        if (Turn.Choice is { } choice)
            return options.Any(option => option.Key == choice) ? choice : null;
        if (int.TryParse(Turn.Text.Trim().TrimEnd('.', ')'), out var number) && options.Count >= Numbered.Fewest && number >= 1 && number <= options.Count)
            return options[number - 1].Key;
        var words = Plain(Turn.Text);
        return words.Length == 0 ? null : options.FirstOrDefault(option => Plain(option.Text) == words)?.Key;
    }

    public Talk In(ConversationState state) => this with { State = state };

    // Letters and figures only: "Oui, on continue !" is the option "Oui, on continue".
    private static string Plain(string text) => string.Concat(Fold.Text(text).Where(char.IsLetterOrDigit));
}
