using ResidentHub.Catalogue;
using ResidentHub.Language;
using ResidentHub.Language.Facts;

namespace ResidentHub.Conversations;

/// <summary>
/// Something else in the middle of a question: a question is answered and the open one asked again; another need is offered to be kept or
/// dropped; fear is heard.
/// </summary>
internal static class Interrupting
{
    private const int MinWords = 3;

    /// <summary>From here another request type in the middle of a question is a change of subject.</summary>
    private const double ChangeOfSubject = 0.75;

    private static readonly Phrases s_also = new(new[] { "aussi", "en plus", "et puis", "autre chose", "autre souci", "autre probleme", "au fait", "par ailleurs", "also", "another thing", "by the way", "as well" }.Select(word => ("also", word)));

    public static Step? Of(Talk talk, string asked, RequestType type)
    {
        if (talk.Turn.Choice is not null || talk.Said.Count < MinWords || Answers(talk, asked, type))
            return null;
        var isFreeText = asked != Asking.Contact && type.Question(asked) is { Kind: QuestionKind.Text or QuestionKind.Long };
        if (talk.Reading.Decision == Decision.Person && !isFreeText)
            return Listening.Worried(talk);
        if (talk.Reading.Decision != Decision.Act || (isFreeText && !talk.Turn.Text.Contains('?')))
            return null;
        if (talk.Dialogs.Act(talk.Reading.Label) is { IsAnswer: true } answer)
            return Answered(talk, answer.Label);
        if (talk.CertainlyAct == "out-of-scope")
            return OpenQuestion.After(talk, talk.Say("act.out_of_scope_asking"));
        return Other(talk, type) is { } other && !isFreeText ? KeepingOrDropping.Ask(talk, other) : null;
    }

    /// <summary>Another need spoken of in an answer ("aux Tilleuls, et j'ai aussi des cafards").</summary>
    public static Need? Overheard(Talk talk, RequestType type)
    {
        if (talk.Turn.Choice is not null || s_also.In(talk.Said.Words).Count == 0)
            return null;
        var other = talk.Reading.Also.FirstOrDefault(label => label != type.Label && talk.Dialogs.Type(label) is not null) ?? Other(talk, type);
        return other is null ? null : new Need(other, talk.Turn.Text, talk.Turn.Now);
    }

    private static string? Other(Talk talk, RequestType type) =>
        talk.UnderstoodType is { } other && other != type.Label && talk.Reading.Confidence >= ChangeOfSubject ? other : null;

    private static Step Answered(Talk talk, string label)
    {
        var step = DataAnswers.Answer(talk, label);
        return step.Then([.. OpenQuestion.Again(talk)]) with { State = talk.State };
    }

    private static bool Answers(Talk talk, string asked, RequestType type) => asked switch
    {
        Asking.Place => AnswersPlace(talk, type),
        Asking.Contact => PlaceReader.Contact(talk.Said).CanBeReached || talk.SaysNo,
        _ => AnswersQuestion(type.Question(asked)!, talk.Said),
    };

    // "Louer une place de parking" names a place that is no answer to where.
    private static bool AnswersPlace(Talk talk, RequestType type)
    {
        var place = PlaceReader.Place(talk.Said, talk.Dialogs);
        return place.WithoutSpot() != SaidPlace.Nowhere || (place.Spot is not null && Other(talk, type) is null) || PlaceReader.IsElsewhere(talk.Said) || AnswerReader.IsUnknown(talk.Said);
    }

    private static bool AnswersQuestion(Question question, Said said) =>
        AnswerReader.Notice(question, said) is not null
        || AnswerReader.IsUnknown(said)
        || (question.Kind is QuestionKind.Bool && (AnswerReader.IsYes(said) || AnswerReader.IsNo(said)))
        || (question.Kind is QuestionKind.Date && said.Fact<DateFact>() is not null)
        || (question.Kind is QuestionKind.Date or QuestionKind.Time or QuestionKind.Number && AnswerReader.Read(question, said).Answer is not null);
}
