using System.Collections.Immutable;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Language.Facts;
using ResidentHub.Requests;
using ResidentHub.Routing;

namespace ResidentHub.Pipeline;

/// <summary>The receipt in words: reference, who, by when, what to do meanwhile, how to follow.</summary>
public static class ReceiptTalk
{
    public static Reply Say(Receipt receipt, Dialogs dialogs, WorkingCalendar calendar, string language, bool canBeReached)
    {
        var replies = dialogs.Replies;
        if (!Dialogs.SpokenWell.Contains(language))
            return Foreign(receipt, replies, calendar, language);
        var department = dialogs.Landlord.Department(receipt.Lead).Name.In(language);
        var reference = References.Show(receipt.Reference);
        var sentences = new List<string> { replies.Say(language, receipt.IsFollowing ? "receipt.following" : "receipt.sent") };
        sentences.Add(receipt.ContactBy is { } by
            ? replies.Say(language, "receipt.contact_by", ("department", department), ("date", WhenText(by, replies, calendar, language)))
            : replies.Say(language, "receipt.contact", ("department", department)));
        sentences.AddRange(receipt.Sentences);
        if (!canBeReached)
            sentences.Add(replies.Say(language, "receipt.leave_contact"));
        var rows = ImmutableArray.Create(
            new Row(replies.Say(language, "receipt.reference"), reference),
            new Row(replies.Say(language, "receipt.department"), department));
        if (receipt.ContactBy is { } date)
            rows = rows.Add(new Row(replies.Say(language, "receipt.date"), WhenText(date, replies, calendar, language)));
        return new Reply(ReplyKind.Receipt, string.Join('\n', sentences), Rows: rows, Reference: receipt.Reference, Link: $"/requests/{reference}");
    }

    /// <summary>
    /// By text message, where somebody else may read: reference and date, never what it is about. What to do meanwhile is added only where the type is
    /// open to all.
    /// </summary>
    public static Reply SayBriefly(Receipt receipt, Dialogs dialogs, WorkingCalendar calendar, string language)
    {
        if (!Dialogs.SpokenWell.Contains(language))
            return Foreign(receipt, dialogs.Replies, calendar, language) with { Rows = [] };
        var isOpen = dialogs.Type(receipt.Type)?.Confidentiality == Confidentiality.Open;
        return new Reply(ReplyKind.Receipt, string.Join('\n', receipt.Sentences.Where(_ => isOpen).Prepend(Neutral(receipt, dialogs.Replies, calendar, language))), Reference: receipt.Reference);
    }

    /// <summary>Reference and date, and nothing else.</summary>
    public static string Neutral(Receipt receipt, Replies replies, WorkingCalendar calendar, string language)
    {
        var reference = References.Show(receipt.Reference);
        return receipt.ContactBy is { } by
            ? replies.Say(language, "ack.sms", ("ref", reference), ("date", Wording.Day(replies, language, calendar.Today(by))))
            : replies.Say(language, "ack.sms_undated", ("ref", reference));
    }

    /// <summary>A day with its hour, as said after « le ».</summary>
    public static string WhenText(DateTimeOffset moment, Replies replies, WorkingCalendar calendar, string language)
    {
        var local = calendar.Local(moment);
        return replies.Say(language, "date.moment", ("day", Wording.Day(replies, language, DateOnly.FromDateTime(local))), ("time", Wording.Hour(replies, language, TimeOnly.FromDateTime(local))));
    }

    private static Reply Foreign(Receipt receipt, Replies replies, WorkingCalendar calendar, string language)
    {
        var reference = References.Show(receipt.Reference);
        var date = receipt.ContactBy is { } by ? calendar.Today(by).ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture) : "";
        var text = receipt.ContactBy is null ? replies.SayOrBoth(language, "foreign.receipt_undated", ("ref", reference)) : replies.SayOrBoth(language, "foreign.receipt", ("ref", reference), ("date", date));
        return new Reply(ReplyKind.Receipt, text, Rows: [new Row(replies.Say(language, "foreign.reference"), reference)], Reference: receipt.Reference, Link: $"/requests/{reference}");
    }
}
