using ResidentHub.Catalogue;

namespace ResidentHub.Notifications;

/// <summary>What a message to a resident is about.</summary>
public enum Matter
{
    /// <summary>The receipt of a request, asked for by the resident's own act.</summary>
    Receipt,

    /// <summary>Staff answered or asked something.</summary>
    Answer,

    /// <summary>A code the resident just asked for.</summary>
    Code,
}

/// <summary>Which ways out are set up.</summary>
public sealed record WaysOut(bool Email, bool Sms);

/// <summary>A way to reach a resident outside the hub's own pages, or why there is none.</summary>
public sealed record ContactRoute(Data.OutboxKind? Kind, string? Address, string Because)
{
    public static ContactRoute None(string because) => new(null, null, because);
}

/// <summary>What a resident said of being written to.</summary>
/// <param name="WritingIsRisky">Somebody else may read what comes.</param>
/// <param name="IsOptedOut">They asked for no more messages.</param>
/// <param name="Channel">The choice of <c>contact_channel</c>; null: none was made.</param>
/// <param name="IsAskedByReporter">A code, asked for just now in the browser that made the request.</param>
/// <param name="IsNumberStopped">Their number itself was stopped: nothing goes there, whoever asks.</param>
public sealed record ContactWishes(bool WritingIsRisky = false, bool IsOptedOut = false, string? Channel = null, bool IsAskedByReporter = false, bool IsNumberStopped = false);

/// <summary>
/// The one thing every notification to a resident asks. The follow-up page and the chat always hold the answer; this decides what else may
/// leave. Texts that leave are neutral: every phone and mailbox is treated as shared.
/// </summary>
public static class ContactPolicy
{
    public static ContactRoute Decide(Matter matter, RequestType type, ContactWishes wishes, string? phone, string? email, WaysOut channels)
    {
        if (!wishes.IsAskedByReporter && wishes.WritingIsRisky)
            return ContactRoute.None("risky");
        if (!wishes.IsAskedByReporter && wishes.IsOptedOut)
            return ContactRoute.None("opted-out");
        if (matter == Matter.Answer && wishes.Channel is "call" or "letter" or "agency")
            return ContactRoute.None("no-notice");
        if (type.Confidentiality == Confidentiality.Strict && matter == Matter.Answer && email is null && phone is not null && !Phones.IsMobile(phone))
            return ContactRoute.None("landline");
        var sms = phone is not null && Phones.IsMobile(phone) && channels.Sms && !wishes.IsNumberStopped ? new ContactRoute(Data.OutboxKind.Sms, phone, "sms") : null;
        var mail = email is not null && channels.Email ? new ContactRoute(Data.OutboxKind.Email, email, "email") : null;
        return (wishes.Channel == "email" ? mail ?? sms : sms ?? mail) ?? ContactRoute.None(wishes.IsNumberStopped ? "opted-out" : phone is null && email is null ? "no-contact" : "no-channel");
    }
}
