using ResidentHub.Language;

namespace ResidentHub.Conversations;

/// <summary>
/// A resident who writes neither French nor English: a few checked sentences in their language, and a person calls back with an interpreter.
/// Never a form.
/// </summary>
internal static class ForeignTalk
{
    private const int MaxAsksForPhone = 2;

    public static Step Answer(Talk talk)
    {
        if (talk.CertainlyAct == "change-language" && Acts.LanguageNamed(talk) is { } wanted && wanted != talk.State.Language)
            return Acts.ChangeLanguage(talk);
        if (talk.CertainlyAct is "thanks" or "goodbye")
            return Step.Of(talk.State, Say(talk, "foreign.thanks"));
        if (talk.CertainlyAct is "opt-out" or "opt-in")
            return Acts.Answer(talk, talk.CertainlyAct);
        if (TypeOf(talk) is { } type)
            return Understood(talk, type);
        return talk.CertainlyAct is "greeting" or "change-language" or "help" ? Step.Of(talk.State, Say(talk, "foreign.tell")) : Unclear(talk);
    }

    /// <summary>A text in the resident's language; in one the hub has no texts for, in French and in English.</summary>
    public static string Text(Talk talk, string key, params ReadOnlySpan<(string Name, string Value)> variables) => talk.Dialogs.Replies.SayOrBoth(talk.State.Language, key, variables);

    private static string? TypeOf(Talk talk) =>
        talk.State.Draft?.Type ?? (talk.Reading.Decision is Decision.Act or Decision.Offer && talk.Dialogs.Type(talk.Reading.Label) is { } read ? read.Label : null);

    private static Step Understood(Talk talk, string type)
    {
        var state = talk.State;
        var draft = state.Draft ?? Draft.New(talk.Turn.NewId, type, talk.Turn.Now, talk.Turn.Text) with { Place = talk.Known.Place, Contact = talk.Known.Contact };
        draft = Prefill.From(draft, talk.Dialogs.Type(type)!, talk.Said, talk.Dialogs);
        draft = draft with { Contact = draft.Contact.With(PlaceReader.Contact(talk.Said)), Photos = Math.Min(3, draft.Photos + talk.Turn.Photos) };
        if (state.Draft is null)
            draft = Prefill.Settle(draft, talk.Dialogs.Type(type)!, talk.Said);
        var timesAsked = state.Asked == Asking.Contact ? state.Misses : 0;
        if (draft.Contact.CanBeReached || talk.Known.CanCallBack || timesAsked >= MaxAsksForPhone)
            return Step.Of(state.Rest(), Say(talk, "foreign.calls")).With(new Submit(draft, IsIncomplete: true, WantsInterpreter: true));
        var asking = state with { Phase = Phase.Asking, Draft = draft, Asked = Asking.Contact, Offered = [], Misses = timesAsked + 1 };
        var phone = new Reply(ReplyKind.Question, Text(talk, "foreign.phone"));
        return timesAsked == 0 ? Step.Of(asking, Say(talk, "foreign.understood"), phone) : Step.Of(asking, phone);
    }

    private static Step Unclear(Talk talk)
    {
        var state = talk.State with { Phase = Phase.WithPerson, Asked = null };
        return Step.Of(state, Say(talk, "foreign.understood"), new Reply(ReplyKind.HandOver, Text(talk, "foreign.calls")), Say(talk, "foreign.phone"))
            .With(new HandOverTo(HandingOver.DefaultDepartment, "language", WantsInterpreter: true));
    }

    private static Reply Say(Talk talk, string key) => new(ReplyKind.Text, Text(talk, key));
}
