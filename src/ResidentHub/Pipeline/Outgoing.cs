using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Language.Facts;
using ResidentHub.Requests;
using ResidentHub.Routing;

namespace ResidentHub.Pipeline;

/// <summary>Texts that leave the hub: neutral, for every phone and mailbox may be shared.</summary>
internal static class Outgoing
{
    public static OutboxRow Receipt(OutboxKind kind, string address, ServiceRequest request, Receipt receipt, Replies replies, WorkingCalendar calendar, DateTimeOffset now)
    {
        var reference = References.Show(request.Reference);
        var body = receipt.ContactBy is { } by
            ? replies.Say(request.Language, "ack.sms", ("ref", reference), ("date", Wording.Day(replies, request.Language, calendar.Today(by))))
            : replies.Say(request.Language, "ack.sms_undated", ("ref", reference));
        return Row(kind, address, replies.Say(request.Language, "mail.receipt", ("ref", reference)), body, "receipt", request, now);
    }

    public static OutboxRow Answer(OutboxKind kind, string address, ServiceRequest request, Replies replies, string link, DateTimeOffset now) => Row(
        kind,
        address,
        replies.Say(request.Language, "mail.answer", ("ref", References.Show(request.Reference))),
        replies.Say(request.Language, "mail.answer_body", ("ref", References.Show(request.Reference)), ("link", link)),
        "answer",
        request,
        now);

    public static OutboxRow Code(OutboxKind kind, string address, ServiceRequest request, string code, Replies replies, DateTimeOffset now) => Row(
        kind, address, replies.Say(request.Language, "mail.code"), replies.Say(request.Language, "code.text", ("code", code)), "code", request, now);

    private static OutboxRow Row(OutboxKind kind, string address, string subject, string body, string purpose, ServiceRequest request, DateTimeOffset now) => new()
    {
        Kind = kind,
        Address = address,
        Subject = subject,
        Body = body,
        Purpose = purpose,
        RequestId = request.Id,
        CreatedAt = now,
        NotBefore = now,
        RetainUntil = now + Retention.Outbox,
    };
}
