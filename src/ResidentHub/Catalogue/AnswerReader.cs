using System.Globalization;
using ResidentHub.Language.Facts;
using ResidentHub.Language.Text;

namespace ResidentHub.Catalogue;

/// <summary>What reading an answer gave: an answer, or the key of the text that says kindly what is expected.</summary>
public readonly record struct ReadAnswer(Answer? Answer, string? Fault)
{
    public static implicit operator ReadAnswer(Answer answer) => new(answer, null);

    public static ReadAnswer Not(string fault) => new(null, fault);
}

/// <summary>The one reader of answers, by kind of question, for chat, SMS, form, desk and API alike.</summary>
public static class AnswerReader
{
    private const int MaxWordsOfUnknown = 8, MaxWordsOfYesOrNo = 6, MaxWordsOfNone = 4;

    private static readonly Phrases s_unknown = Words("sais pas|sais plus|ne sais|aucune idee|pas idee|jsp|jspas|pas sur|pas sure|passer|question suivante|don t know|do not know|no idea|not sure|skip|idk|dunno");
    private static readonly Phrases s_yes = Words("oui|ouais|ouep|oui oui|yes|yeah|yep|yup|ok|okay|bien sur|d accord|j accepte|je suis d accord|pas de probleme|no problem|pas de souci|volontiers|exact|exactement|sure|of course|i agree|tout a fait|si|evet|sim|si senor|ja|da|tak");
    private static readonly Phrases s_none = Words("aucun|aucune|rien|none|nothing|neither");
    private static readonly Phrases s_less = Words("moins de|moins d|fewer than|less than|under");
    private static readonly Phrases s_no = Words("non|nan|no|nope|nah|pas du tout|pas vraiment|not really|jamais|personne|nobody|no one|je refuse|j accepte pas|n accepte pas|je ne veux pas|je veux pas|pas d accord|i d rather not|rather not|prefere pas|prefere ne pas|nein|hayir|nao|nu|net|ni");

    /// <summary>Reads what was said as an answer to one question that was asked.</summary>
    public static ReadAnswer Read(Question question, Said said)
    {
        if (said.Text.Length == 0)
            return ReadAnswer.Not("fault.empty");
        if (IsUnknown(said))
            return question.IsRequired ? ReadAnswer.Not("fault.required") : Answer.Unknown(question.Key);
        return question.Kind switch
        {
            QuestionKind.Choice => ReadChoice(question, said),
            QuestionKind.Multi => ReadMulti(question, said),
            QuestionKind.Bool => ReadBool(question, said),
            QuestionKind.Number => ReadNumber(question, said),
            QuestionKind.Date => ReadDate(question, said),
            QuestionKind.Time => ReadTime(question, said),
            QuestionKind.Photo => ReadAnswer.Not("fault.photo"),
            _ => ReadText(question, said),
        };
    }

    /// <summary>What a message that was no answer to this question says about it all the same, or null.</summary>
    public static Answer? Notice(Question question, Said said) => NoticeAll(question, said) is [var first, ..] ? first : null;

    /// <summary>The same, with every date and hour named, so that a correction finds the one that differs.</summary>
    public static IReadOnlyList<Answer> NoticeAll(Question question, Said said) => question.Kind switch
    {
        QuestionKind.Choice => (FactAnswers.Chosen(question, said, inPassing: true) ?? OfWords(question, said)) is { } chosen ? [new Answer(question.Key, chosen)] : [],
        QuestionKind.Multi => Several(question, said, inPassing: true) is { Count: > 0 } several ? [new Answer(question.Key, several)] : [],
        QuestionKind.Bool => Notices(question, said) is { } yes ? [new Answer(question.Key, yes ? Choice.Yes : Choice.No)] : [],
        QuestionKind.Number => FactAnswers.People(question, said) is { } people ? [new Answer(question.Key, people.ToString(CultureInfo.InvariantCulture))] : [],
        QuestionKind.Date => [.. said.Facts.OfType<DateFact>().Where(fact => fact.Date >= said.Today).Select(fact => new Answer(question.Key, Iso(fact.Date)))],
        QuestionKind.Time => [.. said.Facts.OfType<TimeFact>().Select(fact => new Answer(question.Key, Clock(fact)))],
        _ => [],
    };

