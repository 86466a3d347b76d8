using ResidentHub.Language;

namespace ResidentHub.Conversations;

/// <summary>
/// A resident who writes neither French nor English: a few checked sentences in their language, and a person calls back with an interpreter.
/// Never a form.
/// </summary>
internal static class ForeignTalk
{
    public static Step Answer(Talk talk)
    {
        var state = talk.State;
        if (talk.CertainlyAct is "thanks" or "goodbye")
            return Step.Of(state, talk.Say("foreign.thanks"));
        var type = state.Draft?.Type ?? (talk.Reading.Decision is Decision.Act or Decision.Offer && talk.Dialogs.Type(talk.Reading.Label) is { } read ? read.Label : null);
        if (type is null)
            return talk.CertainlyAct is "greeting" or "change-language" or "help" ? Step.Of(state, talk.Say("foreign.tell")) : Unclear(talk);
        var draft = state.Draft ?? Draft.New(talk.Turn.NewId, type, talk.Turn.Now, talk.Turn.Text) with { Place = talk.Known.Place, Contact = talk.Known.Contact };
        draft = Prefill.From(draft, talk.Dialogs.Type(type)!, talk.Said, talk.Dialogs, state.Draft is null ? talk.Turn.Text : null);
        if (!draft.Contact.CanBeReached && !talk.Known.CanCallBack && state.Draft is null)
            return Step.Of(state with { Phase = Phase.Asking, Draft = draft, Asked = Asking.Contact }, talk.Say("foreign.understood"), new Reply(ReplyKind.Question, talk.Text("foreign.phone")));
        return Step.Of(state.Rest(), talk.Say("foreign.calls")).With(new Submit(draft, IsIncomplete: true, WantsInterpreter: true));
    }

    private static Step Unclear(Talk talk)
    {
        var state = talk.State with { Phase = Phase.WithPerson, Asked = null };
        return Step.Of(state, talk.Say("foreign.understood"), new Reply(ReplyKind.HandOver, talk.Text("foreign.calls")), talk.Say("foreign.phone"))
            .With(new HandOverTo(HandingOver.DefaultDepartment, "language", WantsInterpreter: true));
    }
}
