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
/// <param name="Messages">The conversation from an hour before on; empty where the words stand in the alert.</param>
/// <param name="Unsent">Which of the messages did not simply leave.</param>
/// <param name="Photos">Photos sent with the words of danger.</param>
/// <param name="Names">Names of the staff that stand in it.</param>
public sealed record AlertView(
    SafetyAlert Alert, SafetyLabel? Label, IReadOnlyList<Message> Messages, IReadOnlyDictionary<Guid, OutboxState> Unsent, IReadOnlyList<Photo> Photos, IReadOnlyDictionary<Guid, string> Names)
{
    public string? NameOf(Guid? staff) => staff is { } id ? Names.GetValueOrDefault(id) : null;
}

/// <summary>One line of the officers' list.</summary>
public sealed record AlertRow(Guid Id, string Label, string? Residence, DateTimeOffset At, DateTimeOffset AnswerBy, Guid? OfficerId, string? Officer, DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy, DateTimeOffset? DecidedAt, string? DecidedBy);

/// <summary>What duty officers do: see, acknowledge, decide; an alert nobody takes up goes to the next of the rota.</summary>
public sealed class SafetyDesk(IDbContextFactory<HubDb> factory, Dialogs dialogs, SafetyIntake intake, WaysOut channels, LiveUpdates live, TimeProvider clock)
{
    private const int Shown = 50, DecidedShownDays = 14;

    public static bool MaySee(StaffMember staff) => staff is { IsDisabled: false } && staff.Is(Role.DutyOfficer);

    /// <summary>Alerts not decided yet, oldest first; none for those who are no duty officers.</summary>
    public Task<IReadOnlyList<AlertRow>> OpenAsync(StaffMember staff, CancellationToken cancellation) =>
        ListAsync(staff, alerts => alerts.Where(alert => alert.DecidedAt == null).OrderBy(alert => alert.At), cancellation);

    /// <summary>Alerts decided in the last days, newest first.</summary>
    public Task<IReadOnlyList<AlertRow>> DecidedAsync(StaffMember staff, CancellationToken cancellation)
    {
        var since = clock.GetUtcNow().AddDays(-DecidedShownDays);
        return ListAsync(staff, alerts => alerts.Where(alert => alert.DecidedAt > since).OrderByDescending(alert => alert.DecidedAt), cancellation);
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
            ? await db.Messages().AsNoTracking().Where(message => message.ConversationId == conversation && message.Part != Part.Unsaid && message.At >= since).OrderBy(message => message.Number).ToListAsync(cancellation)
            : [];
        var photos = await db.Photos().AsNoTracking().Where(photo => db.Messages().Any(message => message.Id == photo.MessageId && message.SafetyAlertId == id)).OrderBy(photo => photo.At).ToListAsync(cancellation);
        await LogReadingAsync(db, staff, id, cancellation);
        var ids = messages.Select(message => message.StaffId).Append(alert.OfficerId).Append(alert.AcknowledgedBy).Append(alert.DecidedBy).OfType<Guid>().Distinct().ToList();
        var names = await db.Staff().AsNoTracking().Where(member => ids.Contains(member.Id)).ToDictionaryAsync(member => member.Id, member => member.Name, cancellation);
        return new AlertView(alert, dialogs.Danger(alert.Label), messages, await Unsent.AmongAsync(db, messages, cancellation), photos, names);
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

    /// <summary>
    /// 'This is a danger': staff raise what the machine did not see. All the resident's words go to the officer, also those that the one who
    /// raises it may not read.
    /// </summary>
    public async Task<bool> RaiseAsync(StaffMember staff, string reference, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await RequestView.LoadAsync(db, staff, reference, dialogs, cancellation) is not { MayAct: true } view)
            return false;
        var now = clock.GetUtcNow();
        if (await db.SafetyAlerts().AnyAsync(alert => alert.RequestId == view.Request.Id && alert.Label == SafetyAlert.RaisedByStaff && alert.DecidedAt == null, cancellation))
            return true;
        var reporter = await db.Reporters().AsNoTracking().FirstOrDefaultAsync(row => row.RequestId == view.Request.Id, cancellation);
        var words = await WordsAsync(db, view, cancellation);
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

    private async Task<IReadOnlyList<AlertRow>> ListAsync(StaffMember staff, Func<IQueryable<SafetyAlert>, IQueryable<SafetyAlert>> which, CancellationToken cancellation)
    {
        if (!MaySee(staff))
            return [];
        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await which(db.SafetyAlerts().AsNoTracking()).Take(Shown).Select(alert => new AlertRow(
            alert.Id, alert.Label, alert.Residence, alert.At, alert.AnswerBy,
            alert.OfficerId, db.Staff().Where(member => member.Id == alert.OfficerId).Select(member => member.Name).FirstOrDefault(),
            alert.AcknowledgedAt, db.Staff().Where(member => member.Id == alert.AcknowledgedBy).Select(member => member.Name).FirstOrDefault(),
            alert.DecidedAt, db.Staff().Where(member => member.Id == alert.DecidedBy).Select(member => member.Name).FirstOrDefault())).ToListAsync(cancellation);
    }

    // A page that refreshes itself is one reading, not one every few seconds.
    private async Task LogReadingAsync(HubDb db, StaffMember staff, Guid id, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var since = now - SafetyAlert.AnswerWithin;
        if (await db.Events().AnyAsync(one => one.SubjectId == id && one.Kind == "alert.read" && one.StaffId == staff.Id && one.At > since, cancellation))
            return;
        db.Add(new Event { At = now, Kind = "alert.read", SubjectId = id, Actor = Actor.Staff, StaffId = staff.Id });
        await db.SaveChangesAsync(cancellation);
    }

    private static async Task<IEnumerable<string>> WordsAsync(HubDb db, RequestView view, CancellationToken cancellation)
    {
        var messages = await db.Messages().AsNoTracking().Where(message => message.RequestId == view.Request.Id && message.Author == Author.Resident).OrderBy(message => message.At).Select(message => message.Text).ToListAsync(cancellation);
        var told = view.Request.Answers.Where(answer => view.Type.Question(answer.Question) is { IsStory: true }).SelectMany(answer => answer.Values);
        return told.Concat(messages).Where(text => text.Length > 0).Distinct();
    }
}
