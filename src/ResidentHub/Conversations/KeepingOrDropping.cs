using ResidentHub.Catalogue;

namespace ResidentHub.Conversations;

/// <summary>Another need came up in the middle of a request: finish the first one before, or leave it.</summary>
internal static class KeepingOrDropping
{
    private const string Keep = "keep", Drop = "drop";

    private static readonly Phrases s_words = new(
    [
        (Keep, "finir"), (Keep, "finis*"), (Keep, "continu*"), (Keep, "d abord"), (Keep, "garde*"), (Keep, "le premier"), (Keep, "la premiere"), (Keep, "first"), (Keep, "finish"), (Keep, "keep"),
        (Drop, "passer"), (Drop, "passons"), (Drop, "change*"), (Drop, "l autre"), (Drop, "le deuxieme"), (Drop, "la deuxieme"), (Drop, "laisse*"), (Drop, "switch"), (Drop, "the other"), (Drop, "second"),
    ]);

    public static Step Ask(Talk talk, string other)
    {
        var state = talk.State with { Phase = Phase.KeepOrDrop, Offered = [other], Opening = talk.Turn.Text, OpenedAt = talk.Turn.Now, Misses = 0 };
        return Step.Of(state, Question(talk.In(state)));
    }

    public static Reply Question(Talk talk)
    {
        var (first, second) = (talk.Named(talk.State.Draft!.Type), talk.Named(talk.State.Offered[0]));
        return new Reply(ReplyKind.Question, talk.Text("change.question", ("first", first), ("second", second)), Options(talk));
    }

    public static Step Answer(Talk talk) => (talk.Picked(Options(talk)) ?? Meant(talk)) switch
    {
        Keep => Kept(talk),
        Drop => Choosing.Begin(talk.In(talk.State.WithoutNeed(talk.State.Offered[0])), talk.State.Offered[0], talk.State.Opening ?? "", talk.State.OpenedAt),
        "human" => HandingOver.ToPerson(talk, "asked"),
        "cancel" => Acts.Cancel(talk),
        "restart" => Acts.Restart(talk),
        "change-language" => Acts.ChangeLanguage(talk),
        "help" or "greeting" or "thanks" => OpenQuestion.After(talk),
        _ => GoOn(talk),
    };

    private static System.Collections.Immutable.ImmutableArray<Option> Options(Talk talk) =>
    [
        new Option(Keep, talk.Text("change.keep", ("first", talk.Named(talk.State.Draft!.Type)))),
        new Option(Drop, talk.Text("change.drop", ("second", talk.Named(talk.State.Offered[0])))),
    ];

    private static string? Meant(Talk talk)
    {
        if (talk.Turn.Choice is not null)
            return talk.Turn.Choice == "human" ? "human" : null;
        if (talk.CertainlyAct is { } act and not ("yes" or "no"))
            return act;
        if (talk.Said.Count <= 6 && s_words.In(talk.Said.Words) is [var word])
            return word;
        if (talk.SaysYes || talk.UnderstoodType == talk.State.Draft!.Type)
            return Keep;
        return talk.UnderstoodType == talk.State.Offered[0] ? Drop : null;
    }

    private static Step Kept(Talk talk)
    {
        var step = Asking.Next(talk.In(Resumed(talk)), talk.State.Draft!);
        return step.After(talk.Say("change.kept", ("second", talk.Named(talk.State.Offered[0]))));
    }

    // Neither keep nor drop: it answers the question that was open before, and the other need is kept.
    private static Step GoOn(Talk talk)
    {
        var resumed = talk.In(Resumed(talk));
        return resumed.State.Phase == Phase.Asking ? Asking.Answer(resumed) : Confirming.Answer(resumed);
    }

    private static ConversationState Resumed(Talk talk)
    {
        var state = talk.State;
        var need = new Need(state.Offered[0], state.Opening ?? "", state.OpenedAt ?? talk.Turn.Now);
        return (state with { Phase = state.Asked is null ? Phase.Confirming : Phase.Asking, Offered = [], Opening = null, OpenedAt = null }).WithNeed(need);
    }
}
