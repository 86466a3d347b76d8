using ResidentHub.Catalogue;

namespace ResidentHub.Conversations;

/// <summary>What steers a form rather than answers it: a person, back, cancel, start again, another language, or plain courtesy.</summary>
internal static class Steering
{
    private const int MaxWordsOfBack = 4;

    private static readonly Phrases s_back = new(new[] { "retour", "revenir", "precedent", "precedente", "question precedente", "en arriere", "back", "go back", "previous" }.Select(word => ("back", word)));

    public static Step? Of(Talk talk)
    {
        if (talk.Turn.Choice == "human")
            return HandingOver.ToPerson(talk, "asked");
        if (talk.Turn.Choice is not null)
            return null;
        if (talk.Said.Count <= MaxWordsOfBack && s_back.In(talk.Said.Words).Count > 0)
            return Back(talk);
        return talk.CertainlyAct switch
        {
            "human" => HandingOver.ToPerson(talk, "asked"),
            "cancel" => Acts.Cancel(talk),
            "restart" => Acts.Restart(talk),
            "change-language" => Acts.ChangeLanguage(talk),
            "help" => OpenQuestion.After(talk, talk.Say("act.help_asking")),
            "opt-out" => Acts.Cancel(talk),
            "opt-in" => Acts.Answer(talk, talk.CertainlyAct),
            "thanks" => OpenQuestion.After(talk, talk.Say("act.thanks")),
            "greeting" => OpenQuestion.After(talk),
            "goodbye" => Step.Of(talk.State, talk.Say("act.goodbye")),
            _ => null,
        };
    }

    // The question before is asked anew and its answer forgotten.
    private static Step Back(Talk talk)
    {
        var draft = talk.State.Draft!;
        var at = draft.Asked.IndexOf(talk.State.Asked!);
        if (at <= 0)
            return OpenQuestion.After(talk, talk.Say("ask.no_back"));
        var previous = draft.Asked[at - 1];
        var without = draft with
        {
            Answers = draft.Answers.Remove(previous),
            Asked = draft.Asked.RemoveAt(at),
            Place = previous == Asking.Place ? SaidPlace.Nowhere : draft.Place,
            IsPlaceUnknown = previous != Asking.Place && draft.IsPlaceUnknown,
        };
        var state = talk.State with { Draft = without, Asked = previous, Misses = 0 };
        return OpenQuestion.After(talk.In(state));
    }
}
