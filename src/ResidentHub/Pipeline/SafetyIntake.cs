using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Language.Safety;
using ResidentHub.Notifications;
using ResidentHub.Safety;

namespace ResidentHub.Pipeline;

/// <summary>Where a danger was written.</summary>
/// <param name="Text">The words, where they are not a message of a conversation.</param>
public sealed record DangerAt(Guid? ConversationId, Guid? RequestId, string? Text, SaidPlace Place, SaidContact Contact, string Language);

/// <summary>The only way in for dangers, whatever the door: one open alert a danger of a conversation, one for the same words written elsewhere, and the officer on duty is told.</summary>
public sealed class SafetyIntake(Dialogs dialogs, WaysOut channels)
{
    private const int RepeatMinutes = 60;

    /// <summary>Opens an alert in the caller's transaction, or gives the one already open.</summary>
    public async Task<SafetyAlert> AlertAsync(HubDb db, SafetyReading danger, DangerAt at, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await OpenAlertAsync(db, danger, at, now, cancellation) is { } open)
            return open;
        var officers = await DutyDesk.OnDutyAsync(db, now, cancellation);
        var alert = new SafetyAlert
        {
            Label = danger.Label,
            Line = danger.Line,
            ConversationId = at.ConversationId,
            RequestId = at.RequestId,
            Text = at.Text,
            Residence = at.Place.Residence,
            CallBack = at.Contact.Phone ?? at.Contact.Email,
            Language = at.Language,
            At = now,
            OfficerId = officers.Count > 0 ? officers[0].Id : null,
            AnswerBy = now + SafetyAlert.AnswerWithin,
            RetainUntil = Retention.SafetyAlert(now),
        };
        db.Add(alert);
        db.Add(new Event { At = now, Kind = "alert.opened", SubjectId = alert.Id, Actor = Actor.System, Detail = danger.Label });
        if (officers.Count > 0 && channels.Email)
            db.Add(OfficerMail(alert, officers[0].Email, now));
        return alert;
    }

    /// <summary>The mail says that there is an alert, never what it is about.</summary>
    public OutboxRow OfficerMail(SafetyAlert alert, string address, DateTimeOffset now) => new()
    {
        Kind = OutboxKind.Email,
        Address = address,
        Subject = dialogs.Replies.Say(Localized.Default, "mail.alert"),
        Body = dialogs.Replies.Say(Localized.Default, "mail.alert_body"),
        Purpose = OutboxRow.Alert,
        CreatedAt = now,
        NotBefore = now,
        RetainUntil = now + Retention.Outbox,
    };

    private static async Task<SafetyAlert?> OpenAlertAsync(HubDb db, SafetyReading danger, DangerAt at, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = now.AddMinutes(-RepeatMinutes);
        var open = db.SafetyAlerts().Where(alert => alert.Label == danger.Label && alert.DecidedAt == null && alert.At > since && alert.ConversationId == at.ConversationId);
        var callBack = at.Contact.Phone ?? at.Contact.Email;
        return at.Text is null
            ? await open.FirstOrDefaultAsync(cancellation)
            : await open.FirstOrDefaultAsync(alert => alert.RequestId == at.RequestId && alert.Text == at.Text && alert.CallBack == callBack && alert.Residence == at.Place.Residence, cancellation);
    }
}
