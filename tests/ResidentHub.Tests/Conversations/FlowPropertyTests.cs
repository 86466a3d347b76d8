using FsCheck;
using FsCheck.Fluent;
using ResidentHub.Conversations;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Conversations;

/// <summary>Whatever is said, pressed or sent, in whatever order.</summary>
public sealed class FlowPropertyTests
{
    private const int Walks = 300, Turns = 9;

    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly s_today = new(2026, 11, 23);
    private static readonly string[] s_odd = ["", " ", "?", "😀", "\u202Eשלום", "<b>12</b>", "06 39 98 11 22", "12/13/2026 à 25 h", "oui", "non", "retour", "annuler", "recommencer", "STOP", "conseiller", "je ne sais pas", "English please", "le 12, pas le 14", new string('é', 5_000)];
    private static readonly string[] s_texts = [.. s_odd, .. Content.Dialogs.Examples.SelectMany(file => file.Lines.Where((_, i) => i % 40 == 0))];

    [Fact]
    public void No_message_is_left_without_an_answer_and_every_state_can_be_kept()
    {
        var walk = Gen.ListOf(Gen.Choose(0, int.MaxValue - 1), Turns);
        Prop.ForAll(walk.ToArbitrary(), choices => Walk([.. choices])).Check(Config.QuickThrowOnFailure.WithMaxTest(Walks));
    }

    private static void Walk(IReadOnlyList<int> choices)
    {
        var (state, options) = (ConversationState.New(choices[0] % 3 == 0 ? "en" : "fr"), new List<Option>());
        var known = new Known(SaidPlace.Nowhere, SaidContact.None, [], null, [], choices[0] % 5 == 0, false, "de 9 h à 17 h", choices[0] % 2 == 0, choices[0] % 7 == 0, false);
        foreach (var choice in choices)
        {
            var pressed = options.Count > 0 && choice % 2 == 0 ? options[choice / 2 % options.Count] : null;
            var text = pressed?.Text ?? s_texts[choice % s_texts.Length];
            var turn = new Turn(text, Content.Reader.Read(text, s_today, isAnswer: state.Phase != Phase.Idle), pressed?.Key, choice % 11 == 0 ? 1 : 0, Guid.CreateVersion7(), s_now, s_today, words => Content.Reader.Read(words, s_today));
            var step = ConversationFlow.Advance(state, turn, Content.Dialogs, known);
            var kept = step.State.ToJson();
            Assert.Equal(kept, ConversationState.FromJson(kept).ToJson());
            Assert.True(!step.Replies.IsEmpty || !step.Afterwards.IsEmpty || step.Effects.Any(effect => effect is Submit) || step.State.Phase == Phase.WithPerson, $"nothing is said to '{text}' in {state.Phase}");
            Assert.All(step.Replies, reply => Assert.NotEqual("", reply.Text));
            (state, options) = (step.State, [.. step.Replies.LastOrDefault()?.Options ?? []]);
        }
    }
}
