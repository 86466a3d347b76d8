using System.Collections.Immutable;
using ResidentHub.Catalogue;

namespace ResidentHub.Conversations;

/// <summary>One question at a time: the fewest that routing needs, none that the resident already answered.</summary>
internal static class Asking
{
    public const string Place = "place", Contact = "contact";

    private const int ShortOpening = 8, MaxShortQuestions = 1, MaxOwnBySms = 3, MissesBeforeSkip = 2;

    /// <summary>Asks what is still missing, or shows the summary.</summary>
    public static Step Next(Talk talk, Draft draft, params ReadOnlySpan<Reply> before)
    {
        var type = talk.Dialogs.Type(draft.Type)!;
        draft = Prefill.Settle(draft, type, talk.SaidBefore(draft.Opening));
        if (Missing(draft, type, talk) is not { } missing)
            return Confirming.Show(talk, draft).After(before);
        var asked = draft with { Asked = draft.Asked.Contains(missing) ? draft.Asked : draft.Asked.Add(missing) };
        var state = talk.State with { Phase = Phase.Asking, Draft = asked, Asked = missing, Misses = 0 };
        return Step.Of(state, [.. before, Ask(talk.In(state), missing, type)]);
    }

    public static Step Answer(Talk talk)
    {
        var (draft, type) = (talk.State.Draft!, talk.Type!);
        if (talk.State.Asked is not { } asked || !Knows(type, asked))
            return Next(talk, draft);
        if (Steering.Of(talk) is { } steered)
            return steered;
        if (talk.Turn.Photos > 0)
            draft = draft with { Photos = Math.Min(3, draft.Photos + talk.Turn.Photos) };
        if (talk.Turn.Text.Length == 0 && talk.Turn.Photos > 0)
            return Next(talk, draft, talk.Say("ask.photo_kept"));
        return Interrupting.Of(talk, asked, type) ?? Take(talk, draft, type, asked);
    }

    /// <summary>The words of a question as this channel asks it.</summary>
    public static Reply Ask(Talk talk, string asked, RequestType type)
    {
        if (asked == Place)
            return Proposed(talk) is { } home ? Propose(talk, home) : new Reply(ReplyKind.Question, talk.Text(PlaceWording(type)), [talk.Option(Choice.Unknown, "option.unknown")], Picker: "place");
        if (asked == Contact)
            return new Reply(ReplyKind.Question, talk.Text("ask.contact"), [talk.Option("none", "option.no_contact")]);
        var question = type.Question(asked)!;
        var text = question.Text.In(talk.State.Language);
        if (talk.Known.IsShort)
            return question.CountsThings ? new Reply(ReplyKind.Question, $"{text} ({string.Join(", ", question.Choices.Select(choice => choice.Title.In(talk.State.Language)))})") : new Reply(ReplyKind.Question, text, Options(talk, question));
        return new Reply(ReplyKind.Question, question.Hint is { } hint ? $"{text}\n{hint.In(talk.State.Language)}" : text, Options(talk, question), Picker: question.Kind == QuestionKind.Date ? "date" : null);
    }

    /// <summary>Where the landlord's files say that people with this number live: asked about, never taken for granted.</summary>
    public static ResidenceData? Proposed(Talk talk) => talk.Dialogs.Landlord.Residence(talk.Known.Number?.Residence);

    /// <summary>Asks whether it is the residence proposed.</summary>
    public static Reply Propose(Talk talk, ResidenceData home) =>
        new(ReplyKind.Question, talk.Text("texting.place", ("residence", home.Name)), [new Option(home.Key, home.Name), talk.Option(Choice.Unknown, "option.unknown")], Picker: "place");

    /// <summary>As many questions as a telephone bears were asked, and the type has more.</summary>
    public static bool IsCutShort(Talk talk, Draft draft, RequestType type) => talk.Known.IsShort && OwnAsked(draft, type) >= MaxOwnBySms && NeededOf(draft, type).Any();

    /// <summary>Whether a key is a question this type has today.</summary>
    public static bool Knows(RequestType type, string asked) => asked is Place or Contact || type.Question(asked) is not null;

    private static string? Missing(Draft draft, RequestType type, Talk talk)
    {
        var open = Open(draft, type).ToList();
        if (open.Find(question => question.IsRequired && question.Ask == Catalogue.Ask.Always) is { } consent)
            return consent.Key;
        if (type.Place.NeedsResidence && draft.Place.Residence is null && !draft.IsPlaceUnknown)
            return Place;
        if (NeededOf(draft, type).FirstOrDefault() is { } needed && OwnAsked(draft, type) < (talk.Known.IsShort ? MaxOwnBySms : int.MaxValue))
            return needed.Key;
        if (IsShortStory(draft) && OwnAsked(draft, type) < MaxShortQuestions && open.Find(question => question.Ask == Catalogue.Ask.IfShort) is { } useful)
            return useful.Key;
        if (draft.Opening.Length == 0 && type.Story is { } story && open.Contains(story))
            return story.Key;
        return type.IsCallBack && !draft.Contact.CanBeReached && !draft.Contact.IsDeclined && !talk.Known.CanCallBack ? Contact : null;
    }

