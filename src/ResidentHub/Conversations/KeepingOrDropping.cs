using ResidentHub.Language;

namespace ResidentHub.Conversations;

/// <summary>Another need came up in the middle of a request: finish the first one before, or leave it.</summary>
internal static class KeepingOrDropping
{
    private const string Keep = "keep", Drop = "drop";

    public static Step Ask(Talk talk, string other)
    {
        var state = talk.State with { Phase = Phase.KeepOrDrop, Offered = [other], Opening = talk.Turn.Text, OpenedAt = talk.Turn.Now };
        var question = talk.Text("change.question", ("first", talk.Named(talk.State.Draft!.Type)), ("second", talk.Named(other)));
        return Step.Of(state, new Reply(ReplyKind.Question, question, [
            new Option(Keep, talk.Text("change.keep", ("first", talk.Named(talk.State.Draft.Type)))),
            new Option(Drop, talk.Text("change.drop", ("second", talk.Named(other))))]));
    }

    public static Step Answer(Talk talk)
    {
        var state = talk.State;
        var (draft, other) = (state.Draft!, state.Offered[0]);
        var choice = talk.Turn.Choice ?? Spoken(talk);
        if (choice == Drop)
            return Choosing.Begin(talk.In(state with { PendingNeeds = state.PendingNeeds.Remove(other) }), other, state.Opening ?? "");
        if (choice == "human")
            return HandingOver.ToPerson(talk, "asked");
        var resumed = state with { Phase = Phase.Asking, Offered = [], Opening = null, OpenedAt = null, PendingNeeds = state.PendingNeeds.Contains(other) ? state.PendingNeeds : state.PendingNeeds.Add(other) };
        var step = Asking.Next(talk.In(resumed), draft);
        return choice == Keep ? step.After(talk.Say("change.kept", ("second", talk.Named(other)))) : step;
    }

    private static string? Spoken(Talk talk)
    {
        if (talk.CertainlyAct == "human")
            return "human";
        if (talk.Turn.Text.Trim() is "1" or "2")
            return talk.Turn.Text.Trim() == "1" ? Keep : Drop;
        if (talk.Reading.Label == talk.State.Offered[0] && talk.Reading.Decision == Decision.Act)
            return Drop;
        return talk.CertainlyAct == "yes" || talk.Reading.Label == talk.State.Draft!.Type ? Keep : null;
    }
}
