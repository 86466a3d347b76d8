using ResidentHub.Notifications;

namespace ResidentHub.Web.Channels.Sms;

/// <summary>The few of the provider's codes that mean something of their own; all others are decided by the class of the answer.</summary>
internal static class TwilioErrors
{
    /// <summary>The recipient asked for no more messages.</summary>
    public const string OptedOut = "21610";

    // No valid number; no mobile; a landline, found out on the way.
    private static readonly HashSet<string> s_callInstead = ["21211", "21614", "30006"];

    /// <summary>What will never leave: a person calls where no text message can arrive.</summary>
    public static Delivery Refusal(string code) => s_callInstead.Contains(code) ? Delivery.CallInstead(code) : Delivery.Refused(code);
}
