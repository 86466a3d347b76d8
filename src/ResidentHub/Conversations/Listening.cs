using ResidentHub.Catalogue;
using ResidentHub.Language;

namespace ResidentHub.Conversations;

/// <summary>Nothing is under way: what does the resident want?</summary>
internal static class Listening
{
    private const int MissesBeforePerson = 2;

    public static Step Answer(Talk talk)
    {
        if (talk.Turn.Choice is { } choice && FromChoice(talk, choice) is { } chosen)
            return chosen;
        if (LateContact(talk) is { } late)
            return late;
        var reading = talk.Reading;
        return reading.Decision switch
        {
            Decision.Act when talk.Dialogs.Type(reading.Label) is not null => Choosing.Begin(talk.In(Remember(talk)), reading.Label, talk.Turn.Text),
            Decision.Act when talk.Dialogs.Act(reading.Label) is { IsAnswer: true } => DataAnswers.Answer(talk, reading.Label),
            Decision.Act => Acts.Answer(talk, reading.Label),
            Decision.Person => Worried(talk),
            Decision.Offer => Choosing.Offer(talk, reading.Top),
            _ => NotUnderstood(talk),
        };
    }

    public static Step NotUnderstood(Talk talk)
    {
        var state = talk.State.OpenWith(talk.Turn.Text, talk.Turn.Now) with { Misses = talk.State.Misses + 1 };
        if (talk.Turn.Text.Trim().Length == 0)
            return Step.Of(talk.State, talk.Say(talk.Turn.Photos > 0 ? "listen.photo_only" : "listen.empty"));
        if (state.Misses > MissesBeforePerson)
            return HandingOver.ToPerson(talk.In(state), "not_understood");
        return state.Misses == 1
            ? Step.Of(state, talk.Say("listen.rephrase"))
            : Step.Of(state, new Reply(ReplyKind.Question, talk.Text("listen.rephrase_again"), [.. Groups(talk), talk.Option("human", "option.human")]));
    }

    // Low confidence and words of fear, hurt or a child: the help line and a person.
    private static Step Worried(Talk talk) =>
        HandingOver.ToPerson(talk, "worried").After(new Reply(ReplyKind.Text, talk.Text("listen.worried"), Numbers: ["112", "17", "15", "3114"]));

    private static Step? FromChoice(Talk talk, string choice)
    {
        if (talk.Dialogs.Type(choice) is not null)
            return Choosing.Begin(talk.In(talk.State with { PendingNeeds = talk.State.PendingNeeds.Remove(choice) }), choice, talk.State.Opening ?? "");
        if (choice == "human")
            return HandingOver.ToPerson(talk, "asked");
        if (choice.StartsWith("group:", StringComparison.Ordinal))
            return Choosing.OfferGroup(talk, choice["group:".Length..]);
        return talk.Dialogs.Act(choice) is { IsAnswer: true } ? DataAnswers.Answer(talk, choice) : null;
    }

    // A number left right after a receipt belongs to the request just made.
    private static Step? LateContact(Talk talk) =>
        talk.State.LastReference is { } reference && PlaceReader.IsOnlyContact(talk.Said)
            ? Step.Of(talk.State, talk.Say("receipt.contact_added", ("ref", Language.Facts.References.Show(reference)))).With(new AddContact(reference, PlaceReader.ContactAnswer(talk.Said)))
            : null;

    private static ConversationState Remember(Talk talk) =>
        talk.State with { PendingNeeds = [.. talk.State.PendingNeeds.Concat(talk.Reading.Also).Distinct().Where(label => label != talk.Reading.Label && talk.Dialogs.Danger(label) is null)] };

    public static IEnumerable<Option> Groups(Talk talk) => Shapes.Groups.Select(group => talk.Option($"group:{group}", $"group.{group}"));
}
