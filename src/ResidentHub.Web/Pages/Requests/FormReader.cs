using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Language.Facts;
using ResidentHub.Pipeline;
using ResidentHub.Understanding;

namespace ResidentHub.Web.Pages.Requests;

/// <summary>Reads posted fields into a draft, with the same reader of answers as every other door.</summary>
internal sealed class FormReader(IFormCollection form, Dialogs dialogs, Understander understander, DateOnly today)
{
    private const int MaxShort = 120;

    public Draft Read(Draft draft, RequestType type, string step, List<FieldFault> faults) => step switch
    {
        FormSteps.Place => ReadPlace(draft, type, faults),
        FormSteps.Contact => ReadContact(draft, faults),
        FormSteps.Check => draft,
        _ => ReadQuestion(draft, type.Question(step)!, faults),
    };

    private Draft ReadQuestion(Draft draft, Question question, List<FieldFault> faults)
    {
        var values = form[question.Key].Select(Clean.Text).Where(value => value.Length > 0).ToList();
        if (question.Kind == QuestionKind.Photo)
            return draft;
        if (question.Kind == QuestionKind.Time && values.Count == 2)
            values = [$"{values[0]}-{values[1]}"];
        if (values.Count == 0 && !question.IsRequired)
            return draft with { Answers = draft.Answers.Remove(question.Key) };
        var read = values.Count == 0 ? ReadAnswer.Not("fault.required") : question.HasChoices ? AnswerReader.ReadKeys(question, values) : ReadWritten(question, values[0]);
        if (read.Answer is { } answer)
            return draft.With(answer);
        faults.Add(new FieldFault(question.Key, read.Fault!));
        return draft;
    }

    private ReadAnswer ReadWritten(Question question, string text)
    {
        if (question.Kind is QuestionKind.Text or QuestionKind.Long)
            return text.Length > question.MaxLength ? ReadAnswer.Not("fault.too_long") : new Answer(question.Key, text);
        if (question.Kind == QuestionKind.Time && text.Split('-') is [var from, .. var rest] && TimeOnly.TryParse(from, out var start))
            return new Answer(question.Key, rest is [var to] && TimeOnly.TryParse(to, out var end) && end > start ? $"{start:HH\\:mm}-{end:HH\\:mm}" : $"{start:HH\\:mm}");
        var reading = understander.Read(text, today);
        return AnswerReader.Read(question, Said.Of(text, reading, dialogs, today));
    }

    private Draft ReadPlace(Draft draft, RequestType type, List<FieldFault> faults)
    {
        var residence = dialogs.Landlord.Residence(form["residence"])?.Key;
        if (residence is null && type.Place.NeedsResidence)
            faults.Add(new FieldFault("residence", "fault.residence"));
        return draft with { Place = new SaidPlace(residence, Short("building"), Short("stair"), Short("floor"), Short("flat"), Short("spot")) };
    }

    private Draft ReadContact(Draft draft, List<FieldFault> faults)
    {
        var (written, email) = (Clean.Text(form["phone"]), Clean.Text(form["email"]));
        var phone = written.Length > 0 ? Contacts.Phone(written) : null;
        if (written.Length > 0 && phone is null)
            faults.Add(new FieldFault("phone", "fault.phone"));
        if (email.Length > 0 && (!System.Net.Mail.MailAddress.TryCreate(email, out _) || email.Length > 254))
            faults.Add(new FieldFault("email", "fault.email"));
        return draft with { Contact = new SaidContact(phone, email.Length > 0 && faults.TrueForAll(fault => fault.Field != "email") ? email : null, Short("name")) };
    }

    private string? Short(string field) => Clean.Text(form[field]) is { Length: > 0 } text ? text.Length > MaxShort ? text[..MaxShort] : text : null;
}
