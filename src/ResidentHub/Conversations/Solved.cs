namespace ResidentHub.Conversations;

/// <summary>Staff say that a request is solved: the resident confirms it with yes, or opens it again with no.</summary>
internal static class Solved
{
    public static Reply? Question(Talk talk) =>
        talk.Known.Resolved is { } request ? talk.Say("texting.solved_question", ("ref", Language.Facts.References.Show(request.Reference))) : null;

    public static Step? Answer(Talk talk)
    {
        if (talk.Known.Resolved is not { } request || talk.Turn.Choice is not null || !(talk.SaysYes || talk.SaysNo))
            return null;
        var answered = talk.In(talk.State with { ToConfirm = null });
        var said = answered.Say(talk.SaysYes ? "texting.solved" : "texting.reopened", ("ref", Language.Facts.References.Show(request.Reference)));
        return OpenQuestion.After(answered, said).With(new SettleResolved(request.Reference, talk.SaysYes));
    }
}
