using ResidentHub.Catalogue;
using ResidentHub.Language;
using ResidentHub.Language.Facts;
using ResidentHub.Language.Text;

namespace ResidentHub.Conversations;

/// <summary>
/// Words that mean something by text message when they stand alone: those by which a number is left in peace or written to again (the networks' own,
/// and French ones), and few more. In a sentence they do nothing: the resident is asked.
/// </summary>
internal static class Keywords
{
    private const int MaxWordsOfAsking = 4;

    private static readonly HashSet<string> s_stop =
    [
        "stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout", "stopsms", "smsstop",
        "arret", "arrets", "arrett", "arrete", "arreter", "arretez", "desabonner", "desabonnement", "desinscription",
    ];

    private static readonly HashSet<string> s_start = ["start", "unstop", "reprendre"];
    private static readonly HashSet<string> s_photo = ["photo", "photos", "image", "picture"];
    private static readonly Phrases s_speaksOfStop = new(new[] { "=stop", "stopall", "unsubscribe", "desabonn*" }.Select(word => ("stop", word)));

    /// <summary>What a number says that wants to be left in peace or not; null: the message is about something else.</summary>
    public static Step? Answer(Talk talk)
    {
        if (talk.Known.Number is not { } number)
            return null;
        var alone = Plain(talk.Turn.Text);
        if (s_stop.Contains(alone))
            return number.IsStopped ? Step.Of(talk.State) : Step.Of(talk.State, new Reply(ReplyKind.Farewell, talk.Text("act.opt_out"))).With(new SetOptOut(true));
        if (number.IsStopped)
            return s_start.Contains(alone) || alone == "yes" ? Step.Of(talk.State, talk.Say("act.opt_in")).With(new SetOptOut(false)) : Stopped(talk);
        return talk.State.Phase == Phase.WithPerson || talk.Turn.Choice is not null ? null : Others(talk, alone);
    }

    private static Step? Others(Talk talk, string alone)
    {
        if (s_start.Contains(alone) && talk.State.Phase != Phase.AfterSafety)
            return Step.Of(talk.State, talk.Say("act.opt_in"));
        if (alone == "contact")
            return Step.Of(talk.State, talk.Say("texting.contact", ("landlord", talk.Dialogs.Landlord.Name), ("phone", talk.Dialogs.Landlord.Phone), ("email", talk.Dialogs.Landlord.Email)));
        if (s_photo.Contains(alone))
            return OpenQuestion.After(talk, Photo(talk, "texting.photo"));
        return AsksToStop(talk) ? OpenQuestion.After(talk, talk.Say("texting.stop_question")) : null;
    }

    /// <summary>How a photo is added: on the page of the request made last.</summary>
    public static Reply Photo(Talk talk, string key) =>
        talk.State.LastReference is { } reference ? talk.Say(key, ("link", $"{talk.Known.Site}/requests/{References.Show(reference)}")) : talk.Say($"{key}_later");

    // Nothing is said to who wants no messages; a need still reaches a person, who may call.
    private static Step Stopped(Talk talk)
    {
        var needsPerson = talk.UnderstoodType is not null || talk.CertainlyAct == "human" || talk.Reading.Decision is Decision.Person or Decision.Offer;
        return needsPerson && talk.State.Phase != Phase.WithPerson ? HandingOver.InSilence(talk, "stopped") : Step.Of(talk.State);
    }

    private static bool AsksToStop(Talk talk) =>
        talk.CertainlyAct == "opt-out" || (talk.Said.Count <= MaxWordsOfAsking && talk.UnderstoodType is null && talk.CertainlyAct is null && s_speaksOfStop.In(talk.Said.Words).Count > 0);

    private static string Plain(string text) => string.Concat(Fold.Text(text).Where(char.IsLetterOrDigit));
}
