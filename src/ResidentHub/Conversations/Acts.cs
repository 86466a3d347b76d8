using ResidentHub.Catalogue;
using ResidentHub.Language.Text;

namespace ResidentHub.Conversations;

/// <summary>Answers what is no request: greetings, thanks, cancel, another language, stop.</summary>
internal static class Acts
{
    // In its own words, so that who cannot read French finds it.
    private static readonly (string Language, string Name)[] s_names =
        [("fr", "Français"), ("en", "English"), ("ar", "العربية"), ("tr", "Türkçe"), ("pt", "Português"), ("es", "Español"), ("de", "Deutsch")];

    private static readonly Phrases s_languages = new(new[]
    {
        ("en", "english"), ("en", "anglais"), ("en", "ingles"), ("en", "ingilizce"), ("en", "englisch"),
        ("fr", "francais"), ("fr", "french"), ("fr", "frances"), ("fr", "fransizca"), ("fr", "franzosisch"),
        ("ar", "arabe"), ("ar", "arabic"), ("ar", "عربي"), ("ar", "العربية"), ("ar", "بالعربية"),
        ("tr", "turc"), ("tr", "turkish"), ("tr", "turkce"), ("pt", "portugais"), ("pt", "portuguese"), ("pt", "portugues"),
        ("es", "espagnol"), ("es", "spanish"), ("es", "espanol"), ("de", "allemand"), ("de", "german"), ("de", "deutsch"),
        ("ro", "roumain"), ("ro", "romanian"), ("ro", "romana"), ("ru", "russe"), ("ru", "russian"), ("uk", "ukrainien"), ("uk", "ukrainian"),
    });

    public static Step Answer(Talk talk, string label) => label switch
    {
        "greeting" => Step.Of(talk.State, talk.State.IsGreeted ? talk.Say("act.greeting") : new Reply(ReplyKind.Text, talk.Text("act.greeting_first"), [.. Listening.Groups(talk)])),
        "thanks" => Step.Of(talk.State with { Misses = 0 }, talk.Say("act.thanks")),
        "goodbye" => Step.Of(talk.State, talk.Say("act.goodbye")),
        "help" => Step.Of(talk.State, new Reply(ReplyKind.Question, talk.Text("act.help"), [.. Listening.Groups(talk), talk.Option("human", "option.human")])),
        "human" => HandingOver.ToPerson(talk, "asked"),
        "yes" => Step.Of(talk.State, talk.Say("act.yes_to_nothing")),
        "no" => Step.Of(talk.State, talk.Say("act.no_to_nothing")),
        "cancel" => Cancel(talk),
        "restart" => Restart(talk),
        "change-language" => ChangeLanguage(talk),
        "opt-out" => Step.Of(talk.State, talk.Say("act.opt_out")).With(new SetOptOut(true)),
        "opt-in" => Step.Of(talk.State, talk.Say("act.opt_in")).With(new SetOptOut(false)),
        _ => OutOfScope(talk),
    };

    public static Step Cancel(Talk talk) =>
        Step.Of(talk.State.Rest() with { PendingNeeds = [] }, talk.Say(talk.State.Phase is Phase.Idle ? "act.nothing_to_cancel" : "act.cancelled"));

    public static Step Restart(Talk talk) =>
        Step.Of(talk.State.Rest() with { PendingNeeds = [] }, new Reply(ReplyKind.Question, talk.Text("act.restart"), [.. Listening.Groups(talk)]));

    /// <summary>Goes on in the language named, and asks again what was open; asks which when none is named.</summary>
    public static Step ChangeLanguage(Talk talk)
    {
        if (LanguageNamed(talk) is not { } wanted)
            return Step.Of(talk.State, new Reply(ReplyKind.Question, talk.Text("act.which_language"), [.. s_names.Where(pair => talk.Dialogs.Replies.Speaks(pair.Language)).Select(pair => new Option(pair.Language, pair.Name))]));
        var changed = talk.In(talk.State with { Language = wanted });
        return Dialogs.SpokenWell.Contains(wanted) ? OpenQuestion.After(changed, changed.Say("act.language_changed")) : ForeignTalk.Answer(changed);
    }

    /// <summary>The language a message or button names, or null.</summary>
    public static string? LanguageNamed(Talk talk)
    {
        if (talk.Turn.Choice is { } choice)
            return talk.Dialogs.Replies.Speaks(choice) ? choice : null;
        var words = new TokenBuffer();
        words.Fill(talk.Turn.Text, Spellings.None);
        return s_languages.In(words) is [var wanted, ..] && !talk.Said.Denies(s_languages) ? wanted : null;
    }

    private static Step OutOfScope(Talk talk) =>
        Step.Of(talk.State with { Misses = talk.State.Misses + 1 }, new Reply(ReplyKind.Question, talk.Text("act.out_of_scope"), [.. Listening.Groups(talk), talk.Option("human", "option.human")]));
}
