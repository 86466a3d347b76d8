using ResidentHub.Catalogue;

namespace ResidentHub.Conversations;

/// <summary>Takes from a message every answer it already gives.</summary>
public static class Prefill
{
    private const int StoryMinWords = 4;

    /// <summary>The draft with what the message says about questions still open, the place, and how to be reached.</summary>
    /// <param name="story">Words that tell the matter itself (the opening message), or null.</param>
    public static Draft From(Draft draft, RequestType type, Said said, Dialogs dialogs, string? story = null)
    {
        foreach (var question in type.Questions.Where(question => !draft.Has(question.Key) && !question.IsStory && IsNoticed(question)))
        {
            if (AnswerReader.Notice(question, said) is { } answer)
                draft = draft.With(answer);
        }

        if (story is not null && type.Story is { } told && !draft.Has(told.Key) && story.Length <= told.MaxLength && said.Count >= StoryMinWords)
            draft = draft.With(new Answer(told.Key, story));
        return draft with { Place = draft.Place.With(PlaceReader.Place(said, dialogs)), Contact = draft.Contact.With(PlaceReader.Contact(said)) };
    }

    // Consent and other compulsory answers are given on purpose, never read between the lines.
    private static bool IsNoticed(Question question) => !question.IsRequired;
}
