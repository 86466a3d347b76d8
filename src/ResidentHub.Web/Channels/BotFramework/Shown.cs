namespace ResidentHub.Web.Channels.BotFramework;

/// <summary>How a channel shows choices: as buttons, as a list under the text, or, where nobody can tell, both.</summary>
internal sealed record Shown(bool AsButtons, bool AsList)
{
    // As Microsoft's own SDK counts them (botbuilder-dialogs, Channel.supportsSuggestedActions).
    private static readonly Dictionary<string, int> s_buttons = new(StringComparer.OrdinalIgnoreCase)
    {
        ["directline"] = 100, ["directlinespeech"] = 100, ["webchat"] = 100, ["emulator"] = 100, ["telegram"] = 100, ["kik"] = 20, ["line"] = 13, ["facebook"] = 10, ["skype"] = 10,
    };

    private static readonly HashSet<string> s_lists = new(StringComparer.OrdinalIgnoreCase) { "slack", "sms", "email", "outlook", "groupme", "cortana", "alexa", "skypeforbusiness", "twilio-sms", "kaizala" };

    public static Shown In(ConversationReference reference, int choices)
    {
        if (choices == 0)
            return new Shown(false, false);
        if (s_buttons.TryGetValue(reference.ChannelId, out var most) && choices <= most)
            return new Shown(true, false);
        return new Shown(!reference.IsShared && !s_lists.Contains(reference.ChannelId), true);
    }
}
