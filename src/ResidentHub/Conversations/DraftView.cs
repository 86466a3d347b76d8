using ResidentHub.Catalogue;

namespace ResidentHub.Conversations;

/// <summary>One line of what was understood; <paramref name="Field"/> is what to change it by, or null.</summary>
public sealed record DraftRow(string? Field, string Name, string Value);

/// <summary>A draft in words, for the summary of a conversation and for 'check your answers' on a form.</summary>
public static class DraftView
{
    public static IEnumerable<DraftRow> Rows(Draft draft, RequestType type, Dialogs dialogs, string language)
    {
        var unknown = Unknown(dialogs);
        yield return new DraftRow(null, dialogs.Replies.Say(language, "summary.type"), type.Title.In(language));
        if (PlaceWords(draft.Place, dialogs, language) is { Length: > 0 } place)
            yield return new DraftRow("place", dialogs.Replies.Say(language, "summary.place"), place);
        foreach (var question in type.Questions.Where(question => question.Key != "contact" && draft.Has(question.Key)))
            yield return new DraftRow(question.Key, question.IsStory ? dialogs.Replies.Say(language, "summary.words") : question.Text.In(language).TrimEnd('?', ' '), Show(question, draft, dialogs, language, unknown));
        if (type.Story is null && draft.Opening.Length > 0)
            yield return new DraftRow(null, dialogs.Replies.Say(language, "summary.words"), draft.Opening);
        if (draft.Photos > 0)
            yield return new DraftRow(null, dialogs.Replies.Say(language, "summary.photos"), draft.Photos.ToString());
        if (draft.Contact.CanBeReached)
            yield return new DraftRow("contact", dialogs.Replies.Say(language, "summary.contact"), ContactWords(draft.Contact));
    }

    public static string PlaceWords(SaidPlace place, Dialogs dialogs, string language)
    {
        var parts = new List<string>();
        if (dialogs.Landlord.Residence(place.Residence) is { } residence)
            parts.Add(residence.Name);
        foreach (var part in (ReadOnlySpan<string>)["building", "stair", "floor", "flat"])
        {
            if (place[part] is { } value)
                parts.Add(part == "floor" && value == "0" ? dialogs.Replies.Say(language, "place.ground_floor") : dialogs.Replies.Say(language, $"place.{part}", ("value", value)));
        }

        if (place.Spot is { } spot)
            parts.Add(spot);
        return string.Join(", ", parts);
    }

    public static string ContactWords(SaidContact contact) =>
        string.Join(", ", new[] { contact.Name, contact.Phone is { } phone ? Phones.Show(phone) : null, contact.Email }.OfType<string>());

    /// <summary>The answer to one question, in words.</summary>
    public static string Show(Question question, Draft draft, Dialogs dialogs, string language) => Show(question, draft, dialogs, language, Unknown(dialogs));

    private static Localized Unknown(Dialogs dialogs) => Localized.Of(dialogs.Replies.Say("fr", "option.unknown"), dialogs.Replies.Say("en", "option.unknown"));

    private static string Show(Question question, Draft draft, Dialogs dialogs, string language, Localized unknown)
    {
        var answer = draft.Answers[question.Key];
        if (question.Kind == QuestionKind.Date && DateOnly.TryParse(answer.Value, out var date))
            return Wording.Day(dialogs.Replies, language, date);
        if (question.ChoicesFrom == "works" && dialogs.Landlord.Residence(draft.Place.Residence)?.Works.FirstOrDefault(site => site.Key == answer.Value) is { } works)
            return works.Title.In(language);
        return question.Show(answer, language, unknown);
    }
}
