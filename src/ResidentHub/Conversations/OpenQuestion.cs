using System.Collections.Immutable;

namespace ResidentHub.Conversations;

/// <summary>What the resident was asked last, said again after something in between.</summary>
internal static class OpenQuestion
{
    public static ImmutableArray<Reply> Again(Talk talk) => talk.State.Phase switch
    {
        Phase.Asking when talk.State.Asked is { } asked && Asking.Knows(talk.Type!, asked) => [Asking.Ask(talk, asked, talk.Type!)],
        Phase.Confirming => [Confirming.Summary(talk, talk.State.Draft!)],
        Phase.ChoosingType => [Choosing.Question(talk)],
        Phase.KeepOrDrop => [KeepingOrDropping.Question(talk)],
        _ => [],
    };

    /// <summary>Whether a question is open.</summary>
    public static bool IsOpen(ConversationState state) => state.Phase is Phase.Asking or Phase.Confirming or Phase.ChoosingType or Phase.KeepOrDrop;

    /// <summary>Says something and asks again what is open.</summary>
    public static Step After(Talk talk, params ReadOnlySpan<Reply> said) => Step.Of(talk.State, [.. said, .. Again(talk)]);
}
