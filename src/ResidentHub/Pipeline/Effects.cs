using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Initiatives;
using ResidentHub.Messaging;
using ResidentHub.People;
using ResidentHub.Requests;
using ResidentHub.Routing;

namespace ResidentHub.Pipeline;

/// <summary>Carries out what a conversation decided, in the message's own transaction.</summary>
public sealed class Effects(Dialogs dialogs, RequestIntake intake, SafetyIntake safety, WorkingCalendar calendar, HubSettings settings)
{
    /// <summary>Working days within which the team of a project answers who joins it.</summary>
    private const int DaysToWelcome = 5;

    /// <summary>Runs a step's effects in order; gives what there is to say of them.</summary>
    internal async Task<ImmutableArray<Reply>> RunAsync(HubDb db, Step step, Conversation conversation, Message message, Inbound inbound, Known known, DateTimeOffset now, CancellationToken cancellation)
    {
        var replies = ImmutableArray.CreateBuilder<Reply>();
        await GivePhotosAsync(db, inbound, message, cancellation);
        if (step.State.Phase == Phase.WithPerson)
            await ReachPersonAsync(db, conversation, message, cancellation);
        foreach (var effect in step.Effects)
        {
            switch (effect)
            {
                case Submit submit:
                    replies.Add(await KeepAsync(db, submit, step.State, conversation, now, cancellation));
                    break;
                case HandOverTo handOver:
                    HandOver(db, handOver, step.State, conversation, known, now);
                    break;
                case AlertOfficer alert:
                    var place = step.State.Draft?.Place ?? known.Place;
                    var contact = CallBack(step.State.Draft?.Contact ?? known.Contact, conversation);
                    message.SafetyAlertId = (await safety.AlertAsync(db, alert.Danger, new DangerAt(conversation.Id, null, null, place, contact, step.State.Language), now, cancellation)).Id;
                    break;
                case AddContact add:
                    await AddContactAsync(db, add, now, cancellation);
                    break;
                case SetOptOut optOut:
                    await SetOptOutAsync(db, optOut.IsOut, conversation, now, cancellation);
                    break;
                case SettleResolved settle:
                    await SettleAsync(db, settle, message, now, cancellation);
                    break;
                case Participate join:
                    await JoinAsync(db, join.Code, step.State, conversation, now, cancellation);
                    break;
            }
        }

        return replies.ToImmutable();
    }

    /// <summary>Opens a request from a conversation; gives its receipt in words.</summary>
    internal async Task<Reply> KeepAsync(HubDb db, Submit submit, ConversationState state, Conversation conversation, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = submit.Draft.StartedAt;
        var opening = await db.Messages().Where(row => row.ConversationId == conversation.Id && row.At >= since && row.SafetyAlertId == null && row.RequestId == null && row.Part != Part.Unsaid).Select(row => row.Id).ToListAsync(cancellation);
        var ids = opening.Concat(db.Messages().Local.Where(row => row.Author == Author.Resident).Select(row => row.Id)).Distinct().ToList();
        var photos = await db.Photos().Where(photo => photo.ConversationId == conversation.Id && photo.RequestId == null && photo.MessageId != null && ids.Contains(photo.MessageId.Value)).Select(photo => photo.Id).ToListAsync(cancellation);
        photos.AddRange(db.Photos().Local.Where(photo => photo.MessageId is { } message && ids.Contains(message) && photo.RequestId is null).Select(photo => photo.Id).Except(photos));
        var origin = conversation.Channel == ChannelNames.Sms ? Origin.Sms : Origin.Chat;
        var receipt = await intake.OpenAsync(
            db,
            new Submission(
                submit.Draft, origin, state.Language, submit.IsIncomplete, submit.WantsInterpreter, null, conversation.Id, conversation.SessionId, conversation.PersonId,
                [.. ids], [.. photos]),
            now,
            cancellation);
        var traits = ChannelTraits.Of(conversation.Channel);
        return traits.IsShort
            ? ReceiptTalk.SayBriefly(receipt, dialogs, calendar, state.Language)
            : ReceiptTalk.Say(receipt, dialogs, calendar, state.Language, submit.Draft.Contact.CanBeReached || traits.CanCallBack);
    }

    // STOP is a state of the number where there is one, else of the conversation.
    private static async Task SetOptOutAsync(HubDb db, bool isOut, Conversation conversation, DateTimeOffset now, CancellationToken cancellation)
    {
        db.Add(new Event { At = now, Kind = isOut ? ContactRoutes.OptedOut : ContactRoutes.OptedIn, SubjectId = conversation.Id, Actor = Actor.Resident });
        if (ChannelTraits.Of(conversation.Channel).HasOwnAddress)
            await KnownNumbers.SetStoppedAsync(db, conversation.Address, isOut, now, cancellation);
    }

