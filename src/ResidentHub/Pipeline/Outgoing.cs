using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Language.Facts;
using ResidentHub.Requests;
using ResidentHub.Routing;

namespace ResidentHub.Pipeline;

/// <summary>Texts that leave the hub: neutral, for every phone and mailbox may be shared.</summary>
internal static class Outgoing
{
    public static OutboxRow Receipt(OutboxKind kind, string address, ServiceRequest request, Receipt receipt, Replies replies, WorkingCalendar calendar, DateTimeOffset now) => Row(
        kind,
        address,
        replies.Say(request.Language, "mail.receipt", ("ref", References.Show(request.Reference))),
        ReceiptTalk.Neutral(receipt, replies, calendar, request.Language),
        "receipt",
        request,
        now);

    /// <param name="site">The address of the hub's pages.</param>
    public static OutboxRow Answer(OutboxKind kind, string address, ServiceRequest request, Replies replies, string site, DateTimeOffset now)
    {
        var reference = References.Show(request.Reference);
        return Row(
            kind,
            address,
            replies.Say(request.Language, "mail.answer", ("ref", reference)),
            replies.For(kind == OutboxKind.Sms).Say(request.Language, "mail.answer_body", ("ref", reference), ("link", $"{site}/requests/{reference}")),
            "answer",
            request,
            now);
    }

    public static OutboxRow Code(OutboxKind kind, string address, ServiceRequest request, string code, Replies replies, DateTimeOffset now) => Row(
        kind, address, replies.Say(request.Language, "mail.code"), replies.For(kind == OutboxKind.Sms).Say(request.Language, "code.text", ("code", code)), "code", request, now);

    private static OutboxRow Row(OutboxKind kind, string address, string subject, string body, string purpose, ServiceRequest request, DateTimeOffset now) => new()
    {
        Kind = kind,
        Address = address,
        Subject = subject,
        Body = kind == OutboxKind.Sms ? Gsm7.Cheapest(body) : body,
        Purpose = purpose,
        RequestId = request.Id,
        CreatedAt = now,
        NotBefore = now,
        RetainUntil = now + Retention.Outbox,
    };
}
