using System.Collections.Immutable;
using ResidentHub.Catalogue;
using ResidentHub.Language;

namespace ResidentHub.Conversations;

/// <summary>Shows what was understood and who will read it; sends only on a yes.</summary>
internal static class Confirming
{
    private const int MaxWordsOfNo = 4;

    private const string Send = "send", Change = "change", CancelIt = "cancel";

    private static readonly Phrases s_send = new(new[] { "envoie", "envoyer", "envoyez", "envoi", "valide*", "c est bon", "c est bien ca", "parfait", "je confirme", "confirme*", "send", "looks good", "all good", "perfect" }.Select(word => ("send", word)));

    public static Step Show(Talk talk, Draft draft, params ReadOnlySpan<Reply> before)
    {
        var settled = Prefill.Settle(draft, talk.Dialogs.Type(draft.Type)!, talk.SaidBefore(draft.Opening));
        var state = talk.State with { Phase = Phase.Confirming, Draft = settled, Asked = null, Misses = 0 };
        return Step.Of(state, [.. before, Summary(talk.In(state), settled)]);
    }

    public static Step Answer(Talk talk)
    {
        if (talk.State.Asked == Change && talk.Picked(Fields(talk)) is { } field)
            return AskAgain(talk, field);
        switch (talk.Picked(Options(talk)))
        {
            case Send:
                return Sent(talk, talk.State.Draft!);
            case Change:
                return AskWhatToChange(talk);
            case CancelIt:
                return Acts.Cancel(talk);
        }

        return Steered(talk) ?? TakeMore(talk);
    }

    /// <summary>The summary: what, where, answers, how to be reached, and who reads.</summary>
    public static Reply Summary(Talk talk, Draft draft)
    {
        var type = talk.Dialogs.Type(draft.Type)!;
        var rows = DraftView.Rows(draft, type, talk.Dialogs, talk.State.Language).Select(row => new Row(row.Name, row.Value)).ToImmutableArray();
        if (talk.Known.IsShort)
            return new Reply(ReplyKind.Summary, Briefly(talk, draft, type), Options(talk));
        var (lead, joined) = type.Route.DepartmentsFor(draft.Situation(type, talk.Dialogs, talk.Turn.Today, talk.Known.IsNight));
        var readers = string.Join(", ", joined.Prepend(lead).Select(department => talk.Dialogs.Landlord.Department(department).Name.In(talk.State.Language)));
        rows = rows.Add(new Row(talk.Text("summary.readers"), readers));
        var text = talk.Text("summary.check");
        if (!draft.Contact.CanBeReached && !talk.Known.CanCallBack)
            text += $" {talk.Text("summary.no_contact")}";
        return new Reply(ReplyKind.Summary, text, Options(talk), rows);
    }

    // Where there is little room: what and where in one sentence; of what is confidential, only where.
    private static string Briefly(Talk talk, Draft draft, RequestType type)
    {
        var place = DraftView.PlaceWords(draft.Place, talk.Dialogs, talk.State.Language);
        if (type.Confidentiality != Confidentiality.Open)
            return place.Length == 0 ? talk.Text("texting.send_quietly") : talk.Text("texting.send_quietly_at", ("place", place));
        var answers = type.Questions.Where(question => SaysItself(question) && draft.Answers.GetValueOrDefault(question.Key) is { IsUnknown: false, Value: not (Choice.None or Choice.Nothing) })
            .Select(question => DraftView.Show(question, draft, talk.Dialogs, talk.State.Language));
        return talk.Text("texting.send", ("what", string.Join(", ", new[] { talk.Title(type.Label), place }.Concat(answers).Where(words => words.Length > 0).Distinct())));
    }

    // An answer that is understood without its question.
    private static bool SaysItself(Question question) => question is { IsStory: false, Kind: not QuestionKind.Bool } && question.Key != Asking.Contact;

    private static ImmutableArray<Option> Options(Talk talk) => [talk.Option(Send, "option.send"), talk.Option(Change, "option.change"), talk.Option(CancelIt, "option.cancel")];

    // A person, cancel, start again, another language: before anything is taken as a change.
    private static Step? Steered(Talk talk)
    {
        if (talk.Turn.Choice is not null)
            return talk.Turn.Choice == "human" ? HandingOver.ToPerson(talk, "asked") : null;
        return talk.CertainlyAct switch
        {
            "human" => HandingOver.ToPerson(talk, "asked"),
            "cancel" => Acts.Cancel(talk),
            "restart" => Acts.Restart(talk),
            "change-language" => Acts.ChangeLanguage(talk),
            "opt-out" => Acts.Cancel(talk),
            "goodbye" => Step.Of(talk.State, talk.Say("act.goodbye")),
            _ => null,
        };
    }

