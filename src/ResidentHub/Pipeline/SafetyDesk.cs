using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Language.Safety;
using ResidentHub.Messaging;
using ResidentHub.Notifications;
using ResidentHub.People;
using ResidentHub.Requests;
using ResidentHub.Safety;
using ResidentHub.Triage;

namespace ResidentHub.Pipeline;

/// <summary>An alert with the words that made it, for a duty officer.</summary>
/// <param name="Label">The danger that was read, or null when staff raised it.</param>
public sealed record AlertView(SafetyAlert Alert, SafetyLabel? Label, IReadOnlyList<Message> Messages, string? Officer, string? AcknowledgedBy);

/// <summary>What duty officers do: see, acknowledge, decide; an alert nobody takes up goes to the next of the rota.</summary>
public sealed class SafetyDesk(IDbContextFactory<HubDb> factory, Dialogs dialogs, SafetyIntake intake, WaysOut channels, LiveUpdates live, TimeProvider clock)
{
    public static bool MaySee(StaffMember staff) => staff is { IsDisabled: false } && staff.Is(Role.DutyOfficer);

    public async Task<IReadOnlyList<SafetyAlert>> OpenAsync(StaffMember staff, CancellationToken cancellation)
    {
        if (!MaySee(staff))
            return [];
        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.SafetyAlerts().AsNoTracking().Where(alert => alert.DecidedAt == null).OrderBy(alert => alert.At).Take(50).ToListAsync(cancellation);
    }

    public async Task<AlertView?> ReadAsync(StaffMember staff, Guid id, CancellationToken cancellation)
    {
        if (!MaySee(staff))
            return null;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.SafetyAlerts().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } alert)
            return null;
        var since = alert.At.AddHours(-1);
        var messages = alert.ConversationId is { } conversation
            ? await db.Messages().AsNoTracking().Where(message => message.ConversationId == conversation && message.At >= since).OrderBy(message => message.At).ToListAsync(cancellation)
            : [];
        db.Add(new Event { At = clock.GetUtcNow(), Kind = "alert.read", SubjectId = id, Actor = Actor.Staff, StaffId = staff.Id });
        await db.SaveChangesAsync(cancellation);
        return new AlertView(alert, dialogs.Danger(alert.Label), messages, await NameAsync(db, alert.OfficerId, cancellation), await NameAsync(db, alert.AcknowledgedBy, cancellation));
    }

    public Task<bool> AcknowledgeAsync(StaffMember staff, Guid id, CancellationToken cancellation) => ChangeAsync(
        staff, id, "alert.acknowledged", (alert, now) => (alert.AcknowledgedAt, alert.AcknowledgedBy, alert.OfficerId) = (alert.AcknowledgedAt ?? now, alert.AcknowledgedBy ?? staff.Id, alert.OfficerId ?? staff.Id), cancellation);

    /// <summary>The officer's decision, and whom they told: what the law wants to be decided by a human, and kept.</summary>
    public Task<bool> DecideAsync(StaffMember staff, Guid id, string decision, string told, CancellationToken cancellation) => ChangeAsync(
        staff, id, "alert.decided", (alert, now) =>
        {
            (alert.AcknowledgedAt, alert.AcknowledgedBy) = (alert.AcknowledgedAt ?? now, alert.AcknowledgedBy ?? staff.Id);
            (alert.Decision, alert.Told, alert.DecidedAt, alert.DecidedBy) = (decision, told, now, staff.Id);
        }, cancellation);

    /// <summary>'This is a danger': staff raise what the machine did not see. The request's text goes to the officer.</summary>
    public async Task<bool> RaiseAsync(StaffMember staff, string reference, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await RequestView.LoadAsync(db, staff, reference, dialogs, cancellation) is not { MayAct: true } view)
            return false;
        var now = clock.GetUtcNow();
        var reporter = await db.Reporters().AsNoTracking().FirstOrDefaultAsync(row => row.RequestId == view.Request.Id, cancellation);
        var words = view.Messages.Where(message => message.Author == Author.Resident).Select(message => message.Text);
        var danger = new SafetyReading(SafetyAlert.RaisedByStaff, "", [], null, "");
        var alert = await intake.AlertAsync(
            db, danger, new DangerAt(null, view.Request.Id, $"{dialogs.Replies.Say(Localized.Default, "alert.raised_by", ("name", staff.Name))}\n{string.Join('\n', words)}", view.Place, new SaidContact(reporter?.Phone, reporter?.Email), view.Request.Language), now, cancellation);
        db.Add(new Event { At = now, Kind = "request.danger_raised", SubjectId = view.Request.Id, Actor = Actor.Staff, StaffId = staff.Id, Detail = alert.Id.ToString() });
        await db.SaveChangesAsync(cancellation);
        live.Publish(LiveUpdates.OfStaff);
        return true;
    }

    /// <summary>Passes every alert that nobody acknowledged in 15 minutes to the next officer, round and round.</summary>
    public async Task<int> EscalateAsync(CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow();
        var late = await db.SafetyAlerts().Where(alert => alert.AcknowledgedAt == null && alert.DecidedAt == null && alert.AnswerBy <= now).Take(100).ToListAsync(cancellation);
        if (late.Count == 0)
            return 0;
        var officers = await DutyDesk.OnDutyAsync(db, now, cancellation);
        foreach (var alert in late)
        {
            alert.Escalations++;
            alert.AnswerBy = now + SafetyAlert.AnswerWithin;
            db.Add(new Event { At = now, Kind = "alert.escalated", SubjectId = alert.Id, Actor = Actor.System });
            if (officers.Count == 0)
                continue;
            var next = officers[(officers.FindIndex(officer => officer.Id == alert.OfficerId) + 1) % officers.Count];
            alert.OfficerId = next.Id;
            if (channels.Email)
                db.Add(intake.OfficerMail(alert, next.Email, now));
        }

        await db.SaveChangesAsync(cancellation);
        live.Publish(LiveUpdates.OfStaff);
        return late.Count;
    }

    private async Task<bool> ChangeAsync(StaffMember staff, Guid id, string kind, Action<SafetyAlert, DateTimeOffset> change, CancellationToken cancellation)
    {
        if (!MaySee(staff))
            return false;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.SafetyAlerts().FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } alert)
            return false;
        var now = clock.GetUtcNow();
        change(alert, now);
        db.Add(new Event { At = now, Kind = kind, SubjectId = id, Actor = Actor.Staff, StaffId = staff.Id });
        await db.SaveChangesAsync(cancellation);
        live.Publish(LiveUpdates.OfStaff);
        return true;
    }

    private static Task<string?> NameAsync(HubDb db, Guid? id, CancellationToken cancellation) =>
        db.Staff().AsNoTracking().Where(member => member.Id == id).Select(member => member.Name).FirstOrDefaultAsync(cancellation);
}
