using System.Collections.Immutable;
using ResidentHub.Catalogue;
using ResidentHub.Language;

namespace ResidentHub.Conversations;

/// <summary>Two or three likely labels are offered; the resident picks one, says it otherwise, or asks for a person.</summary>
internal static class Choosing
{
    private const string None = "none", Nothing = "nothing", Human = "human";

    private static readonly Phrases s_later = new(new[] { "plus tard", "pas maintenant", "une autre fois", "laisse tomber", "later", "not now", "another time" }.Select(phrase => ("later", phrase)));

    public static Step Offer(Talk talk, IReadOnlyList<Candidate> candidates)
    {
        var labels = candidates.Select(candidate => candidate.Label).Where(label => talk.Dialogs.Type(label) is not null || talk.Dialogs.Act(label) is { IsAnswer: true }).Take(3).ToList();
        if (labels.Count == 0)
            return Listening.NotUnderstood(talk);
        return Offer(talk, labels, talk.Turn.Text);
    }

    public static Step OfferGroup(Talk talk, string group) =>
        Offer(talk, [.. talk.Dialogs.RequestTypes.Where(type => type.Group == group).Select(type => type.Label)], "");

    /// <summary>The first need that waits, ready to begin with what is known of the person, and the question whether to.</summary>
    public static Step OfferNext(Talk talk, Draft served)
    {
        var need = talk.State.PendingNeeds[0];
        var type = talk.Dialogs.Type(need.Label)!;
        var next = Draft.New(talk.Turn.NewId, need.Label, need.At, need.Words) with { Place = served.Place.WithoutSpot(), Contact = served.Contact, IsPlaceUnknown = served.IsPlaceUnknown };
        next = Prefill.From(next, type, talk.SaidBefore(need.Words), talk.Dialogs);
        var state = talk.State.Rest() with { Phase = Phase.ChoosingType, Draft = Prefill.Settle(next, type, talk.SaidBefore(need.Words)), Offered = [need.Label] };
        return Step.Of(state).Then(Question(talk.In(state)));
    }

    /// <summary>The labels on offer, as a question.</summary>
    public static Reply Question(Talk talk)
    {
        var state = talk.State;
        if (state.Draft is { } next)
            return new Reply(ReplyKind.Question, talk.Text("choose.next_need", ("need", talk.Named(next.Type))), Options(talk));
        return new Reply(ReplyKind.Question, talk.Text(string.IsNullOrEmpty(state.Opening) ? "choose.in_group" : "choose.which"), Options(talk));
    }

    public static Step Answer(Talk talk) => (talk.Picked(Options(talk)) ?? Meant(talk)) switch
    {
        Human => HandingOver.ToPerson(talk, "asked"),
        None => Listening.Rephrase(talk.In(talk.State with { Phase = Phase.Idle, Offered = [] })),
        Nothing => Declined(talk),
        "restart" => Acts.Restart(talk),
        "cancel" => Acts.Cancel(talk),
        "change-language" => Acts.ChangeLanguage(talk),
        "thanks" or "goodbye" or "greeting" when talk.State.Draft is not null => Step.Of(talk.State, talk.Say($"act.{talk.CertainlyAct}")),
        { } label when talk.State.Offered.Contains(label) => Take(talk, label),
        _ => SaidOtherwise(talk),
    };

    /// <summary>Starts a request of a type with all that was already said.</summary>
    /// <param name="words">The resident's words that told the need.</param>
    /// <param name="at">When they were written; null: now.</param>
    public static Step Begin(Talk talk, string label, string words, DateTimeOffset? at = null)
    {
        var type = talk.Dialogs.Type(label)!;
        var before = talk.State.Draft;
        var draft = Draft.New(talk.Turn.NewId, label, at ?? talk.State.OpenedAt ?? talk.Turn.Now, words) with
        {
            Place = before?.Place.WithoutSpot() ?? talk.Known.Place,
            Contact = before?.Contact ?? talk.Known.Contact,
            Photos = talk.Turn.Photos,
        };
        return BeginWith(talk, Prefill.From(draft, type, talk.SaidBefore(words), talk.Dialogs));
    }

