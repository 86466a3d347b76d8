using System.Collections.Immutable;
using ResidentHub.Catalogue;
using ResidentHub.Language;
using ResidentHub.Language.Safety;

namespace ResidentHub.Conversations;

/// <summary>Says the first lines, tells the officer, and lets whatever was under way rest.</summary>
public static class SafetyTalk
{
    private const string Resume = "resume", Nothing = "nothing";

    internal static Step Answer(Talk talk, SafetyReading danger)
    {
        var state = talk.State;
        if (state.Phase != Phase.WithPerson)
            state = Resting(talk, danger);
        return Step.Of(state, FirstLines(danger, talk.Dialogs, state.Language, talk.Known.IsOfficerThere, talk.Known.IsShort)).With(new AlertOfficer(danger));
    }

    /// <summary>The first lines of a danger, its numbers and those of the other dangers read, the first one first.</summary>
    public static Reply FirstLines(SafetyReading danger, Dialogs dialogs, string language, bool isOfficerThere, bool isShort)
    {
        var line = dialogs.Danger(danger.Label)!.Line(danger.Line);
        var others = danger.Also.Select(dialogs.Danger).OfType<SafetyLabel>().ToList();
        var sentences = new List<string> { Words(danger.Label, line, dialogs, language) };
        if (!isShort)
        {
            sentences.AddRange(others.Select(other => Words(other.Label, other.Line(""), dialogs, language)).Where(text => text != sentences[0]));
            if (line.More is { } more && Dialogs.SpokenWell.Contains(language))
                sentences.Add(more.In(language));
        }

        sentences.Add(dialogs.Replies.SayOrBoth(language, isShort ? "safety.erase" : isOfficerThere ? "safety.officer_reads" : "safety.nobody_reads"));
        return new Reply(ReplyKind.Safety, string.Join('\n', sentences), Numbers: [.. line.Numbers.Concat(others.SelectMany(other => other.Line("").Numbers)).Distinct()]);
    }

    /// <summary>The resident writes again after a danger: what was under way is offered, never resumed by itself.</summary>
    internal static Step GoOn(Talk talk)
    {
        var state = talk.State;
        if (talk.CertainlyAct == "human" || talk.Turn.Choice == "human")
            return HandingOver.ToPerson(talk, "asked");
        if (talk.CertainlyAct is "thanks" or "goodbye")
            return Step.Of(state, talk.Say("safety.after_thanks"));
        var waits = state.Draft is not null || !state.PendingNeeds.IsEmpty;
        if (waits && (talk.Picked(Options(talk)) ?? Meant(talk)) is { } choice)
            return Chosen(talk, choice);
        if (talk.UnderstoodType is { } label)
            return Told(talk, label);
        if (talk.Reading.Decision == Decision.Person && talk.Turn.Choice is null)
            return Listening.Worried(talk);
        if (talk.Dialogs.Act(talk.Reading.Label) is { IsAnswer: true } answer && talk.Turn.Choice is null && talk.Reading.Decision == Decision.Act)
            return DataAnswers.Answer(talk, answer.Label) with { State = state };
        return waits ? Step.Of(state, new Reply(ReplyKind.Question, talk.Text("safety.after"), Options(talk))) : Listening.Answer(talk.In(state.Rest()));
    }

    // The words of a danger never become words of an ordinary request.
    private static ConversationState Resting(Talk talk, SafetyReading danger)
    {
        var state = talk.State with { Phase = Phase.AfterSafety, Asked = null, Offered = [], Misses = 0, Opening = null, OpenedAt = null };
        foreach (var label in danger.Also.Concat(talk.Reading.Also).Where(label => talk.Dialogs.Type(label) is not null))
            state = state.WithNeed(new Need(label, "", talk.Turn.Now));
        return state;
    }

    // The line in the resident's language; in one the hub has no texts for, in French and in English.
    private static string Words(string label, FirstLine line, Dialogs dialogs, string language)
    {
        var key = Replies.FirstLineKey(label, line.Key);
        if (dialogs.Replies.Has(language, key))
            return dialogs.Replies.Say(language, key);
        return Dialogs.SpokenWell.Contains(language) ? line.Text.In(language) : $"{line.Text.In(Localized.Default)}\n{line.Text.In("en")}";
    }

    private static ImmutableArray<Option> Options(Talk talk)
    {
        var state = talk.State;
        var label = state.Draft?.Type ?? state.PendingNeeds[0].Label;
        return [new Option(state.Draft is null ? label : Resume, talk.Text("safety.resume", ("need", talk.Named(label)))), talk.Option("human", "option.human"), talk.Option(Nothing, "safety.nothing_now")];
    }

    // REPRENDRE alone asks for messages again elsewhere; here it means what the button says.
    private static string? Meant(Talk talk) => talk.CertainlyAct switch
    {
        "yes" or "opt-in" => Options(talk)[0].Key,
        "no" or "cancel" => Nothing,
        _ => null,
    };

    private static Step Chosen(Talk talk, string choice)
    {
        var state = talk.State;
        return choice switch
        {
            "human" => HandingOver.ToPerson(talk, "asked"),
            Nothing => Step.Of(state.Rest() with { PendingNeeds = [] }, talk.Say("safety.after_no")),
            Resume => Asking.Next(talk, state.Draft!),
            _ => Choosing.Begin(talk.In(state.Rest().WithoutNeed(choice)), choice, ""),
        };
    }

    // The same need told again goes on; another one begins, and the first waits.
    private static Step Told(Talk talk, string label)
    {
        var state = talk.State;
        if (state.Draft is not { } draft)
            return Listening.Answer(talk.In(state.Rest()));
        if (draft.Type == label)
            return Asking.Next(talk, Prefill.From(draft, talk.Type!, talk.Said, talk.Dialogs));
        var waiting = state.Rest().WithNeed(new Need(draft.Type, draft.Opening, draft.StartedAt));
        return Listening.Answer(talk.In(waiting));
    }
}
