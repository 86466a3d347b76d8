using ResidentHub.Catalogue;

namespace ResidentHub.Conversations;

/// <summary>"Non, le 12 pas le 14": changes answers given before when a message says that they were wrong.</summary>
internal static class Corrections
{
    private static readonly Phrases s_signs = new(new[]
    {
        "non", "nan", "pas", "plutot", "en fait", "je me suis trompe", "je me suis trompee", "me suis trompe*", "erreur", "corriger", "correction", "rectif*", "pardon", "finalement", "au lieu",
        "no", "not", "actually", "i meant", "sorry", "wrong", "instead", "mistake",
    }.Select(word => ("sign", word)));

    /// <summary>The draft with every answer that the message corrects.</summary>
    /// <param name="justAnswered">The question this message answered: its answer stands.</param>
    public static Draft Apply(Draft draft, RequestType type, Said said, string? justAnswered = null)
    {
        if (!IsCorrection(said))
            return draft;
        foreach (var question in type.Questions.Where(question => question.Key != justAnswered && !question.IsRequired))
        {
            if (draft.Answers.GetValueOrDefault(question.Key) is { } old && Corrected(question, old, said) is { } corrected)
                draft = draft.With(corrected);
        }

        return draft;
    }

    public static bool IsCorrection(Said said) => s_signs.In(said.Words).Count > 0;

    // "J'ai dit le 14, c'est le 12": of several dates the one that is not the old one.
    private static Answer? Corrected(Question question, Answer old, Said said) =>
        AnswerReader.NoticeAll(question, said).FirstOrDefault(noticed => noticed != old && Differs(question, noticed, old));

    // Words of a choice may stand in a correction of something else; a date or an hour stands there for itself.
    private static bool Differs(Question question, Answer corrected, Answer old) =>
        question.Kind is QuestionKind.Date or QuestionKind.Time || !corrected.Values.Intersect(old.Values).Any();
}
