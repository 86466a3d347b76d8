using System.Collections.Immutable;
using ResidentHub.Catalogue;
using ResidentHub.Language;

namespace ResidentHub.Conversations;

/// <summary>One question at a time: the fewest that routing needs, none that the resident already answered.</summary>
internal static class Asking
{
    public const string Place = "place", Contact = "contact";

    private const int ShortOpening = 8, MaxShortQuestions = 1, MaxOwnBySms = 3, MissesBeforeSkip = 2;

    /// <summary>From here another request type in the middle of a question is a change of subject.</summary>
    private const double ChangeOfSubject = 0.75;

    private static readonly Phrases s_back = new(new[] { "retour", "revenir", "precedent", "precedente", "question precedente", "en arriere", "back", "go back", "previous" }.Select(word => ("back", word)));

    /// <summary>Asks what is still missing, or shows the summary.</summary>
    public static Step Next(Talk talk, Draft draft, params ReadOnlySpan<Reply> before)
    {
        var type = talk.Dialogs.Type(draft.Type)!;
        var missing = Missing(draft, type, talk);
        if (missing is null)
            return Confirming.Show(talk, draft).After(before);
        var asked = draft with { Asked = draft.Asked.Contains(missing) ? draft.Asked : draft.Asked.Add(missing) };
        var state = talk.State with { Phase = Phase.Asking, Draft = asked, Asked = missing, Misses = 0 };
        return Step.Of(state, [.. before, Ask(talk, missing, type)]);
    }

    public static Step Answer(Talk talk)
    {
        var (draft, type) = (talk.State.Draft!, talk.Type!);
        var asked = talk.State.Asked!;
        if (Control(talk) is { } control)
            return control;
        if (talk.Turn.Photos > 0)
            draft = draft with { Photos = Math.Min(3, draft.Photos + talk.Turn.Photos) };
        if (talk.Turn.Text.Length == 0 && talk.Turn.Photos > 0)
            return Next(talk.In(talk.State with { Draft = draft }), draft, talk.Say("ask.photo_kept"));
        if (Interrupts(talk, asked, type) is { } other)
            return other;
        return Take(talk, draft, type, asked);
    }

    /// <summary>The words of a question as this channel asks it.</summary>
    public static Reply Ask(Talk talk, string asked, RequestType type)
    {
        if (asked == Place)
            return new Reply(ReplyKind.Question, talk.Text(talk.State.Misses > 0 ? "ask.place_again" : PlaceWording(type)), [talk.Option(Choice.Unknown, "option.unknown")], Picker: "place");
        if (asked == Contact)
            return new Reply(ReplyKind.Question, talk.Text("ask.contact"), [talk.Option("none", "option.no_contact")]);
        var question = type.Question(asked)!;
        var options = Options(talk, question);
        var text = question.Hint is { } hint ? $"{question.Text.In(talk.State.Language)}\n{hint.In(talk.State.Language)}" : question.Text.In(talk.State.Language);
        return new Reply(ReplyKind.Question, text, options, Picker: question.Kind == QuestionKind.Date ? "date" : null);
    }

    private static string? Missing(Draft draft, RequestType type, Talk talk)
    {
        var open = type.Questions.Where(question => !draft.Has(question.Key) && question.Key != Contact && question.When.Holds(draft.Answers)).ToList();
        if (open.Find(question => question.IsRequired && question.Ask == Catalogue.Ask.Always) is { } consent)
            return consent.Key;
        if (type.Place.NeedsResidence && draft.Place.Residence is null && !WasAskedEnough(draft, talk, Place))
            return Place;
        if (open.Find(question => question.Ask == Catalogue.Ask.Always) is { } needed && OwnAsked(draft, type) < (talk.Known.IsShort ? MaxOwnBySms : int.MaxValue))
            return needed.Key;
        if (IsShortStory(draft) && OwnAsked(draft, type) < MaxShortQuestions && open.Find(question => question.Ask == Catalogue.Ask.IfShort) is { } useful)
            return useful.Key;
        if (draft.Opening.Length == 0 && type.Story is { } story && open.Contains(story))
            return story.Key;
        return type.IsCallBack && !draft.Contact.CanBeReached && !draft.Contact.IsDeclined && !talk.Known.CanCallBack ? Contact : null;
    }

    // A residence that could not be named after two tries is left open: the request matters more.
    private static bool WasAskedEnough(Draft draft, Talk talk, string key) => draft.Asked.Contains(key) && (talk.State.Misses >= MissesBeforeSkip || talk.State.Asked != key);