    // Another type is offered where the answers or the words call for it; words that speak of it are its story too.
    private static Step Sent(Talk talk, Draft draft)
    {
        var type = talk.Dialogs.Type(draft.Type)!;
        var situation = draft.Situation(type, talk.Dialogs, talk.Turn.Today, talk.Known.IsNight);
        var state = talk.State.Rest();
        foreach (var offer in type.Offers.Where(offer => offer.Label != draft.Type && talk.Dialogs.Type(offer.Label) is not null && offer.Condition.Holds(situation)))
            state = state.WithNeed(new Need(offer.Label, offer.Condition.Words is null ? "" : draft.Opening, draft.StartedAt));
        state = state.WithoutNeed(draft.Type);

        // Too many questions for a telephone: a person asks the rest.
        var isCutShort = Asking.IsCutShort(talk, draft, type);
        var submit = new Submit(draft, IsIncomplete: isCutShort);
        var sent = state.PendingNeeds.IsEmpty ? Step.Of(state).With(submit) : Choosing.OfferNext(talk.In(state), draft).With(submit);
        return isCutShort ? sent.After(talk.Say("texting.calls")) : sent;
    }

    // A number, a place, another date: whatever it says is taken and the summary shown again. A yes that only adds a number sends.
    private static Step TakeMore(Talk talk)
    {
        var (draft, type) = (talk.State.Draft!, talk.Type!);
        var more = More(talk, draft, type);
        var isYes = talk.Turn.Choice is null && (talk.SaysYes || s_send.In(talk.Said.Words).Count > 0 && talk.Said.Count <= 8) && !talk.SaysNo;
        if (isYes && more.Says(draft with { Contact = more.Contact }))
            return Sent(talk, more);
        if (!more.Says(draft))
            return Show(talk, more, talk.Say("confirm.changed"));
        // A bare no asks what to change; a longer one may begin something else ("non, je veux surtout...").
        return talk.SaysNo && talk.Said.Count <= MaxWordsOfNo ? AskWhatToChange(talk) : Interrupted(talk, type) ?? (talk.SaysNo ? AskWhatToChange(talk) : Added(talk, draft, type));
    }

    private static Draft More(Talk talk, Draft draft, RequestType type)
    {
        if (talk.Turn.Choice is not null)
            return draft;
        var contact = PlaceReader.Contact(talk.Said).CanBeReached ? PlaceReader.ContactAnswer(talk.Said) : SaidContact.None;
        var more = Prefill.From(Corrections.Apply(draft, type, talk.Said), type, talk.Said, talk.Dialogs);
        return more with { Contact = draft.Contact.With(contact), Photos = Math.Min(3, draft.Photos + talk.Turn.Photos) };
    }

    private static Step? Interrupted(Talk talk, RequestType type)
    {
        if (talk.Turn.Choice is not null)
            return null;
        if (talk.Reading.Decision == Decision.Person)
            return Listening.Worried(talk);
        if (talk.Reading.Decision != Decision.Act)
            return null;
        if (talk.Dialogs.Act(talk.Reading.Label) is { IsAnswer: true } answer)
            return DataAnswers.Answer(talk, answer.Label).Then([.. OpenQuestion.Again(talk)]) with { State = talk.State };
        if (talk.UnderstoodType is { } other && other != type.Label && talk.Said.Count >= 3)
            return KeepingOrDropping.Ask(talk, other);
        return talk.CertainlyAct switch
        {
            null => null,
            "greeting" => OpenQuestion.After(talk),
            "thanks" => OpenQuestion.After(talk, talk.Say("act.thanks")),
            "help" => OpenQuestion.After(talk, talk.Say("act.help_asking")),
            "out-of-scope" => OpenQuestion.After(talk, talk.Say("act.out_of_scope_asking")),
            _ => OpenQuestion.After(talk, talk.Say("confirm.not_understood")),
        };
    }

    // More of the story is added to it.
    private static Step Added(Talk talk, Draft draft, RequestType type)
    {
        if (type.Story is { } story && story.When.Holds(draft.Answers) && talk.Turn.Choice is null && talk.Said.Count >= 4
            && $"{draft.Answers.GetValueOrDefault(story.Key)?.Value}\n{talk.Turn.Text}" is { } longer && longer.Length <= story.MaxLength)
        {
            return Show(talk, draft.With(new Answer(story.Key, longer.Trim())), talk.Say("confirm.added"));
        }

        return Step.Of(talk.State, talk.Say("confirm.not_understood"), Summary(talk, draft));
    }

    private static Step AskWhatToChange(Talk talk) =>
        Step.Of(talk.State with { Asked = Change }, new Reply(ReplyKind.Question, talk.Text("confirm.what"), Fields(talk)));

    private static ImmutableArray<Option> Fields(Talk talk)
    {
        var fields = DraftView.Rows(talk.State.Draft!, talk.Type!, talk.Dialogs, talk.State.Language).Where(row => row.Field is not null).Select(row => new Option(row.Field!, row.Name)).ToImmutableArray();
        return fields.Any(option => option.Key == Asking.Contact) ? fields : fields.Add(talk.Option(Asking.Contact, "summary.contact"));
    }

    private static Step AskAgain(Talk talk, string field)
    {
        var draft = talk.State.Draft!;
        var without = draft with
        {
            Answers = draft.Answers.Remove(field),
            Asked = draft.Asked.Remove(field).Add(field),
            Contact = field == Asking.Contact ? SaidContact.None : draft.Contact,
            IsPlaceUnknown = field != Asking.Place && draft.IsPlaceUnknown,
        };
        var state = talk.State with { Phase = Phase.Asking, Draft = without, Asked = field, Misses = 0 };
        return OpenQuestion.After(talk.In(state));
    }
}
