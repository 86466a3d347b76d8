using ResidentHub.Messaging;
using ResidentHub.People;
using ResidentHub.Requests;
using ResidentHub.Triage;

namespace ResidentHub.Pipeline;

/// <summary>Ends a request and tells the resident in the same transaction: solved with what came of it, or not to be solved and why.</summary>
public sealed class ClosingDesk(RequestChange changes, StaffWords words, HandOverDesk handOvers, LiveUpdates live)
{
    private const int ResolvedForDays = 30;

    /// <summary>States that end a request without solving it.</summary>
    public static readonly IReadOnlyList<RequestState> Endings = [RequestState.Duplicate, RequestState.Redirected, RequestState.Refused];

    /// <summary>Solved, with an outcome of the type's own list; the resident confirms or reopens within 30 days.</summary>
    /// <param name="said">What the resident is told, or blank for the hub's own words.</param>
    public async Task<DeskAnswer> ResolveAsync(StaffMember staff, RequestAt at, string outcome, string messageId, string said, CancellationToken cancellation)
    {
        var (closed, thread) = (Guid.Empty, Guid.Empty);
        var answer = await changes.RunAsync(
            staff, at, "request.resolved", outcome, async change =>
            {
                var request = change.Request;
                if (!request.IsOpen || change.Type.Outcomes.All(option => option.Key != outcome))
                    return false;
                RequestDesk.Contacted(request, staff, change.Now);
                (request.State, request.Outcome, request.ResolvedAt, request.DueAt) = (RequestState.Resolved, outcome, change.Now, change.Now.AddDays(ResolvedForDays));
                foreach (var deadline in request.Deadlines.Where(deadline => deadline.MetAt is null))
                    deadline.MetAt = change.Now;
                (closed, thread) = (request.Id, await TellAsync(change, messageId, said, cancellation));
                return true;
            }, cancellation);
        return await GiveBackAsync(answer, closed, thread, cancellation);
    }

    /// <summary>Ends a request without solving it; the reason is compulsory and is told to the resident.</summary>
    public async Task<DeskAnswer> EndAsync(StaffMember staff, RequestAt at, RequestState state, string messageId, string reason, CancellationToken cancellation)
    {
        var (closed, thread) = (Guid.Empty, Guid.Empty);
        var answer = await changes.RunAsync(
            staff, at, "request.ended", StateNames.Of(state), async change =>
            {
                if (!change.Request.IsOpen || !Endings.Contains(state) || string.IsNullOrWhiteSpace(reason))
                    return false;
                (change.Request.State, change.Request.Outcome) = (state, StateNames.Of(state));
                change.Request.OwnerId ??= staff.Id;
                Closing.Close(change.Db, change.Request, change.Type, change.Now);
                (closed, thread) = (change.Request.Id, await TellAsync(change, messageId, reason, cancellation));
                return true;
            }, cancellation);
        return await GiveBackAsync(answer, closed, thread, cancellation);
    }

    private async Task<Guid> TellAsync(Changing change, string messageId, string said, CancellationToken cancellation)
    {
        var conversation = await StaffWords.ConversationAsync(change.Db, change.Request, cancellation);
        if (string.IsNullOrWhiteSpace(said))
            await words.TellAsync(change.Db, change.Request, change.Type, conversation, "closing.resolved", change.Now, cancellation);
        else
            await words.AddAsync(change.Db, change.Request, change.Type, conversation, change.Staff, messageId, said, change.Now, cancellation);
        return conversation?.Id ?? change.Request.Id;
    }

    private async Task<DeskAnswer> GiveBackAsync(DeskAnswer answer, Guid request, Guid thread, CancellationToken cancellation)
    {
        if (answer != DeskAnswer.Done)
            return answer;
        await handOvers.GiveBackOfRequestAsync(request, cancellation);
        live.Publish(LiveUpdates.OfConversation(thread));
        return answer;
    }
}