    private static int OwnAsked(Draft draft, RequestType type) => draft.Asked.Count(key => type.Question(key) is { IsCommon: false, IsRequired: false });

    private static bool IsShortStory(Draft draft) => draft.Opening.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length < ShortOpening;

    // What steers the conversation rather than answers: a person, cancel, start again, back, another language.
    private static Step? Control(Talk talk)
    {
        if (talk.Turn.Choice == "human")
            return HandingOver.ToPerson(talk, "asked");
        if (talk.Turn.Choice is not null)
            return null;
        if (talk.Said.Count <= 4 && s_back.In(talk.Said.Words).Count > 0)
            return Back(talk);
        return talk.CertainlyAct switch
        {
            "human" => HandingOver.ToPerson(talk, "asked"),
            "cancel" => Acts.Cancel(talk),
            "restart" => Acts.Restart(talk),
            "change-language" => Acts.ChangeLanguage(talk),
            "help" => Step.Of(talk.State, talk.Say("act.help_asking"), Ask(talk, talk.State.Asked!, talk.Type!)),
            "opt-out" or "opt-in" => Acts.Answer(talk, talk.CertainlyAct),
            _ => null,
        };
    }

    private static Step Back(Talk talk)
    {
        var draft = talk.State.Draft!;
        var at = draft.Asked.IndexOf(talk.State.Asked!);
        if (at <= 0)
            return Step.Of(talk.State, talk.Say("ask.no_back"), Ask(talk, talk.State.Asked!, talk.Type!));
        var previous = draft.Asked[at - 1];
        var without = draft with { Answers = draft.Answers.Remove(previous), Asked = draft.Asked.RemoveRange(at - 1, draft.Asked.Length - at + 1).Add(previous), Place = previous == Place ? SaidPlace.Nowhere : draft.Place };
        return Step.Of(talk.State with { Draft = without, Asked = previous, Misses = 0 }, Ask(talk, previous, talk.Type!));
    }

    // A question in the middle is answered and the open one asked again; another need is offered to be kept or dropped.
    private static Step? Interrupts(Talk talk, string asked, RequestType type)
    {
        if (talk.Turn.Choice is not null || talk.Reading.Decision != Decision.Act || talk.Said.Count < 3)
            return null;
        var isFreeText = type.Question(asked) is { Kind: QuestionKind.Text or QuestionKind.Long };
        if (talk.Dialogs.Act(talk.Reading.Label) is { IsAnswer: true } answer && (!isFreeText || talk.Turn.Text.Contains('?')) && !AnswersAsked(talk, asked, type))
        {
            var step = DataAnswers.Answer(talk, answer.Label);
            return step.State.Phase == Phase.Asking ? step.Then(Ask(talk, asked, type)) : step;
        }

        var isOther = talk.Dialogs.Type(talk.Reading.Label) is { } other && other.Label != type.Label && talk.Reading.Confidence >= ChangeOfSubject;
        return isOther && !isFreeText && !AnswersAsked(talk, asked, type) ? KeepingOrDropping.Ask(talk, talk.Reading.Label) : null;
    }

    private static bool AnswersAsked(Talk talk, string asked, RequestType type) => asked switch
    {
        Place => PlaceReader.Place(talk.Said, talk.Dialogs) != SaidPlace.Nowhere,
        Contact => PlaceReader.Contact(talk.Said).CanBeReached,
        _ => type.Question(asked) is { } question && (AnswerReader.Notice(question, talk.Said) is not null || AnswerReader.IsUnknown(talk.Said) || (question.Kind is QuestionKind.Date or QuestionKind.Time && AnswerReader.Read(question, talk.Said).Answer is not null)),
    };

    private static Step Take(Talk talk, Draft draft, RequestType type, string asked)
    {
        var (answered, fault) = asked switch
        {
            Place => TakePlace(talk, draft),
            Contact => TakeContact(talk, draft),
            _ => TakeAnswer(talk, draft, type.Question(asked)!),
        };
        if (fault is not null)
            return Missed(talk, draft, type, asked, fault);
        if (SafetyIf(answered, type, talk) is { } danger)
            return SafetyTalk.Answer(talk.In(talk.State with { Draft = answered }), danger);
        var filled = talk.Turn.Choice is null ? Corrections.Apply(Prefill.From(answered, type, talk.Said, talk.Dialogs), type, talk.Said, asked) : answered;
        return Next(talk.In(talk.State with { Draft = filled }), filled);
    }