    private static Step BeginWith(Talk talk, Draft draft)
    {
        var state = talk.State.Rest().WithoutNeed(draft.Type) with { Phase = Phase.Asking, Draft = draft };
        var isQuiet = talk.Known.IsShort && talk.Dialogs.Type(draft.Type)!.Confidentiality != Confidentiality.Open;
        return Asking.Next(talk.In(state), draft, isQuiet ? talk.Say("texting.understood") : talk.Say("listen.understood", ("need", talk.Named(draft.Type))));
    }

    private static Step Offer(Talk talk, IReadOnlyList<string> labels, string words)
    {
        var state = talk.State.OpenWith(words, talk.Turn.Now) with { Phase = Phase.ChoosingType, Draft = null, Offered = [.. labels] };
        return Step.Of(state, Question(talk.In(state)));
    }

    private static ImmutableArray<Option> Options(Talk talk)
    {
        if (talk.State.Draft is { } next)
            return [new Option(next.Type, talk.Text("choose.yes_next")), talk.Option(Nothing, "choose.no_next")];
        return [.. talk.State.Offered.Select(label => new Option(label, talk.Title(label))), talk.Option(None, "option.none"), talk.Option(Human, "option.human")];
    }

    private static string? Meant(Talk talk)
    {
        if (talk.Turn.Choice is not null)
            return talk.Turn.Choice == Human ? Human : null;
        var isNext = talk.State.Draft is not null;
        if (!isNext && talk.CertainlyAct == "cancel")
            return "cancel";
        if (talk.SaysNo || (isNext && (talk.CertainlyAct == "cancel" || s_later.In(talk.Said.Words).Count > 0)))
            return isNext ? Nothing : None;
        if (talk.State.Offered is [var only] && talk.SaysYes)
            return only;
        return talk.CertainlyAct ?? LikeliestOffered(talk);
    }

    // An unsure message that leans to one of those on offer means it.
    private static string? LikeliestOffered(Talk talk) => talk.Reading.Decision is Decision.Act or Decision.Safety
        ? null
        : talk.Reading.Top.Where(candidate => candidate.Confidence > 0.3).Select(candidate => candidate.Label).FirstOrDefault(talk.State.Offered.Contains);

    private static Step Take(Talk talk, string label)
    {
        if (talk.State.Draft is { } next)
            return BeginWith(talk, talk.Turn.Choice is null ? Prefill.From(next, talk.Type!, talk.Said, talk.Dialogs) : next);
        return talk.Dialogs.Type(label) is not null
            ? Begin(talk.In(talk.State.WithoutNeed(label)), label, talk.State.Opening ?? talk.Turn.Text)
            : DataAnswers.Answer(talk.In(talk.State.Rest()), label, talk.State.Opening);
    }

    private static Step Declined(Talk talk)
    {
        var rest = talk.In(talk.State.Rest().WithoutNeed(talk.State.Offered[0]));
        return rest.State.PendingNeeds.IsEmpty || talk.State.Draft is not { } next ? Step.Of(rest.State, talk.Say("choose.fine")) : OfferNext(rest, next);
    }

    // Something else than an answer: a need on offer waits on, words that nobody understood yet are added to.
    private static Step SaidOtherwise(Talk talk)
    {
        var state = talk.State.Draft is null ? talk.State with { Phase = Phase.Idle, Offered = [] } : talk.State.Rest();
        var listening = talk.In(state);
        return talk.Reading.Decision is Decision.Offer or Decision.Ask && talk.Turn.Choice is null && talk.UnderstoodType is null ? Listening.NotUnderstood(listening) : Listening.Answer(listening);
    }
}