    private static IEnumerable<Question> Open(Draft draft, RequestType type) => type.Questions.Where(question => !draft.Has(question.Key) && question.Key != Contact && question.When.Holds(draft.Answers));

    private static IEnumerable<Question> NeededOf(Draft draft, RequestType type) => Open(draft, type).Where(question => question.Ask == Catalogue.Ask.Always);

    private static int OwnAsked(Draft draft, RequestType type) => draft.Asked.Count(key => type.Question(key) is { IsCommon: false, IsRequired: false });

    private static bool IsShortStory(Draft draft) => draft.Opening.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length < ShortOpening;

    private static Step Take(Talk talk, Draft draft, RequestType type, string asked)
    {
        var (answered, fault) = asked switch
        {
            Place => TakePlace(talk, draft),
            Contact => TakeContact(talk, draft),
            _ => TakeAnswer(talk, draft, type.Question(asked)!),
        };
        if (fault is not null)
            return Heard(talk, draft, type, asked) ?? Missed(talk, answered, type, asked, fault);
        if (SafetyIf(answered, type, talk) is { } danger)
            return SafetyTalk.Answer(talk.In(talk.State with { Draft = answered }), danger);
        var filled = talk.Turn.Choice is null ? Corrections.Apply(Prefill.From(answered, type, talk.Said, talk.Dialogs), type, talk.Said, asked) : answered;
        if (Interrupting.Overheard(talk, type) is { } other)
            return Next(talk.In(talk.State.WithNeed(other)), filled, talk.Say("change.kept", ("second", talk.Named(other.Label))));
        return filled.IsPlaceUnknown && asked == Place ? Next(talk, filled, talk.Say("ask.skipped")) : Next(talk, filled);
    }

    private static (Draft Draft, string? Fault) TakeAnswer(Talk talk, Draft draft, Question question)
    {
        var options = Options(talk, question);
        var picked = talk.Turn.Choice ?? (question.CountsThings ? null : talk.Picked(options));
        var read = picked is not null ? AnswerReader.ReadKeys(question, picked.Split(',')) : AnswerReader.Read(question, talk.Said);
        return read.Answer is { } answer ? (draft.With(answer), null) : (draft, read.Fault);
    }

    private static (Draft Draft, string? Fault) TakePlace(Talk talk, Draft draft)
    {
        var place = talk.Dialogs.Landlord.Residence(talk.Turn.Choice) is { } picked ? new SaidPlace(picked.Key) : PlaceReader.Place(talk.Said, talk.Dialogs);
        if (place.Residence is null && talk.SaysYes && Proposed(talk) is { } home)
            place = place with { Residence = home.Key };
        if (place.Residence is not null)
            return (draft with { Place = draft.Place.With(place) }, null);
        if (PlaceReader.IsElsewhere(talk.Said))
            return (draft with { IsPlaceUnknown = true }, null);
        var isUnknown = talk.Turn.Choice == Choice.Unknown || AnswerReader.IsUnknown(talk.Said) || talk.SaysNo || talk.SaysYes;
        var told = draft with { Place = draft.Place.With(isUnknown ? place : place with { Spot = place.Spot ?? Shortened(talk.Turn.Text) }) };
        if (talk.State.Misses + 1 >= MissesBeforeSkip)
            return (told with { IsPlaceUnknown = true }, null);
        return (told, isUnknown ? "ask.place_unknown" : "ask.place_again");
    }

    private static (Draft Draft, string? Fault) TakeContact(Talk talk, Draft draft)
    {
        var contact = PlaceReader.ContactAnswer(talk.Said);
        if (contact.CanBeReached)
            return (draft with { Contact = draft.Contact.With(contact) }, null);
        var isDeclined = talk.Turn.Choice == "none" || AnswerReader.IsUnknown(talk.Said) || talk.SaysNo;
        return isDeclined ? (draft with { Contact = draft.Contact with { IsDeclined = true } }, null) : (draft, "fault.contact");
    }

    // No answer to the question, but one to another: kept, and the question asked again.
    private static Step? Heard(Talk talk, Draft draft, RequestType type, string asked)
    {
        var heard = talk.Turn.Choice is null ? Prefill.From(draft, type, talk.Said, talk.Dialogs) : draft;
        if (heard == draft)
            return null;
        var again = talk.In(talk.State with { Draft = heard });
        return OpenQuestion.After(again, talk.Say("confirm.changed"));
    }

    private static Step Missed(Talk talk, Draft draft, RequestType type, string asked, string fault)
    {
        var misses = talk.State.Misses + 1;
        var question = type.Question(asked);
        if (misses > MissesBeforeSkip && question is { IsRequired: true })
            return HandingOver.ToPerson(talk, "not_understood");
        if (misses > MissesBeforeSkip)
        {
            var skipped = asked == Contact ? draft with { Contact = draft.Contact with { IsDeclined = true } } : draft.With(Catalogue.Answer.Unknown(asked));
            return Next(talk, skipped, talk.Say("ask.skipped"));
        }

        var again = talk.In(talk.State with { Draft = draft, Misses = misses });
        var open = Ask(again, asked, type);
        return asked == Place ? Step.Of(again.State, open with { Text = talk.Text(fault) }) : Step.Of(again.State, talk.Say(fault), open);
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
