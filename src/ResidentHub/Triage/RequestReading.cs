using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.People;
using ResidentHub.Requests;

namespace ResidentHub.Triage;

/// <summary>Puts a request on a person's screen: what the resident wrote counts as read, what was new about it as seen.</summary>
public sealed class RequestReading(IDbContextFactory<HubDb> factory, Dialogs dialogs, LiveUpdates live, TimeProvider clock)
{
    /// <param name="isLookedAt">A person asked for the page; false when the page only refreshes itself, perhaps with nobody before it.</param>
    public async Task<RequestView?> OpenAsync(StaffMember staff, string reference, bool isLookedAt, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await RequestView.LoadAsync(db, staff, reference, dialogs, cancellation) is not { } view)
            return null;
        if (isLookedAt && view.MayAct)
            await MarkAsync(db, staff, view, cancellation);
        return view;
    }

    private async Task MarkAsync(HubDb db, StaffMember staff, RequestView view, CancellationToken cancellation)
    {
        var (now, id) = (clock.GetUtcNow(), view.Request.Id);
        var unread = view.Messages.Where(message => message is { Author: Author.Resident, ReadAt: null }).Select(message => message.Id).ToList();
        if (unread.Count > 0)
            await db.Messages().Where(message => unread.Contains(message.Id)).ExecuteUpdateAsync(set => set.SetProperty(message => message.ReadAt, now), cancellation);
        if (view.Request.HasUnread)
            await db.Requests().Where(request => request.Id == id).ExecuteUpdateAsync(set => set.SetProperty(request => request.HasUnread, false), cancellation);
        var seen = await NoticeBoard.SeenOfAsync(db, staff, id, now, cancellation);
        if (unread.Count > 0)
            live.Publish(LiveUpdates.OfRequest(id), LiveUpdates.OfConversation(view.Request.ConversationId ?? id));
        if (unread.Count > 0 || view.Request.HasUnread || seen > 0)
            live.Publish(LiveUpdates.OfStaff);
    }
}
