using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Language;
using ResidentHub.Language.Facts;
using ResidentHub.Language.Intents;

namespace ResidentHub.Understanding;

/// <summary>
/// Asked for a second opinion when the reader is not sure enough to act: gives a better reading, or null to keep the first.
/// Whatever stands behind it (a language model, say) never sees a message that was read as a danger, and cannot take a danger back.
/// </summary>
public delegate Task<Reading?> SecondOpinion(string text, Reading first, CancellationToken cancellation);

/// <summary>Reads messages with the landlord's content: the reader of <c>ResidentHub.Language</c>, and the one point for a second opinion.</summary>
public sealed class Understander(MessageReader reader, SecondOpinion? secondOpinion = null, ILogger<Understander>? log = null)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>Reads without asking anybody: what every free text goes through.</summary>
    public Reading Read(string text, DateOnly today, bool isAnswer = false) => reader.Read(text, today, isAnswer);

    /// <summary>Reads a turn of a conversation, asking for a second opinion where the first is unsure. One that fails or takes more than two seconds is done without.</summary>
    public async Task<Reading> ReadTurnAsync(string text, DateOnly today, bool isAnswer, CancellationToken cancellation)
    {
        var first = reader.Read(text, today, isAnswer);
        if (secondOpinion is null || first.Decision is Decision.Act or Decision.Safety)
            return first;
        var second = first;
        await Attempt.AloneAsync("second opinion", async () => second = await AskAsync(secondOpinion, text, first, cancellation) ?? first, log ?? NullLogger<Understander>.Instance, cancellation);
        return second;
    }

    // Waits no longer than its patience, also for one that does not hear that it is cancelled.
    private static async Task<Reading?> AskAsync(SecondOpinion secondOpinion, string text, Reading first, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_patience);
        return await secondOpinion(text, first, limit.Token).WaitAsync(limit.Token);
    }

    /// <summary>Builds the reader from content and a model.</summary>
    public static MessageReader ReaderOf(Dialogs dialogs, IntentModel? model) => new(KnowledgeOf(dialogs), model);

    /// <summary>Builds the reader of facts alone.</summary>
    public static FactReader FactsOf(Dialogs dialogs) =>
        new(GazetteerOf(dialogs.Landlord), dialogs.Vocabulary.Vulnerable, dialogs.Vocabulary.Lacks, dialogs.Vocabulary.Lists);

    private static Knowledge KnowledgeOf(Dialogs dialogs) => new(
        "out-of-scope",
        dialogs.Vocabulary.Spellings,
        dialogs.Vocabulary.Lists,
        [.. dialogs.Safety.Select(danger => danger.Signs)],
        [.. dialogs.Acts.Where(act => act.Exact.Count > 0).Select(act => new ExactRule(act.Label, act.Exact))],
        [.. dialogs.RequestTypes.SelectMany(type => type.Cues.Select(cue => new Cue(type.Label, cue))), .. dialogs.Acts.SelectMany(act => act.Cues.Select(cue => new Cue(act.Label, cue)))],
        dialogs.Vocabulary.Worries,
        dialogs.RequestTypes.Select(type => type.Label).Concat(dialogs.Acts.Where(act => act.IsAnswer).Select(act => act.Label)).ToHashSet(),
        FactsOf(dialogs),
        dialogs.Thresholds,
        dialogs.Costs);

    private static Gazetteer GazetteerOf(LandlordData landlord) => new(landlord.Residences.Select(residence =>
        new NamedResidence(residence.Key, residence.Names.Append(residence.Name).Concat(StreetsOfItsOwn(residence, landlord)), residence.Buildings.Select(building => building.Name))));

    // A street that two residences share names neither.
    private static IEnumerable<string> StreetsOfItsOwn(ResidenceData residence, LandlordData landlord) =>
        residence.Streets.Where(street => landlord.Residences.All(other => other.Key == residence.Key || !other.Streets.Contains(street)));
}