    // The words stand in the request's thread: whoever had it reads why it came back.
    private async Task SettleAsync(HubDb db, SettleResolved settle, Message message, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.Requests().Include(row => row.Answers).FirstOrDefaultAsync(row => row.Reference == settle.Reference, cancellation) is not { } request || dialogs.Type(request.Type) is not { } type)
            return;
        _ = settle.IsSolved ? ResidentVerbs.End(db, request, type, RequestState.Closed, now) : ResidentVerbs.Reopen(db, request, type, calendar, now);
        (message.RequestId, message.Part, message.RetainUntil) = (request.Id, Part.Thread, request.RetainUntil);
    }

    // Told to the project's team once; the assistant goes on talking.
    private async Task JoinAsync(HubDb db, string code, ConversationState state, Conversation conversation, DateTimeOffset now, CancellationToken cancellation)
    {
        const string Joined = "initiative.joined";
        var who = conversation.Id.ToString();
        if (await db.Initiatives().FirstOrDefaultAsync(one => one.Code == code, cancellation) is not { } initiative || await db.Events().AnyAsync(one => one.SubjectId == initiative.Id && one.Kind == Joined && one.Detail == who, cancellation))
            return;
        db.Add(new Event { At = now, Kind = Joined, SubjectId = initiative.Id, Actor = Actor.Resident, Detail = who });
        db.Add(new HandOver
        {
            ConversationId = conversation.Id, Department = dialogs.Type(initiative.Type)?.Route.Lead ?? HandingOver.DefaultDepartment, Agency = dialogs.Landlord.AgencyOf(initiative.Residence)?.Key,
            Why = Conversations.HandOver.Participates, Language = state.Language, Since = now, DueAt = calendar.AfterWorkingDays(now, DaysToWelcome), ExcusedAt = now,
        });
    }

    // An officer calls back the number that wrote, when no other was given.
    private static SaidContact CallBack(SaidContact given, Conversation conversation) =>
        given.CanBeReached || !ChannelTraits.Of(conversation.Channel).HasOwnAddress ? given : given with { Phone = conversation.Address };

    private void HandOver(HubDb db, HandOverTo handOver, ConversationState state, Conversation conversation, Known known, DateTimeOffset now)
    {
        var residence = state.Draft?.Place.Residence ?? known.Place.Residence;
        var row = new HandOver
        {
            ConversationId = conversation.Id,
            Department = handOver.Department,
            Agency = dialogs.Landlord.AgencyOf(residence)?.Key,
            Why = handOver.Why,
            Language = state.Language,
            WantsInterpreter = handOver.WantsInterpreter,
            Since = now,
            DueAt = calendar.AfterWorkingMinutes(now, settings.HandOverMinutes),
            ExcusedAt = known.IsOpen ? null : now,
        };
        db.Add(row);
        db.Add(new Event { At = now, Kind = "conversation.handed_over", SubjectId = conversation.Id, Actor = Actor.System, Detail = handOver.Department });
        db.Add(new Notice { Department = handOver.Department, Agency = row.Agency, Kind = "hand_over", At = now });
    }

    // While a person has the conversation, what the resident writes belongs to the request that person answered, if any.
    private static async Task ReachPersonAsync(HubDb db, Conversation conversation, Message message, CancellationToken cancellation)
    {
        var handOver = await db.HandOvers().Where(row => row.ConversationId == conversation.Id && row.ReturnedAt == null && row.Why != Conversations.HandOver.Participates).OrderByDescending(row => row.Since).FirstOrDefaultAsync(cancellation);
        if (handOver?.RequestId is not { } requestId || await db.Requests().FirstOrDefaultAsync(row => row.Id == requestId, cancellation) is not { } request)
            return;
        (message.RequestId, message.Part, message.RetainUntil) = (request.Id, Part.Thread, request.RetainUntil);
        request.HasUnread = true;
        if (request.State == RequestState.WaitingResident)
            request.State = RequestState.InProgress;
    }

    private static async Task GivePhotosAsync(HubDb db, Inbound inbound, Message message, CancellationToken cancellation)
    {
        if (inbound.Photos.IsEmpty)
            return;
        foreach (var photo in await db.Photos().Where(photo => inbound.Photos.Contains(photo.Id)).ToListAsync(cancellation))
            photo.MessageId = message.Id;
    }

    private static async Task AddContactAsync(HubDb db, AddContact add, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.Requests().FirstOrDefaultAsync(request => request.Reference == add.Reference, cancellation) is not { } request || await db.FindAsync<Reporter>([request.Id], cancellation) is not { } reporter)
            return;
        (reporter.Phone, reporter.Email, reporter.Name) = (add.Contact.Phone ?? reporter.Phone, add.Contact.Email ?? reporter.Email, add.Contact.Name ?? reporter.Name);
        db.Add(new Event { At = now, Kind = "request.contact_added", SubjectId = request.Id, Actor = Actor.Resident });
    }
}
