using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.People;
using ResidentHub.Requests;
using ResidentHub.Routing;
using ResidentHub.Triage;

namespace ResidentHub.Pipeline;

/// <summary>Staff answer a request, in the resident's channel.</summary>
public sealed class StaffReplies(IDbContextFactory<HubDb> factory, Dialogs dialogs, StaffWords words, WorkingCalendar calendar, HubSettings settings, LiveUpdates live, TimeProvider clock)
{
    /// <summary>Answers; the same message id twice is one answer. While staff wait for an answer in the conversation, the assistant is silent there.</summary>
    public Task<bool> WriteAsync(StaffMember staff, string reference, string messageId, string written, bool waitsForAnswer, CancellationToken cancellation) =>
        Attempt.AgainAsync(() => TryAsync(staff, reference, messageId, written, waitsForAnswer, cancellation));

    private async Task<bool> TryAsync(StaffMember staff, string reference, string messageId, string written, bool waitsForAnswer, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await RequestView.LoadAsync(db, staff, reference, dialogs, cancellation) is not { MayAct: true } view)
            return false;
        var now = clock.GetUtcNow();
        var request = await db.Requests().Include(row => row.Deadlines).FirstAsync(row => row.Id == view.Request.Id, cancellation);
        var conversation = await StaffWords.ConversationAsync(db, request, cancellation);
        if (!await words.AddAsync(db, request, view.Type, conversation, staff, messageId, written, now, cancellation))
            return true;
        RequestDesk.Contacted(request, staff, now);
        if (waitsForAnswer && request.State is RequestState.Contacted or RequestState.InProgress or RequestState.New)
            request.State = RequestState.WaitingResident;
        if (waitsForAnswer && conversation is not null)
            await TakeOverAsync(db, conversation, request, staff, now, cancellation);
        request.Version++;
        db.Add(new Event { At = now, Kind = "request.answered", SubjectId = request.Id, Actor = Actor.Staff, StaffId = staff.Id });
        await db.SaveChangesAsync(cancellation);
        live.Publish(LiveUpdates.OfConversation(conversation?.Id ?? request.Id), LiveUpdates.OfRequest(request.Id), LiveUpdates.OfStaff);
        return true;
    }

    private async Task TakeOverAsync(HubDb db, Conversation conversation, ServiceRequest request, StaffMember staff, DateTimeOffset now, CancellationToken cancellation)
    {
        var state = ConversationState.FromJson(conversation.State);
        conversation.State = (state with { Phase = Phase.WithPerson, Asked = null, Offered = [] }).ToJson();
        conversation.CallBackAt = null;
        if (await db.HandOvers().AnyAsync(row => row.ConversationId == conversation.Id && row.RequestId == request.Id && row.ReturnedAt == null, cancellation))
            return;
        db.Add(new HandOver
        {
            ConversationId = conversation.Id, RequestId = request.Id, Department = request.Lead, Agency = request.Agency, Why = "answered", Language = request.Language,
            Since = now, DueAt = calendar.AfterWorkingMinutes(now, settings.HandOverMinutes), OwnerId = staff.Id, AnsweredAt = now, ExcusedAt = now,
        });
    }
}
