using System.Collections.Immutable;
using ResidentHub.Catalogue;
using ResidentHub.Language;

namespace ResidentHub.Conversations;

/// <summary>Shows what was understood and who will read it; sends only on a yes.</summary>
internal static class Confirming
{
    private const string Send = "send", Change = "change", CancelIt = "cancel";

    public static Step Show(Talk talk, Draft draft, params ReadOnlySpan<Reply> before)
    {
        var state = talk.State with { Phase = Phase.Confirming, Draft = draft, Asked = null, Misses = 0 };
        return Step.Of(state, [.. before, Summary(talk, draft)]);
    }

    public static Step Answer(Talk talk)
    {
        var (draft, type) = (talk.State.Draft!, talk.Type!);
        if (talk.State.Asked == Change && talk.Turn.Choice is { } field && FieldOf(type, field))
            return AskAgain(talk, draft, type, field);
        if (talk.Turn.Choice == Send || (talk.Turn.Choice is null && talk.CertainlyAct == "yes") || IsSendByNumber(talk))
            return Sent(talk, draft);
        if (talk.Turn.Choice == CancelIt || talk.CertainlyAct == "cancel")
            return Acts.Cancel(talk);
        if (talk.Turn.Choice == "human" || talk.CertainlyAct == "human")
            return HandingOver.ToPerson(talk, "asked");
        if (talk.CertainlyAct == "restart")
            return Acts.Restart(talk);
        if (talk.CertainlyAct == "change-language")
            return Acts.ChangeLanguage(talk);
        if (talk.Turn.Choice == Change || talk.CertainlyAct == "no")
            return AskWhatToChange(talk, draft, type);
        return TakeMore(talk, draft, type);
    }

    /// <summary>The summary: what, where, answers, how to be reached, and who reads.</summary>
    private static Reply Summary(Talk talk, Draft draft)
    {
        var type = talk.Dialogs.Type(draft.Type)!;
        var rows = DraftView.Rows(draft, type, talk.Dialogs, talk.State.Language).Select(row => new Row(row.Name, row.Value)).ToImmutableArray();
        var (lead, joined) = type.Route.DepartmentsFor(draft.Situation(type, talk.Dialogs, talk.Turn.Today, talk.Known.IsNight));
        var readers = string.Join(", ", joined.Prepend(lead).Select(department => talk.Dialogs.Landlord.Department(department).Name.In(talk.State.Language)));
        rows = rows.Add(new Row(talk.Text("summary.readers"), readers));
        var text = talk.Text("summary.check");
        if (!draft.Contact.CanBeReached && !talk.Known.CanCallBack)
            text += $" {talk.Text("summary.no_contact")}";
        return new Reply(ReplyKind.Summary, text, [talk.Option(Send, "option.send"), talk.Option(Change, "option.change"), talk.Option(CancelIt, "option.cancel")], rows);
    }

    private static Step Sent(Talk talk, Draft draft)
    {
        var state = talk.State.Rest();
        var type = talk.Dialogs.Type(draft.Type)!;
        var situation = draft.Situation(type, talk.Dialogs, talk.Turn.Today, talk.Known.IsNight);
        var offers = type.Offers.Where(offer => offer.Condition.Holds(situation)).Select(offer => offer.Label);
        var next = state.PendingNeeds.Concat(offers).Distinct().Where(label => label != draft.Type && talk.Dialogs.Type(label) is not null).ToImmutableArray();
        if (next is not [var label, ..])
            return Step.Of(state with { PendingNeeds = [] }).With(new Submit(draft));
        var offering = state with { Phase = Phase.ChoosingType, Offered = [label], PendingNeeds = next.Remove(label), Opening = draft.Opening, OpenedAt = draft.StartedAt };
        return Step.Of(offering).With(new Submit(draft)).Then(Choosing.OfferNext(talk, label));
    }

    // A number, a place, another date: whatever it says is taken, and the summary shown again.
    private static Step TakeMore(Talk talk, Draft draft, RequestType type)
    {
        var contact = PlaceReader.Contact(talk.Said);
        var more = Prefill.From(Corrections.Apply(draft, type, talk.Said), type, talk.Said, talk.Dialogs) with { Contact = draft.Contact.With(contact.CanBeReached ? PlaceReader.ContactAnswer(talk.Said) : contact) };
        more = more with { Photos = Math.Min(3, more.Photos + talk.Turn.Photos) };
        if (!Same(more, draft))
            return Show(talk, more, talk.Say("confirm.changed"));
        if (Interrupted(talk, type) is { } other)
            return other;
        if (type.Story is { } story && talk.Said.Count >= 4 && draft.Answers.GetValueOrDefault(story.Key)?.Value is var told && $"{told}\n{talk.Turn.Text}" is { } longer && longer.Length <= story.MaxLength)
            return Show(talk, draft.With(new Answer(story.Key, longer.Trim())), talk.Say("confirm.added"));
        return Step.Of(talk.State, talk.Say("confirm.not_understood"), Summary(talk, draft));
    }

    private static Step? Interrupted(Talk talk, RequestType type)
    {
        if (talk.Reading.Decision != Decision.Act || talk.Turn.Choice is not null)
            return null;
        if (talk.Dialogs.Act(talk.Reading.Label) is { IsAnswer: true })
        {
            var step = DataAnswers.Answer(talk, talk.Reading.Label);
            return step.State.Phase == Phase.Confirming ? step.Then(Summary(talk, talk.State.Draft!)) : step;
        }

        if (talk.Dialogs.Type(talk.Reading.Label) is { } other && other.Label != type.Label && talk.Said.Count >= 3)
            return KeepingOrDropping.Ask(talk, other.Label);
        return talk.CertainlyAct is { } act and not ("greeting" or "thanks") ? Acts.Answer(talk, act).Then(Summary(talk, talk.State.Draft!)) : null;
    }

    private static Step AskWhatToChange(Talk talk, Draft draft, RequestType type)
    {
        var fields = DraftView.Rows(draft, type, talk.Dialogs, talk.State.Language).Where(row => row.Field is not null).Select(row => new Option(row.Field!, row.Name));
        var withContact = fields.Any(option => option.Key == Asking.Contact) ? fields : fields.Append(talk.Option(Asking.Contact, "summary.contact"));
        return Step.Of(talk.State with { Asked = Change }, new Reply(ReplyKind.Question, talk.Text("confirm.what"), [.. withContact]));
    }

    private static Step AskAgain(Talk talk, Draft draft, RequestType type, string field)
    {
        var without = draft with { Answers = draft.Answers.Remove(field), Asked = draft.Asked.Contains(field) ? draft.Asked : draft.Asked.Add(field), Contact = field == Asking.Contact ? SaidContact.None : draft.Contact };
        var state = talk.State with { Phase = Phase.Asking, Draft = without, Asked = field, Misses = 0 };
        return Step.Of(state, Asking.Ask(talk.In(state), field, type));
    }

    private static bool FieldOf(RequestType type, string field) => field is Asking.Place or Asking.Contact || type.Question(field) is not null;

    // Without buttons the three choices are numbered.
    private static bool IsSendByNumber(Talk talk) => talk.Known.IsShort && talk.Turn.Text.Trim() == "1";

    private static bool Same(Draft a, Draft b) => a.Place == b.Place && a.Contact == b.Contact && a.Photos == b.Photos && a.Answers.Count == b.Answers.Count && a.Answers.All(pair => b.Answers.GetValueOrDefault(pair.Key) == pair.Value);
}
