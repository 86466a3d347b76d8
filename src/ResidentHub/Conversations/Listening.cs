using ResidentHub.Catalogue;
using ResidentHub.Language;
using ResidentHub.Language.Facts;

namespace ResidentHub.Conversations;

/// <summary>Nothing is under way: what does the resident want?</summary>
internal static class Listening
{
    /// <summary>The place that a question of fact waits for.</summary>
    public const string Residence = "residence";

    private const int MissesBeforePerson = 2;

    /// <summary>Words not understood belong to what is said next for so long.</summary>
    private static readonly TimeSpan s_sameBreath = TimeSpan.FromHours(1);

    public static Step Answer(Talk talk)
    {
        if (talk.Turn.Choice is { } choice && FromChoice(talk, choice) is { } chosen)
            return chosen;
        if ((LateContact(talk) ?? LateReference(talk) ?? LateResidence(talk)) is { } late)
            return late;
        if (talk.UnderstoodType is { } type)
            return Begin(talk, type);
        var reading = talk.Reading;
        return reading.Decision switch
        {
            Decision.Act when talk.Dialogs.Act(reading.Label) is { IsAnswer: true } => DataAnswers.Answer(talk, reading.Label),
            Decision.Act when talk.Dialogs.Type(reading.Label) is null => Acts.Answer(talk, reading.Label),
            Decision.Person => Worried(talk),
            Decision.Offer => Choosing.Offer(talk, reading.Top),
            _ => NotUnderstood(talk),
        };
    }

    public static Step NotUnderstood(Talk talk)
    {
        if (talk.Turn.Text.Trim().Length == 0)
            return Step.Of(talk.State, talk.Say(talk.Turn.Photos > 0 ? "listen.photo_only" : "listen.empty"));
        return Rephrase(talk.In(talk.State.OpenWith(talk.Turn.Choice is null ? talk.Turn.Text : "", talk.Turn.Now)));
    }

    /// <summary>Asks for other words; the third time a person takes over.</summary>
    public static Step Rephrase(Talk talk)
    {
        var state = talk.State with { Misses = talk.State.Misses + 1 };
        if (state.Misses > MissesBeforePerson)
            return HandingOver.ToPerson(talk.In(state), "not_understood");
        return state.Misses == 1
            ? Step.Of(state, talk.Say("listen.rephrase"))
            : Step.Of(state, new Reply(ReplyKind.Question, talk.Text("listen.rephrase_again"), [.. Groups(talk), talk.Option("human", "option.human")]));
    }

    /// <summary>Low confidence and words of fear, hurt or a child: the help line and a person.</summary>
    public static Step Worried(Talk talk) =>
        HandingOver.ToPerson(talk, "worried").After(new Reply(ReplyKind.Text, talk.Text("listen.worried"), Numbers: ["112", "17", "15", "3114"]));

    public static IEnumerable<Option> Groups(Talk talk) => Groups(talk.Dialogs, talk.State.Language);

    public static IEnumerable<Option> Groups(Dialogs dialogs, string language) => Shapes.Groups.Select(group => new Option($"group:{group}", dialogs.Replies.Say(language, $"group.{group}")));

    private static Step? FromChoice(Talk talk, string choice)
    {
        if (talk.Dialogs.Type(choice) is not null)
            return Choosing.Begin(talk.In(talk.State.WithoutNeed(choice)), choice, talk.State.Opening ?? "");
        if (choice == "human")
            return HandingOver.ToPerson(talk, "asked");
        if (choice.StartsWith("group:", StringComparison.Ordinal))
            return Shapes.Groups.Contains(choice["group:".Length..]) ? Choosing.OfferGroup(talk, choice["group:".Length..]) : null;
        return talk.Dialogs.Act(choice) is { IsAnswer: true } ? DataAnswers.Answer(talk, choice) : null;
    }

    // A number left right after a receipt belongs to the request just made.
    private static Step? LateContact(Talk talk) =>
        talk.State.LastReference is { } reference && PlaceReader.IsOnlyContact(talk.Said)
            ? Step.Of(talk.State, talk.Say("receipt.contact_added", ("ref", References.Show(reference)))).With(new AddContact(reference, PlaceReader.ContactAnswer(talk.Said)))
            : null;

    // A reference and hardly anything else asks for news of it.
    private static Step? LateReference(Talk talk) =>
        talk.Said.Count <= 6 && talk.Said.Fact<ReferenceFact>() is not null && talk.UnderstoodType is null ? DataAnswers.Answer(talk, DataAnswers.OfReferences) : null;

    // The residence that a question of fact was waiting for.
    private static Step? LateResidence(Talk talk) =>
        talk.State is { Asked: Residence, Opening: { } question } && (talk.Dialogs.Landlord.Residence(talk.Turn.Choice) is not null || PlaceReader.Place(talk.Said, talk.Dialogs).Residence is not null) && talk.UnderstoodType is null
            ? DataAnswers.Answer(talk, DataAnswers.OfFacts, question)
            : null;

    // Further needs of the message wait; questions in it are answered at once.
    private static Step Begin(Talk talk, string label)
    {
        var state = talk.State with { Asked = null };
        foreach (var also in talk.Reading.Also.Where(also => also != label && talk.Dialogs.Type(also) is not null))
            state = state.WithNeed(new Need(also, talk.Turn.Text, talk.Turn.Now));
        var isSameBreath = state.OpenedAt is { } opened && talk.Turn.Now - opened < s_sameBreath;
        var words = isSameBreath && state.Opening is { Length: > 0 } before ? $"{before}\n{talk.Turn.Text}" : talk.Turn.Text;
        var begun = Choosing.Begin(talk.In(state), label, words, isSameBreath ? state.OpenedAt : talk.Turn.Now);
        var asked = talk.Reading.Also.FirstOrDefault(also => talk.Dialogs.Act(also) is { IsAnswer: true });
        return asked is null ? begun : begun.After([.. DataAnswers.Answer(talk, asked).Replies]);
    }
}
