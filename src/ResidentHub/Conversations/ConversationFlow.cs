using System.Collections.Immutable;
using ResidentHub.Catalogue;
using ResidentHub.Language;

namespace ResidentHub.Conversations;

/// <summary>
/// Decides what one message brings about. Pure: the same state, message, content and knowledge always give the same step.
/// Danger first, then silence for a person, then what is under way, then what is new.
/// </summary>
public static class ConversationFlow
{
    public static Step Advance(ConversationState state, Turn turn, Dialogs dialogs, Known known)
    {
        var talk = new Talk(FollowLanguage(state, turn, dialogs), turn, dialogs, known);
        var step = Decide(talk);
        return step.State.IsGreeted ? step : Greet(step, talk);
    }

    private static Step Decide(Talk talk)
    {
        if (talk.Turn.Reading.Safety is { } danger)
            return SafetyTalk.Answer(talk, danger);
        if (talk.State.Phase == Phase.WithPerson)
            return Step.Of(talk.State);
        if (!Dialogs.SpokenWell.Contains(talk.State.Language))
            return ForeignTalk.Answer(talk);
        return talk.State.Phase switch
        {
            Phase.Asking => Asking.Answer(talk),
            Phase.Confirming => Confirming.Answer(talk),
            Phase.ChoosingType => Choosing.Answer(talk),
            Phase.KeepOrDrop => KeepingOrDropping.Answer(talk),
            Phase.AfterSafety => SafetyTalk.GoOn(talk),
            _ => Listening.Answer(talk),
        };
    }

    // The first answer of a conversation says that it is automatic and how to reach a person: before all else, but after a danger.
    private static Step Greet(Step step, Talk talk)
    {
        var notice = talk.Text("greeting.automatic", ("landlord", talk.Dialogs.Landlord.Name));
        var greeted = step with { State = step.State with { IsGreeted = true } };
        return step.Replies.Any(reply => reply.Kind == ReplyKind.Safety)
            ? greeted with { Replies = [.. step.Replies, new Reply(ReplyKind.Text, notice)] }
            : greeted.After(new Reply(ReplyKind.Text, notice));
    }

    // French or English as the resident writes, from a few words on; a foreign language when it is sure and nothing is under way.
    private static ConversationState FollowLanguage(ConversationState state, Turn turn, Dialogs dialogs)
    {
        var spoken = turn.Reading.Language;
        if (spoken == state.Language || spoken == Reading.UnknownLanguage || turn.Choice is not null || state.Phase == Phase.WithPerson)
            return state;
        var words = turn.Text.Count(c => c == ' ') + 1;
        var isKnown = Dialogs.SpokenWell.Contains(spoken) || dialogs.Replies.Speaks(spoken);
        var isSure = words >= (state.IsGreeted ? 4 : 2) || turn.Text.Any(c => c > '\u02ff');
        return isKnown && isSure && (Dialogs.SpokenWell.Contains(spoken) || state.Draft is null) ? state with { Language = spoken } : state;
    }
}