    /// <summary>An answer given by stable keys, as forms and buttons do.</summary>
    public static ReadAnswer ReadKeys(Question question, IReadOnlyList<string> keys)
    {
        if (keys is [Choice.Unknown])
            return question.IsRequired ? ReadAnswer.Not("fault.required") : Answer.Unknown(question.Key);
        if (keys.Count == 0 || (question.ChoicesFrom is null && !keys.All(key => question.ChoiceOf(key) is not null)))
            return ReadAnswer.Not("fault.choice");
        return new Answer(question.Key, question.Kind == QuestionKind.Multi ? keys : [keys[0]]);
    }

    public static bool IsUnknown(Said said) => said.Count <= MaxWordsOfUnknown && s_unknown.In(said.Words).Count > 0;

    /// <summary>A short yes, or a longer sentence that begins with one ("oui elle peut les lire sans souci").</summary>
    public static bool IsYes(Said said) => Begins(said) is { } begins ? begins : said.Count <= MaxWordsOfYesOrNo && s_yes.In(said.Words).Count > 0 && s_no.In(said.Words).Count == 0;

    /// <summary>A short no, or a longer sentence that begins with one.</summary>
    public static bool IsNo(Said said) => Begins(said) is { } begins ? !begins : said.Count <= MaxWordsOfYesOrNo && s_no.In(said.Words).Count > 0 && s_yes.In(said.Words).Count == 0;

    // True for a sentence that begins with yes, false for no, null for neither.
    private static bool? Begins(Said said) => said.Count == 0 ? null : said.Words.Word(0) switch
    {
        "oui" or "ouais" or "yes" or "yeah" or "yep" => true,
        "non" or "nan" or "no" or "nope" => false,
        _ => null,
    };

    private static ReadAnswer ReadChoice(Question question, Said said)
    {
        if (ByTitle(question, said) is { } titled)
            return new Answer(question.Key, titled);
        if (ByAmount(question, said) is { } counted)
            return new Answer(question.Key, counted);
        if (ByNumber(question, said) is { } numbered)
            return new Answer(question.Key, numbered);
        if ((FactAnswers.Chosen(question, said, inPassing: false) ?? OfWords(question, said)) is { } chosen)
            return new Answer(question.Key, chosen);
        if (question.ChoiceOf(Choice.Yes) is not null && question.ChoiceOf(Choice.No) is not null && (IsYes(said) || IsNo(said)))
            return new Answer(question.Key, IsYes(said) ? Choice.Yes : Choice.No);
        if (NoneOf(question, said) is { } none)
            return new Answer(question.Key, none);
        return question.ChoiceOf(Choice.Other) is not null && said.Count is > 0 and <= 6
            ? new Answer(question.Key, Choice.Other)
            : ReadAnswer.Not("fault.choice");
    }

    // Where how often is asked and told, words say nothing else ("une fois par mois" is not once).
    private static string? OfWords(Question question, Said said) => FactAnswers.TellsHowOften(question, said) ? null : said.Keys(question.Words).FirstOrDefault();

    private static ReadAnswer ReadMulti(Question question, Said said)
    {
        var keys = Numbers(question, said).Concat(Several(question, said, inPassing: false)).Concat(ByTitle(question, said) is { } titled ? [titled] : []).Distinct().ToList();
        if (keys.Count > 0)
            return new Answer(question.Key, keys);
        if (NoneOf(question, said) is { } none)
            return new Answer(question.Key, none);
        return question.ChoiceOf(Choice.Other) is not null ? new Answer(question.Key, Choice.Other) : ReadAnswer.Not("fault.choice");
    }

    // "Non", "aucun risque", "rien": the choice that stands for nothing, where there is one.
    private static string? NoneOf(Question question, Said said) =>
        IsNo(said) || (said.Count <= MaxWordsOfNone && s_none.In(said.Words).Count > 0)
            ? question.Choices.FirstOrDefault(choice => choice.Key is Choice.None or Choice.Nothing)?.Key
            : null;

    private static ReadAnswer ReadBool(Question question, Said said)
    {
        if (ByNumber(question, said) is { } numbered)
            return new Answer(question.Key, numbered);
        if (IsNo(said))
            return new Answer(question.Key, Choice.No);
        return IsYes(said) ? new Answer(question.Key, Choice.Yes) : Notice(question, said) is { } noticed ? noticed : ReadAnswer.Not("fault.yes_no");
    }