    private static (Draft Draft, string? Fault) TakeAnswer(Talk talk, Draft draft, Question question)
    {
        var read = talk.Turn.Choice is { } choice ? AnswerReader.ReadKeys(question, choice.Split(',')) : AnswerReader.Read(question, talk.Said);
        return read.Answer is { } answer ? (draft.With(answer), null) : (draft, read.Fault);
    }

    private static (Draft Draft, string? Fault) TakePlace(Talk talk, Draft draft)
    {
        var place = talk.Dialogs.Landlord.Residence(talk.Turn.Choice) is { } picked ? new SaidPlace(picked.Key) : PlaceReader.Place(talk.Said, talk.Dialogs);
        if (place.Residence is not null)
            return (draft with { Place = draft.Place.With(place) }, null);
        var isUnknown = talk.Turn.Choice == Choice.Unknown || AnswerReader.IsUnknown(talk.Said);
        var told = isUnknown ? draft.Place.With(place) : draft.Place.With(place with { Spot = place.Spot ?? Shortened(talk.Turn.Text) });
        return talk.State.Misses + 1 >= MissesBeforeSkip ? (draft with { Place = told }, null) : (draft with { Place = told }, "fault.place");
    }

    private static (Draft Draft, string? Fault) TakeContact(Talk talk, Draft draft)
    {
        if (talk.Turn.Choice == "none" || AnswerReader.IsUnknown(talk.Said) || AnswerReader.IsNo(talk.Said))
            return (draft with { Contact = draft.Contact with { IsDeclined = true } }, null);
        var contact = PlaceReader.ContactAnswer(talk.Said);
        return contact.CanBeReached ? (draft with { Contact = draft.Contact.With(contact) }, null) : (draft, "fault.contact");
    }

    private static Step Missed(Talk talk, Draft draft, RequestType type, string asked, string fault)
    {
        var misses = talk.State.Misses + 1;
        var question = type.Question(asked);
        if (misses > MissesBeforeSkip && question is not { IsRequired: true })
        {
            var skipped = asked == Contact ? draft with { Contact = draft.Contact with { IsDeclined = true } } : asked == Place ? draft : draft.With(Catalogue.Answer.Unknown(asked));
            return Next(talk.In(talk.State with { Draft = skipped, Misses = misses }), skipped, talk.Say("ask.skipped"));
        }

        if (misses > MissesBeforeSkip)
            return HandingOver.ToPerson(talk, "not_understood");
        var again = talk.In(talk.State with { Draft = draft, Misses = misses });
        return Step.Of(again.State, talk.Say(fault), Ask(again, asked, type));
    }

    private static Language.Safety.SafetyReading? SafetyIf(Draft draft, RequestType type, Talk talk) =>
        type.SafetyIf.FirstOrDefault(rule => rule.Condition.Holds(draft.Situation(type, talk.Dialogs, talk.Turn.Today, talk.Known.IsNight))) is { } rule
            ? new Language.Safety.SafetyReading(rule.Label, SafetyLines.Of(talk.Dialogs, rule.Label, draft), [], "answer", "")
            : null;

    private static ImmutableArray<Option> Options(Talk talk, Question question)
    {
        if (!question.HasChoices)
            return question.IsRequired ? [] : [talk.Option(Choice.Unknown, "option.unknown")];
        var works = question.ChoicesFrom == "works" ? talk.Dialogs.Landlord.Residence(talk.State.Draft!.Place.Residence)?.Works ?? [] : [];
        var options = works.Select(site => new Option(site.Key, site.Title.In(talk.State.Language)))
            .Concat(question.Choices.Select(choice => new Option(choice.Key, choice.Title.In(talk.State.Language))));
        var hasUnknown = question.IsRequired || question.ChoiceOf(Choice.Unknown) is not null;
        return [.. hasUnknown ? options : options.Append(talk.Option(Choice.Unknown, "option.unknown"))];
    }

    private static string PlaceWording(RequestType type) => type.Place.Ask.Count switch
    {
        0 => "ask.place",
        _ when type.Place.Ask.Contains("spot") => "ask.place_spot",
        _ when type.Place.Ask.Contains("flat") => "ask.place_flat",
        _ => "ask.place_building",
    };

    private static string Shortened(string text) => text.Length > 200 ? text[..200] : text;
}
