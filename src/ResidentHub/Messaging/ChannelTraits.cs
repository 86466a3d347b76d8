using ResidentHub.Data;

namespace ResidentHub.Messaging;

/// <summary>What a channel can do: the only place that tells one channel from another by its name.</summary>
/// <param name="IsShort">Few questions, short texts, no buttons.</param>
/// <param name="CanCallBack">The channel itself can carry a later answer to this person.</param>
/// <param name="HasOwnAddress">A conversation's address is the person's own number: a person can call it.</param>
/// <param name="Pushes">How what is said is sent to the resident; null where their side comes for it.</param>
public sealed record ChannelTraits(bool IsShort = false, bool CanCallBack = false, bool HasOwnAddress = false, OutboxKind? Pushes = null)
{
    private static readonly ChannelTraits s_pulled = new();
    private static readonly ChannelTraits s_sms = new(IsShort: true, CanCallBack: true, HasOwnAddress: true, OutboxKind.Sms);
    private static readonly ChannelTraits s_botFramework = new(CanCallBack: true, Pushes: OutboxKind.Activity);

    public static ChannelTraits Of(string channel) => channel switch
    {
        ChannelNames.Sms => s_sms,
        ChannelNames.BotFramework => s_botFramework,
        _ => s_pulled,
    };
}
