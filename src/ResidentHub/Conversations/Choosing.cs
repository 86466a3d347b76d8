using ResidentHub.Catalogue;
using ResidentHub.Language;
using ResidentHub.Language.Text;

namespace ResidentHub.Conversations;

/// <summary>Two or three likely labels are offered; the resident picks one, says it otherwise, or asks for a person.</summary>
internal static class Choosing
{
    public static Step Offer(Talk talk, IReadOnlyList<Candidate> candidates)
    {
        var labels = candidates.Select(candidate => candidate.Label).Where(label => talk.Dialogs.Type(label) is not null || talk.Dialogs.Act(label) is { IsAnswer: true }).Take(3).ToList();
        if (labels.Count == 0)
            return Listening.NotUnderstood(talk);
        return Offer(talk, labels, "choose.which");
    }

    public static Step OfferGroup(Talk talk, string group) =>
        Offer(talk, [.. talk.Dialogs.RequestTypes.Where(type => type.Group == group).Select(type => type.Label)], "choose.in_group");

    /// <summary>Another need the resident spoke of, offered once the first is served.</summary>
    public static Reply OfferNext(Talk talk, string label) =>
        new(ReplyKind.Question, talk.Text("choose.next_need", ("need", talk.Named(label))), [new Option(label, talk.Text("choose.yes_next")), talk.Option("nothing", "choose.no_next")]);

    public static Step Answer(Talk talk)
    {
        var state = talk.State;
        if (Picked(talk) is { } label)
            return talk.Dialogs.Type(label) is not null
                ? Begin(talk.In(state.Rest() with { PendingNeeds = state.PendingNeeds.Remove(label), OpenedAt = state.OpenedAt }), label, state.Opening ?? talk.Turn.Text)
                : DataAnswers.Answer(talk.In(state.Rest()), label);
        if (talk.Turn.Choice == "human" || talk.CertainlyAct == "human")
            return HandingOver.ToPerson(talk, "asked");
        if (talk.Turn.Choice is "nothing" or "none" || talk.CertainlyAct is "no" or "cancel")
            return Declined(talk);
        if (talk.Turn.Choice is { } choice && choice.StartsWith("group:", StringComparison.Ordinal))
            return OfferGroup(talk, choice["group:".Length..]);
        var again = talk.In(state with { Phase = Phase.Idle, Offered = [] });
        return talk.Reading.Decision is Decision.Offer or Decision.Ask ? Listening.NotUnderstood(again) : Listening.Answer(again);
    }

    /// <summary>Starts a request of a type with all that was already said.</summary>
    public static Step Begin(Talk talk, string label, string opening)
    {
        var type = talk.Dialogs.Type(label)!;
        var draft = Draft.New(talk.Turn.NewId, label, talk.State.OpenedAt ?? talk.Turn.Now, opening) with { Place = talk.Known.Place, Contact = talk.Known.Contact, Photos = talk.Turn.Photos };
        var said = opening == talk.Turn.Text ? talk.Said : new Said(opening, talk.Reading.Facts, talk.Turn.Today, talk.Dialogs.Spellings);
        draft = Prefill.From(draft, type, said, talk.Dialogs, opening);
        var state = talk.State.Rest() with { Phase = Phase.Asking, Draft = draft, PendingNeeds = talk.State.PendingNeeds.Remove(label) };
        return Asking.Next(talk.In(state), draft, talk.Say("listen.understood", ("need", talk.Named(label))));
    }

    private static Step Offer(Talk talk, IReadOnlyList<string> labels, string question)
    {
        var options = labels.Select(label => new Option(label, talk.Title(label))).Concat([talk.Option("none", "option.none"), talk.Option("human", "option.human")]);
        var state = talk.State.OpenWith(talk.Turn.Choice is null ? talk.Turn.Text : "", talk.Turn.Now) with { Phase = Phase.ChoosingType, Offered = [.. labels] };
        return Step.Of(state, new Reply(ReplyKind.Question, talk.Text(question), [.. options]));
    }

    private static string? Picked(Talk talk)
    {
        var offered = talk.State.Offered;
        if (talk.Turn.Choice is { } choice)
            return offered.Contains(choice) ? choice : null;
        if (int.TryParse(talk.Turn.Text.Trim(), out var number) && number >= 1 && number <= offered.Length)
            return offered[number - 1];
        var folded = Fold.Text(talk.Turn.Text.Trim());
        if (offered.FirstOrDefault(label => Fold.Text(talk.Title(label)) == folded) is { } titled)
            return titled;
        if (offered is [var only] && talk.CertainlyAct == "yes")
            return only;
        return talk.Reading.Top.Where(candidate => candidate.Confidence > 0.3).Select(candidate => candidate.Label).FirstOrDefault(offered.Contains) is { } meant && talk.Reading.Decision != Decision.Act
            ? meant
            : null;
    }

    private static Step Declined(Talk talk)
    {
        var wasNext = talk.State.Offered.Length == 1;
        return wasNext
            ? Step.Of(talk.State.Rest() with { PendingNeeds = [] }, talk.Say("choose.fine"))
            : Listening.NotUnderstood(talk.In(talk.State with { Phase = Phase.Idle, Offered = [] }));
    }
}
