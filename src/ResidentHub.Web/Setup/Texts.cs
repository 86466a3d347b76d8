using ResidentHub.Catalogue;

namespace ResidentHub.Web.Setup;

/// <summary>The hub's words in the language of this visit, typeset for the page.</summary>
public sealed class Texts(Dialogs dialogs, Visit visit)
{
    public string Language => visit.Language;

    public string this[string key] => Typography.Set(dialogs.Replies.Say(visit.Language, key), visit.Language);

    public string Say(string key, params ReadOnlySpan<(string Name, string Value)> variables) => Typography.Set(dialogs.Replies.Say(visit.Language, key, variables), visit.Language);

    public string Of(Localized text) => Typography.Set(text.In(visit.Language), visit.Language);

    /// <summary>A text that is already in the right language.</summary>
    public string Set(string text) => Typography.Set(text, visit.Language);

    /// <summary>The same, beginning with a capital: the words of a choice stand alone on a button.</summary>
    public string Sentence(string text) => text.Length == 0 ? text : Set(char.ToUpperInvariant(text[0]) + text[1..]);

    public string Day(DateOnly date) => Set(Wording.Day(dialogs.Replies, visit.Language, date));

    public string Moment(DateTime local, DateOnly today) => Set(Wording.Moment(dialogs.Replies, visit.Language, local, today));

    public string Title(string label) => Set(dialogs.Title(label, visit.Language));
}
