using ResidentHub.Catalogue;

namespace ResidentHub.Conversations;

/// <summary>Takes from a message every answer it already gives.</summary>
public static class Prefill
{
    private const int StoryMinWords = 4;

    /// <summary>The draft with what the message says about questions still open, the place, and how to be reached.</summary>
    public static Draft From(Draft draft, RequestType type, Said said, Dialogs dialogs)
    {
        var place = PlaceReader.Place(said, dialogs);
        var noticed = Notice(draft, type, said);
        return noticed with { Place = draft.Place.With(HasSpots(type) ? place : place.WithoutSpot()), Contact = draft.Contact.With(PlaceReader.Contact(said)) };
    }

    /// <summary>
    /// The draft without what its answers no longer raise, with what its opening words say of questions that came up since, and with those words
    /// as the story they tell.
    /// </summary>
    public static Draft Settle(Draft draft, RequestType type, Said opening)
    {
        var settled = Notice(draft.Settled(type), type, opening);
        return type.Story is { } story && IsOpen(settled, story) && opening.Count >= StoryMinWords && opening.Text.Length <= story.MaxLength
            ? settled.With(new Answer(story.Key, opening.Text))
            : settled;
    }

    private static Draft Notice(Draft draft, RequestType type, Said said)
    {
        foreach (var question in type.Questions.Where(question => !question.IsStory && !question.IsRequired))
        {
            if (IsOpen(draft, question) && AnswerReader.Notice(question, said) is { } answer)
                draft = draft.With(answer);
        }

        return draft;
    }

    // Consent and other compulsory answers are given on purpose, never read between the lines; so is what was asked and taken back.
    private static bool IsOpen(Draft draft, Question question) => !draft.Has(question.Key) && !draft.Asked.Contains(question.Key) && question.When.Holds(draft.Answers);

    // "Une place de parking" in a message about the lease is what it is about, not where.
    private static bool HasSpots(RequestType type) => type.Place.Ask.Contains("spot") || type.Place.Ask.Contains("stair");
}
