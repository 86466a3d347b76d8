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

/// <summary>
/// The one thing every notification to a resident asks. The follow-up page and the chat always hold the answer; this decides what else may
/// leave. Texts that leave are neutral: every phone and mailbox is treated as shared.
/// </summary>
public static class ContactPolicy
{
    public static ContactRoute Decide(Matter matter, RequestType type, bool writingIsRisky, string? phone, string? email, bool isOptedOut, WaysOut channels)
    {
        if (matter == Matter.Code)
            return Route(phone, email, channels);
        if (writingIsRisky)
            return ContactRoute.None("risky");
        if (isOptedOut)
            return ContactRoute.None("opted-out");
        if (type.Confidentiality == Confidentiality.Strict && matter == Matter.Answer && email is null && phone is not null && !Phones.IsMobile(phone))
            return ContactRoute.None("landline");
        return Route(phone, email, channels);
    }

    private static ContactRoute Route(string? phone, string? email, WaysOut channels) =>
        phone is not null && Phones.IsMobile(phone) && channels.Sms ? new ContactRoute(Data.OutboxKind.Sms, phone, "sms")
        : email is not null && channels.Email ? new ContactRoute(Data.OutboxKind.Email, email, "email")
        : ContactRoute.None(phone is null && email is null ? "no-contact" : "no-channel");
}