    private static ReadAnswer ReadNumber(Question question, Said said)
    {
        var number = FactAnswers.People(question, said) ?? (said.Fact<AmountFact>() is { } amount ? (int?)Math.Round(amount.Euros) : FirstNumber(said));
        if (number is null)
            return ReadAnswer.Not("fault.number");
        return number < (question.Min ?? 0) || number > (question.Max ?? 100_000)
            ? ReadAnswer.Not("fault.number_range")
            : new Answer(question.Key, number.Value.ToString(CultureInfo.InvariantCulture));
    }

    // A date asked for is one to come.
    private static ReadAnswer ReadDate(Question question, Said said)
    {
        var date = DateOnly.TryParseExact(said.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var picked) ? picked
            : (said.Facts.OfType<DateFact>().FirstOrDefault(fact => fact.Date >= said.Today) ?? said.Fact<DateFact>())?.Date;
        return date is null ? ReadAnswer.Not("fault.date") : date < said.Today ? ReadAnswer.Not("fault.date_past") : new Answer(question.Key, Iso(date.Value));
    }

    private static ReadAnswer ReadTime(Question question, Said said) =>
        said.Fact<TimeFact>() is { } fact ? new Answer(question.Key, Clock(fact)) : ReadAnswer.Not("fault.time");

    private static ReadAnswer ReadText(Question question, Said said) =>
        said.Text.Length > question.MaxLength ? ReadAnswer.Not("fault.too_long") : new Answer(question.Key, said.Text);

    private static IReadOnlyList<string> Several(Question question, Said said, bool inPassing) => [.. said.Keys(question.Words).Concat(FactAnswers.Parts(question, said, inPassing)).Distinct()];

    // Whether what was said means yes, or no; null when it says nothing of it.
    private static bool? Notices(Question question, Said said) =>
        said.Keys(question.Words).Count > 0 ? !said.Denies(question.Words) : FactAnswers.SpeaksOfFrail(question, said) ? true : null;

    // "12" to 'how many' with 2 to 4, 5 to 9, 10 or more; of choices that are plain numbers the greatest is open to above.
    private static string? ByAmount(Question question, Said said) => question.CountsThings && FirstNumber(said) is { } number ? FactAnswers.Range(question, s_less.In(said.Words).Count > 0 ? number - 1 : number) : null;

    private static string? ByNumber(Question question, Said said) =>
        said.Count == 1 && !question.CountsThings && int.TryParse(said.Words.Word(0), out var number) && number >= 1 && number <= question.Choices.Count ? question.Choices[number - 1].Key : null;

    private static IEnumerable<string> Numbers(Question question, Said said)
    {
        var words = said.Words.Tokens.Length;
        for (var i = 0; i < words; i++)
        {
            if (words <= 6 && !said.IsOfFact(i) && int.TryParse(said.Words.Word(i), out var number) && number >= 1 && number <= question.Choices.Count)
                yield return question.Choices[number - 1].Key;
        }
    }

    private static string? ByTitle(Question question, Said said)
    {
        var folded = Fold.Text(said.Text);
        return question.Choices.FirstOrDefault(choice => choice.Key == said.Text || choice.Title.Texts.Values.Any(title => Fold.Text(title) == folded))?.Key;
    }

    // Figures first; "un" counts only where hardly anything else is said ("un peu plus de vingt").
    private static int? FirstNumber(Said said) =>
        First(said, word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var figure) ? figure : null)
        ?? First(said, word => Language.Facts.Numbers.Word(word) is > 1 and var number ? number : null)
        ?? (said.Count <= 2 ? First(said, word => Language.Facts.Numbers.Word(word)) : null);

    private static int? First(Said said, Func<string, int?> read)
    {
        for (var i = 0; i < said.Count; i++)
        {
            if (!said.IsOfFact(i) && read(said.Words.Word(i).ToString()) is { } number)
                return number;
        }

        return null;
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Clock(TimeFact fact) => fact.To is { } to ? $"{fact.From:HH\\:mm}-{to:HH\\:mm}" : $"{fact.From:HH\\:mm}";

    private static Phrases Words(string phrases) => new(phrases.Split('|').Select(phrase => ("said", phrase)));
}
