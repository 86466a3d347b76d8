using System.Collections.Immutable;
using ResidentHub.Catalogue;
using ResidentHub.Language;
using ResidentHub.Language.Safety;

namespace ResidentHub.Conversations;

/// <summary>Says the first lines, tells the officer, and lets whatever was under way rest.</summary>
public static class SafetyTalk
{
    internal static Step Answer(Talk talk, SafetyReading danger)
    {
        var state = talk.State;
        var needs = danger.Also.Where(label => talk.Dialogs.Danger(label) is null).Concat(talk.Reading.Also.Where(label => talk.Dialogs.Type(label) is not null));
        var next = state.Phase == Phase.WithPerson
            ? state
            : state with { Phase = Phase.AfterSafety, Asked = null, Offered = [], Misses = 0, PendingNeeds = [.. state.PendingNeeds.Concat(needs).Distinct().Where(label => label != state.Draft?.Type)], Opening = null };
        return Step.Of(next, FirstLines(danger, talk.Dialogs, state.Language, talk.Known.IsOfficerThere, talk.Known.IsShort)).With(new AlertOfficer(danger));
    }

    /// <summary>The first lines of a danger, its numbers and those of the other dangers read, the first one first.</summary>
    public static Reply FirstLines(SafetyReading danger, Dialogs dialogs, string language, bool isOfficerThere, bool isShort)
    {
        var line = dialogs.Danger(danger.Label)!.Line(danger.Line);
        var others = danger.Also.Select(dialogs.Danger).OfType<SafetyLabel>().Select(other => other.Line("")).ToList();
        var said = line.Text.Texts.ContainsKey(language) || !dialogs.Replies.Has(language, $"safety.{danger.Label}") ? line.Text.In(language) : dialogs.Replies.Say(language, $"safety.{danger.Label}");
        var sentences = new List<string> { said };
        if (!isShort)
        {
            sentences.AddRange(others.Select(other => other.Text.In(language)).Where(text => text != said));
            if (line.More is { } more)
                sentences.Add(more.In(language));
            sentences.Add(dialogs.Replies.Say(language, isOfficerThere ? "safety.officer_reads" : "safety.nobody_reads"));
        }
        else
        {
            sentences.Add(dialogs.Replies.Say(language, "safety.erase"));
        }

        return new Reply(ReplyKind.Safety, string.Join('\n', sentences), Numbers: [.. line.Numbers.Concat(others.SelectMany(other => other.Numbers)).Distinct()]);
    }

    /// <summary>The resident writes again after a danger: what was under way is offered, never resumed by itself.</summary>
    internal static Step GoOn(Talk talk)
    {
        var state = talk.State;
        var understood = talk.Reading.Decision == Decision.Act && talk.Dialogs.Type(talk.Reading.Label) is not null;
        if (talk.CertainlyAct == "human")
            return HandingOver.ToPerson(talk, "asked");
        if (talk.Turn.Choice is null && !understood && (state.Draft is not null || state.PendingNeeds.Length > 0) && talk.CertainlyAct is null)
            return Offer(talk);
        if (talk.CertainlyAct is "thanks" or "goodbye")
            return Step.Of(state, talk.Say("safety.after_thanks"));
        if (state.Draft is { } draft && (talk.Turn.Choice == "resume" || talk.CertainlyAct == "yes"))
            return Asking.Next(talk.In(state with { Phase = Phase.Asking }), draft);
        if (state.PendingNeeds is [var pending, ..] && (talk.Turn.Choice == pending || talk.CertainlyAct == "yes"))
            return Choosing.Begin(talk.In(state.Rest() with { PendingNeeds = state.PendingNeeds.Remove(pending) }), pending, "");
        if (talk.Turn.Choice == "nothing" || talk.CertainlyAct is "no" or "cancel")
            return Step.Of(state.Rest() with { PendingNeeds = [] }, talk.Say("safety.after_no"));
        return Listening.Answer(talk.In(state.Rest() with { PendingNeeds = state.PendingNeeds }));
    }

    private static Step Offer(Talk talk)
    {
        var state = talk.State;
        var label = state.Draft?.Type ?? state.PendingNeeds[0];
        var options = ImmutableArray.Create(
            new Option(state.Draft is null ? label : "resume", talk.Text("safety.resume", ("need", talk.Named(label)))),
            talk.Option("human", "option.human"),
            talk.Option("nothing", "safety.nothing_now"));
        return Step.Of(state, new Reply(ReplyKind.Question, talk.Text("safety.after"), options));
    }
}
