using ResidentHub.Catalogue;
using ResidentHub.Language.Text;

namespace ResidentHub.Conversations;

/// <summary>Answers what is no request: greetings, thanks, cancel, another language, stop.</summary>
internal static class Acts
{
    private static readonly Phrases s_languages = new(new[]
    {
        ("en", "english"), ("en", "anglais"), ("en", "ingles"), ("en", "ingilizce"), ("en", "englisch"),
        ("fr", "francais"), ("fr", "french"), ("ar", "arabe"), ("ar", "arabic"), ("ar", "عربي"), ("ar", "العربية"), ("ar", "بالعربية"),
        ("tr", "turc"), ("tr", "turkish"), ("tr", "turkce"), ("pt", "portugais"), ("pt", "portuguese"), ("pt", "portugues"),
        ("es", "espagnol"), ("es", "spanish"), ("es", "espanol"), ("de", "allemand"), ("de", "german"), ("de", "deutsch"),
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
        Step.Of(talk.State.Rest() with { PendingNeeds = [] }, talk.Say(talk.State.Draft is null ? "act.nothing_to_cancel" : "act.cancelled"));

    public static Step Restart(Talk talk) =>
        Step.Of(talk.State.Rest() with { PendingNeeds = [] }, new Reply(ReplyKind.Question, talk.Text("act.restart"), [.. Listening.Groups(talk)]));

    public static Step ChangeLanguage(Talk talk)
    {
        var words = new TokenBuffer();
        words.Fill(talk.Turn.Text, Spellings.None);
        if (s_languages.In(words) is not [var wanted, ..])
            return Step.Of(talk.State, new Reply(ReplyKind.Question, talk.Text("act.which_language"), [new Option("fr", "Français"), new Option("en", "English")]));
        var changed = talk.In(talk.State with { Language = wanted });
        if (!Dialogs.SpokenWell.Contains(wanted))
            return ForeignTalk.Answer(changed);
        return changed.State.Phase == Phase.Asking
            ? Step.Of(changed.State, changed.Say("act.language_changed"), Asking.Ask(changed, changed.State.Asked!, changed.Type!))
            : changed.State.Phase == Phase.Confirming ? Confirming.Show(changed, changed.State.Draft!, changed.Say("act.language_changed"))
            : Step.Of(changed.State, changed.Say("act.language_changed"));
    }

    private static Step OutOfScope(Talk talk) =>
        Step.Of(talk.State with { Misses = talk.State.Misses + 1 }, new Reply(ReplyKind.Question, talk.Text("act.out_of_scope"), [.. Listening.Groups(talk), talk.Option("human", "option.human")]));
}
