using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Notifications;
using ResidentHub.People;
using ResidentHub.Requests;
using ResidentHub.Triage;

namespace ResidentHub.Pipeline;

/// <summary>
/// One-time codes that open a request on another device. A code goes only to a contact given in that very request; whether there is such a
/// request or contact is never said. To one who asked for no messages, or for whom writing is risky, only if their own browser asks.
/// </summary>
public sealed class AccessCodes(IDbContextFactory<HubDb> factory, Dialogs dialogs, WaysOut ways, TimeProvider clock)
{
    /// <summary>So many leave for one request in a day, whoever asks: nobody floods a resident.</summary>
    public const int MostPerDay = 5;

    /// <summary>Sends a code. Gives the code itself only where <paramref name="mayShow"/> and no way out is set up: for trying things out.</summary>
    public async Task<string?> SendAsync(Guid session, string reference, bool mayShow, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow();
        if (await db.Requests().FirstOrDefaultAsync(row => row.Reference == reference, cancellation) is not { } request || dialogs.Type(request.Type) is not { } type)
            return null;
        var reporter = await db.Reporters().AsNoTracking().FirstOrDefaultAsync(row => row.RequestId == request.Id, cancellation);
        if (reporter is null or { Phone: null, Email: null })
            return null;
        if (await MakeAsync(db, request, session, now, cancellation) is not { } secret)
            return null;
        var route = await ContactRoutes.OfAsync(db, Matter.Code, request, reporter, type, ways, cancellation, askedBy: session);
        if (route.Kind is { } kind)
            db.Add(Outgoing.Code(kind, route.Address!, request, secret, dialogs.Replies, now));
        await db.SaveChangesAsync(cancellation);
        return mayShow && ways is { Email: false, Sms: false } ? secret : null;
    }

    /// <summary>
    /// A code for staff to read out to a caller they know, who enters it on the request's page in any browser. Null where the member may not act on
    /// the request, or too many codes were made for it today.
    /// </summary>
    public async Task<string?> ReadOutAsync(StaffMember staff, string reference, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow();
        if (await RequestView.LoadAsync(db, staff, reference, dialogs, cancellation) is not { MayAct: true, MayKnowReporter: true } view
            || await MakeAsync(db, view.Request, OneTimeCode.ReadOut, now, cancellation) is not { } secret)
            return null;
        db.Add(new Event { At = now, Kind = "code.read_out", SubjectId = view.Request.Id, Actor = Actor.Staff, StaffId = staff.Id });
        await db.SaveChangesAsync(cancellation);
        return secret;
    }

    /// <summary>
    /// True when the code is right, still fresh and not tried too often: for an hour the browser may read the request, and lists its own
    /// confidential ones that carry the very same contact. Those of another contact, perhaps of another person, stay hidden.
    /// </summary>
    public async Task<bool> OpenAsync(Guid session, string reference, string entered, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow();
        var codes = await db.OneTimeCodes().AsNoTracking().Where(row => (row.SessionId == session || row.SessionId == OneTimeCode.ReadOut) && db.Requests().Any(request => request.Id == row.RequestId && request.Reference == reference))
            .OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).ToListAsync(cancellation);
        var figures = new string([.. entered.Where(char.IsAsciiDigit)]);

        // The last one sent to this browser, and the last one read out. Guesses made at once each take a try of their own, and one right answer is used once.
        var isRight = false;
        var opens = Guid.Empty;
        foreach (var code in codes.DistinctBy(row => row.SessionId).Where(row => row.ExpiresAt > now))
        {
            var own = db.OneTimeCodes().Where(row => row.Id == code.Id && row.UsedAt == null);
            if (await own.Where(row => row.TriesLeft > 0).ExecuteUpdateAsync(set => set.SetProperty(row => row.TriesLeft, row => row.TriesLeft - 1), cancellation) == 1
                && code.Matches(figures) && await own.ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedAt, now), cancellation) == 1)
                (isRight, opens) = (true, code.RequestId);
        }

        if (isRight)
        {
            var proven = db.Reporters().Where(row => row.RequestId == opens);
            var opened = await db.Reporters().Where(row => row.RequestId == opens || (row.SessionId == session && proven.Any(known => known.Phone == row.Phone && known.Email == row.Email)))
                .Select(row => row.RequestId).ToListAsync(cancellation);
            db.AddRange(opened.Select(request => new SessionGrant { SessionId = session, RequestId = request, Until = now + SessionGrant.Lifetime }));
        }

        await db.SaveChangesAsync(cancellation);
        return isRight;
    }

    // The code itself, once; null where enough were made for the request today.
    private static async Task<string?> MakeAsync(HubDb db, ServiceRequest request, Guid session, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = now - OneTimeCode.Counted;
        if (await db.OneTimeCodes().CountAsync(code => code.RequestId == request.Id && code.CreatedAt > since, cancellation) >= MostPerDay)
            return null;
        var id = Guid.CreateVersion7();
        var secret = OneTimeCode.NewCode();
        db.Add(new OneTimeCode { Id = id, SessionId = session, RequestId = request.Id, CodeHash = OneTimeCode.HashOf(id, secret), CreatedAt = now, ExpiresAt = now + OneTimeCode.Lifetime });
        return secret;
    }
}
