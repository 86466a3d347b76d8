using ResidentHub.Catalogue;
using ResidentHub.Language;
using ResidentHub.Language.Facts;
using ResidentHub.Language.Text;

namespace ResidentHub.Conversations;

/// <summary>
/// Decides what one message brings about. Pure: the same state, message, content and knowledge always give the same step.
/// Danger first, then silence for a person, then what is under way, then what is new.
/// </summary>
public static class ConversationFlow
{
    private const int MinWordsAtFirst = 2, MinWordsOfForeign = 3, MinWordsToSwitch = 4, MinWordsUnclear = 5;

    public static Step Advance(ConversationState state, Turn turn, Dialogs dialogs, Known known)
    {
        var followed = state.In(dialogs) with { Language = LanguageOf(state, turn.Text, turn.Reading, turn.Choice, dialogs) };
        var talk = new Talk(followed, turn, dialogs, known);
        talk = known.IsShort ? Numbered.Read(talk) : talk;
        var step = turn.HasUnkeptFile ? Decide(talk).Then(talk.Say("photo.no_picture")) : Decide(talk);
        if (step.State.ToConfirm is not null && OpenQuestion.IsOpen(step.State) && !step.Replies.IsEmpty)
            step = step with { State = step.State with { ToConfirm = null } };
        return step.State.IsGreeted || step.Replies.IsEmpty ? step : Greet(step, talk);
    }

    /// <summary>
    /// The language the answer is given in: French or English as the resident writes, from a few words on; a foreign language when it is sure
    /// and no form in French or English is under way.
    /// </summary>
    public static string LanguageOf(ConversationState state, string text, Reading reading, string? choice, Dialogs dialogs)
    {
        var spoken = reading.Language;
        if (spoken == state.Language || spoken == Reading.UnknownLanguage || choice is not null || state.Phase == Phase.WithPerson)
            return state.Language;
        var isForeign = !Dialogs.SpokenWell.Contains(spoken);
        if (isForeign && state.Draft is not null)
            return state.Language;
        var words = WordsOfItsOwn(text, reading);
        // A few words that mean nothing in any language look foreign.
        var fewest = isForeign && reading.Decision is not (Decision.Act or Decision.Safety) ? MinWordsUnclear : state.IsGreeted ? MinWordsToSwitch : isForeign ? MinWordsOfForeign : MinWordsAtFirst;
        return words >= fewest || (words > 0 && text.Any(IsForeignLetter)) ? spoken : state.Language;
    }

    // Names of places, numbers and addresses are of no language.
    private static int WordsOfItsOwn(string text, Reading reading)
    {
        var words = new TokenBuffer();
        words.Fill(text, Spellings.None);
        var count = 0;
        foreach (ref readonly var token in words.Tokens)
        {
            var start = token.Start;
            if (char.IsLetter(text[start]) && !reading.Facts.Any(fact => fact is ResidenceFact or PartFact or PhoneFact or EmailFact or ReferenceFact && start >= fact.Start && start < fact.Start + fact.Length))
                count++;
        }

        return count;
    }

    // Letters that neither French nor English writes.
    private static bool IsForeignLetter(char c) => char.IsLetter(c) && (c is > '\u00ff' and not ('œ' or 'Œ' or 'Ÿ') or 'ã' or 'õ' or 'ñ' or 'ß' or 'ä' or 'ö' or 'Ã' or 'Õ' or 'Ñ' or 'Ä' or 'Ö');

    private static Step Decide(Talk talk)
    {
        if (talk.Turn.Reading.Safety is { } danger)
            return OptedOut(talk, SafetyTalk.Answer(talk, danger));
        if (talk.Turn.OptOut is not null)
            return OptedOut(talk, Step.Of(talk.State));
        if (Keywords.Answer(talk) is { } keyword)
            return keyword;
        if (talk.State.Phase == Phase.WithPerson || talk.Turn.IsOnlyKept)
            return Step.Of(talk.State);
        if (talk.Turn is { LostPhotos: > 0, Photos: 0, Text: "" })
            return OpenQuestion.After(talk, Keywords.Photo(talk, "texting.photo_lost"));
        var step = Converse(talk);
        return talk.Turn.LostPhotos > 0 ? step.Then(Keywords.Photo(talk, "texting.photo_lost")) : step;
    }

    private static Step OptedOut(Talk talk, Step step) => talk.Turn.OptOut is { } isOut ? step.With(new SetOptOut(isOut)) : step;

    private static Step Converse(Talk talk)
    {
        if (talk.Known.IsShort && (Numbered.Again(talk) ?? Solved.Answer(talk) ?? LanguageAlone(talk)) is { } asked)
            return asked;
        if (talk.Turn.Choice is not null && Acts.LanguageNamed(talk) is not null)
            return Acts.ChangeLanguage(talk);
        if (!Dialogs.SpokenWell.Contains(talk.State.Language))
            return ForeignTalk.Answer(talk);
        return talk.State.Phase switch
        {
            Phase.Asking => Asking.Answer(talk),
            Phase.Confirming => Confirming.Answer(talk),
            Phase.ChoosingType => Choosing.Answer(talk),
            Phase.KeepOrDrop => KeepingOrDropping.Answer(talk),
            Phase.AfterSafety => SafetyTalk.GoOn(talk),
            _ => Listening.Answer(talk),
        };
    }

    /// <summary>What is said to somebody who came and has said nothing yet: that it is automatic, and what it can do. Never twice.</summary>
    public static Step Welcome(ConversationState state, Dialogs dialogs)
    {
        if (state.IsGreeted)
            return Step.Of(state);
        var ask = new Reply(ReplyKind.Text, dialogs.Replies.Say(state.Language, "act.greeting_first"), [.. Listening.Groups(dialogs, state.Language)]);
        return Step.Of(state with { IsGreeted = true }, Notice(state.Language, dialogs), ask);
    }

    // The name of a language and nothing else.
    private static Step? LanguageAlone(Talk talk) => talk.Turn.Choice is null && talk.Said.Count == 1 && Acts.LanguageNamed(talk) is not null ? Acts.ChangeLanguage(talk) : null;

    // The first answer of a conversation says that it is automatic and how to reach a person: before all else; after a danger or a farewell with the next one.
    private static Step Greet(Step step, Talk talk)
    {
        if (step.Replies.Any(reply => reply.Kind is ReplyKind.Safety or ReplyKind.Farewell))
            return step;
        var greeted = step with { State = step.State with { IsGreeted = true } };
        return greeted.After(Notice(step.State.Language, talk.Dialogs));
    }

    private static Reply Notice(string language, Dialogs dialogs) => new(ReplyKind.Text, dialogs.Replies.SayOrBoth(language, "greeting.automatic", ("landlord", dialogs.Landlord.Name)));
}
