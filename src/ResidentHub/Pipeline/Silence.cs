using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Routing;

namespace ResidentHub.Pipeline;

/// <summary>Nobody is dropped: an understood need whose resident went silent, or left, becomes a request 'call back'.</summary>
public sealed class Silence(IDbContextFactory<HubDb> factory, Dialogs dialogs, Effects effects, Threads threads, LiveUpdates live, TimeProvider clock, ILogger<Silence> log)
{
    private const int CriticalMinutes = 15, HighHours = 2, FailedMinutes = 5;

    /// <summary>When silence counts: 15 minutes for critical, two hours for high, else one working day; null when nothing is worth keeping.</summary>
    public static DateTimeOffset? CallBackAt(ConversationState state, Dialogs dialogs, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (state.Unfinished is not { } draft || dialogs.Type(draft.Type) is not { } type)
            return null;
        var situation = draft.Situation(type, dialogs, calendar.Today(now), calendar.IsNight(now));
        return type.Urgency.Raise(type.Urgency.Default, situation).Level switch
        {
            Urgency.Critical => now.AddMinutes(CriticalMinutes),
            Urgency.High => now.AddHours(HighHours),
            _ => calendar.AfterWorkingDays(now, 1),
        };
    }

    /// <summary>Keeps every conversation whose time has come; gives how many. One that fails waits, so that it never stands before the others.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        List<Guid> due;
        await using (var db = await factory.CreateDbContextAsync(cancellation))
            due = await db.Conversations().Where(conversation => conversation.CallBackAt <= now).OrderBy(conversation => conversation.CallBackAt).Select(conversation => conversation.Id).Take(100).ToListAsync(cancellation);
        foreach (var id in due)
        {
            if (!await Attempt.AloneAsync("call back", () => KeepAsync(id, now, cancellation), log, cancellation))
                await PutOffAsync(id, now.AddMinutes(FailedMinutes), cancellation);
        }

        return due.Count;
    }

    /// <summary>The resident's side ended the conversation: nothing is under way there any more. An understood need is kept at once, and nothing more is said.</summary>
    public Task EndAsync(Guid id, CancellationToken cancellation) => Attempt.AgainAsync(async () =>
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow();
        if (await db.Conversations().FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } conversation || ConversationState.FromJson(conversation.State).In(dialogs) is not { Phase: not Phase.WithPerson } state)
            return false;
        if (state.Unfinished is { } draft)
            state = await CallBackAsync(db, draft, state, conversation, now, isTold: false, cancellation);
        conversation.State = (state.Rest() with { PendingNeeds = [] }).ToJson();
        conversation.Version++;
        conversation.CallBackAt = null;
        await db.SaveChangesAsync(cancellation);
        live.Publish(LiveUpdates.OfConversation(id), LiveUpdates.OfStaff);
        return true;
    });

    private async Task KeepAsync(Guid id, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var conversation = await db.Conversations().FirstAsync(row => row.Id == id, cancellation);
        if (conversation.CallBackAt is not { } at || at > now)
            return;
        var state = ConversationState.FromJson(conversation.State).In(dialogs);
        if (state.Unfinished is { } draft)
            state = await CallBackAsync(db, draft, state, conversation, now, isTold: true, cancellation);
        conversation.State = state.ToJson();
        conversation.Version++;
        conversation.CallBackAt = null;
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The resident wrote at this very moment: they are not silent.
            return;
        }

        live.Publish(LiveUpdates.OfConversation(id), LiveUpdates.OfStaff);
    }

    // Opens the request that calls back, and tells the resident unless they left; gives where the conversation stands then.
    private async Task<ConversationState> CallBackAsync(HubDb db, Draft draft, ConversationState state, Conversation conversation, DateTimeOffset now, bool isTold, CancellationToken cancellation)
    {
        var foreign = !Dialogs.SpokenWell.Contains(state.Language);
        var receipt = await effects.KeepAsync(db, new Submit(draft, IsIncomplete: true, WantsInterpreter: foreign), state, conversation, now, cancellation);
        var traits = ChannelTraits.Of(conversation.Channel);
        var said = foreign ? receipt : receipt with { Text = $"{dialogs.Replies.For(traits.IsShort).Say(state.Language, "silence.kept")}\n{receipt.Text}" };
        Reply[] receipts = [said, .. await KeepNeedsAsync(db, draft, state, conversation, now, cancellation)];

        // After a danger nothing is sent unasked: somebody else may hold the phone.
        var isSaid = isTold && (traits.Pushes is null || state.Phase != Phase.AfterSafety);
        foreach (var one in isSaid ? receipts : [])
            await threads.AddAsync(db, conversation, MessageRows.Assistant(one, conversation.Id, conversation.Channel, state.Language, now), cancellation);
        return state.Rest() with { PendingNeeds = [], LastReference = receipt.Reference };
    }

    private async Task PutOffAsync(Guid id, DateTimeOffset until, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await db.Conversations().Where(row => row.Id == id && row.CallBackAt < until).ExecuteUpdateAsync(row => row.SetProperty(conversation => conversation.CallBackAt, until), cancellation);
    }

    // What the resident also spoke of is kept with it, each for its own department.
    private async Task<List<Reply>> KeepNeedsAsync(HubDb db, Draft draft, ConversationState state, Conversation conversation, DateTimeOffset now, CancellationToken cancellation)
    {
        var receipts = new List<Reply>();
        foreach (var need in state.FurtherNeeds)
        {
            var kept = Draft.New(Guid.CreateVersion7(), need.Label, need.At, need.Words) with { Place = draft.Place.WithoutSpot(), Contact = draft.Contact };
            receipts.Add(await effects.KeepAsync(db, new Submit(kept, IsIncomplete: true, WantsInterpreter: !Dialogs.SpokenWell.Contains(state.Language)), state, conversation, now, cancellation));
        }

        return receipts;
    }
}
