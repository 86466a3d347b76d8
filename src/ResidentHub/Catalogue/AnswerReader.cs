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
    private static readonly Phrases s_unknown = new(new[]
    {
        "je ne sais pas", "je sais pas", "sais pas", "sais plus", "aucune idee", "jsp", "jspas", "ne sais pas", "pas sur", "passer", "don t know", "dont know", "no idea", "not sure", "skip", "idk", "dunno",
    }.Select(phrase => ("unknown", phrase)));

    private static readonly Phrases s_yes = Words("oui|ouais|ouep|yes|yeah|yep|ok|bien sur|d accord|sure|tout a fait|si|evet|sim|si senor|ja|da|tak");
    private static readonly Phrases s_no = Words("non|nan|no|nope|pas du tout|jamais|personne|nein|hayir|nao|nu|net|ni");

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
    public static Answer? Notice(Question question, Said said) => question.Kind switch
    {
        QuestionKind.Choice => Since(question, said) ?? (said.Keys(question.Words) is [var first, ..] ? new Answer(question.Key, first) : null),
        QuestionKind.Multi => said.Keys(question.Words) is { Count: > 0 } several ? new Answer(question.Key, several) : null,
        QuestionKind.Bool => said.Keys(question.Words).Count > 0 ? new Answer(question.Key, Choice.Yes) : null,
        QuestionKind.Date => said.Fact<DateFact>() is { } fact && fact.Date >= said.Today ? new Answer(question.Key, Iso(fact.Date)) : null,
        QuestionKind.Time => said.Fact<TimeFact>() is { } fact ? new Answer(question.Key, Clock(fact)) : null,
        _ => null,
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

    public static bool IsUnknown(Said said) => said.Count <= 8 && s_unknown.In(said.Words).Count > 0;

    public static bool IsYes(Said said) => said.Count <= 5 && s_yes.In(said.Words).Count > 0 && s_no.In(said.Words).Count == 0;

    public static bool IsNo(Said said) => said.Count <= 5 && s_no.In(said.Words).Count > 0 && s_yes.In(said.Words).Count == 0;

    private static ReadAnswer ReadChoice(Question question, Said said)
    {
        if (ByNumber(question, said) is { } numbered)
            return new Answer(question.Key, numbered);
        if (ByTitle(question, said) is { } titled)
            return new Answer(question.Key, titled);
        if (Since(question, said) is { } since)
            return since;
        var keys = said.Keys(question.Words);
        if (keys.Count > 0)
            return new Answer(question.Key, keys[0]);
        if (question.ChoiceOf(Choice.Yes) is not null && question.ChoiceOf(Choice.No) is not null && (IsYes(said) || IsNo(said)))
            return new Answer(question.Key, IsYes(said) ? Choice.Yes : Choice.No);
        if (question.ChoiceOf("none") is not null && IsNo(said))
            return new Answer(question.Key, "none");
        return question.ChoiceOf(Choice.Other) is not null && said.Count is > 0 and <= 6
            ? new Answer(question.Key, Choice.Other)
            : ReadAnswer.Not("fault.choice");
    }

    private static ReadAnswer ReadMulti(Question question, Said said)
    {
        var keys = Numbers(question, said).Concat(said.Keys(question.Words)).Concat(ByTitle(question, said) is { } titled ? [titled] : []).Distinct().ToList();
        if (keys.Count > 0)
            return new Answer(question.Key, keys);
        if (question.ChoiceOf("none") is not null && IsNo(said))
            return new Answer(question.Key, "none");
        return question.ChoiceOf(Choice.Other) is not null ? new Answer(question.Key, Choice.Other) : ReadAnswer.Not("fault.choice");
    }

    private static ReadAnswer ReadBool(Question question, Said said)
    {
        if (ByNumber(question, said) is { } numbered)
            return new Answer(question.Key, numbered);
        if (IsNo(said))
            return new Answer(question.Key, Choice.No);
        return IsYes(said) || said.Keys(question.Words).Count > 0 ? new Answer(question.Key, Choice.Yes) : ReadAnswer.Not("fault.yes_no");
    }

    private static ReadAnswer ReadNumber(Question question, Said said)
    {
        var number = said.Fact<AmountFact>() is { } amount ? (int?)Math.Round(amount.Euros) : FirstNumber(said);
        if (number is null)
            return ReadAnswer.Not("fault.number");
        return number < (question.Min ?? 0) || number > (question.Max ?? 100_000)
            ? ReadAnswer.Not("fault.number_range")
            : new Answer(question.Key, number.Value.ToString(CultureInfo.InvariantCulture));
    }

    private static ReadAnswer ReadDate(Question question, Said said) =>
        said.Fact<DateFact>() is { } fact ? new Answer(question.Key, Iso(fact.Date))
        : DateOnly.TryParseExact(said.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? new Answer(question.Key, Iso(date))
        : ReadAnswer.Not("fault.date");

    private static ReadAnswer ReadTime(Question question, Said said) =>
        said.Fact<TimeFact>() is { } fact ? new Answer(question.Key, Clock(fact)) : ReadAnswer.Not("fault.time");

    private static ReadAnswer ReadText(Question question, Said said) =>
        said.Text.Length > question.MaxLength ? ReadAnswer.Not("fault.too_long") : new Answer(question.Key, said.Text);

    // A choice of 'since when' is the nearest one that reaches back far enough.
    private static Answer? Since(Question question, Said said)
    {
        if (question.Choices.All(choice => choice.UpTo is null) || (said.Fact<SinceFact>()?.Date ?? said.Fact<DateFact>()?.Date) is not { } date || date > said.Today)
            return null;
        var reaching = question.Choices.Where(choice => choice.UpTo is null && choice.Key is not Choice.Unknown || choice.UpTo is { } upTo && Back(said.Today, upTo) < date);
        return reaching.FirstOrDefault() is { } choice ? new Answer(question.Key, choice.Key) : null;
    }

    private static DateOnly Back(DateOnly today, Delay delay) => new Delay(-delay.Count, delay.Unit).From(today);

    private static string? ByNumber(Question question, Said said) =>
        said.Count == 1 && int.TryParse(said.Words.Word(0), out var number) && number >= 1 && number <= question.Choices.Count ? question.Choices[number - 1].Key : null;

    private static IEnumerable<string> Numbers(Question question, Said said)
    {
        var words = said.Words.Tokens.Length;
        for (var i = 0; i < words; i++)
        {
            if (words <= 6 && int.TryParse(said.Words.Word(i), out var number) && number >= 1 && number <= question.Choices.Count)
                yield return question.Choices[number - 1].Key;
        }
    }

    private static string? ByTitle(Question question, Said said)
    {
        var folded = Fold.Text(said.Text);
        return question.Choices.FirstOrDefault(choice => choice.Key == said.Text || choice.Title.Texts.Values.Any(title => Fold.Text(title) == folded))?.Key;
    }

    private static int? FirstNumber(Said said)
    {
        for (var i = 0; i < said.Count; i++)
        {
            if (int.TryParse(said.Words.Word(i), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return number;
        }

        return null;
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Clock(TimeFact fact) => fact.To is { } to ? $"{fact.From:HH\\:mm}-{to:HH\\:mm}" : $"{fact.From:HH\\:mm}";

    private static Phrases Words(string phrases) => new(phrases.Split('|').Select(phrase => ("said", phrase)));
}
