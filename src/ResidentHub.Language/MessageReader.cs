using ResidentHub.Language.Facts;
using ResidentHub.Language.Intents;
using ResidentHub.Language.Safety;
using ResidentHub.Language.Text;

namespace ResidentHub.Language;

/// <summary>
/// Text in, meaning out: safety first, then rules, then the classifier, then facts. Holds no state between messages, may be called from any
/// thread, knows no clock. Without a model it still reads safety, rules and facts.
/// </summary>
public sealed class MessageReader
{
    private const double Certain = 0.9;
    private const int MaxTop = 3, MaxAlso = 3, MinWordsOfMessage = 5, MinWordsOfAnswer = 8;

    private readonly Knowledge _knowledge;
    private readonly IntentModel? _model;
    private readonly SafetyReader _safety;
    private readonly ExactRules _exact;
    private readonly IntentReader? _intents;
    private readonly PatternSet _worries = new();

    /// <exception cref="FormatException">A pattern breaks the grammar.</exception>
    public MessageReader(Knowledge knowledge, IntentModel? model)
    {
        (_knowledge, _model) = (knowledge, model);
        _safety = new SafetyReader(knowledge.Safety, knowledge.Lists);
        _exact = new ExactRules(knowledge.Exact, knowledge.Spellings);
        _intents = model is null ? null : new IntentReader(knowledge, model.Intents);
        foreach (var worry in knowledge.Worries)
            _worries.Add(worry, knowledge.Lists);
    }

    /// <summary>Reads one message.</summary>
    /// <param name="text">Any text; only its first <see cref="TokenBuffer.MaxLetters"/> letters are read.</param>
    /// <param name="today">The day on the landlord's calendar, for "hier" and "mardi prochain".</param>
    /// <param name="isAnswer">
    /// The text answers something (a question, a form's field, a person): it says less than a message of its own, so the model alone must be surer of
    /// a danger. Signs of danger count as ever.
    /// </param>
    public Reading Read(string text, DateOnly today, bool isAnswer = false)
    {
        var bench = Workbench.OfThread;
        var read = text.AsSpan(0, Math.Min(text.Length, TokenBuffer.MaxLetters));
        bench.Words.Fill(read, _knowledge.Spellings);
        var facts = _knowledge.Facts.Read(read, bench.Words, today);
        var matter = bench.Without(read, facts, IsName);
        var language = DetectLanguage(matter, bench);
        if (bench.Words.Tokens.IsEmpty)
            return Blank(language);
        bench.Matter.Fill(matter, _knowledge.Spellings);
        var exact = _exact.Find(bench.Words);
        var scores = _intents?.Read(bench) ?? IntentScores.None;
        _safety.Find(bench.Words, bench.Hits, bench.Signs);

        // A danger in half a sentence is not voted down by all the rest.
        var danger = _safety.Read(read, bench.Words, bench.Signs, scores.DangerBySign) ?? (exact is null ? DangerOfModel(scores, isAnswer, bench) : null);
        return danger is not null ? OfDanger(danger, scores, language, facts)
            : exact is not null ? OfRule(exact, language, facts)
            : OfModel(scores, isAnswer, bench, language, facts);
    }

    // What a message is about, and its language, do not hang on where it comes from: "Grand Pré" is not "plus grand", and an English message
    // that names Les Tilleuls is English.
    private static bool IsName(Fact fact) => fact is ResidenceFact or PartFact or PhoneFact or EmailFact or ReferenceFact;

    // On the words as written: spellings are French ones.
    private string DetectLanguage(ReadOnlySpan<char> text, Workbench bench)
    {
        bench.Matter.Fill(text, Spellings.None);
        return HasLetters(bench.Matter) ? _model?.Languages?.Best(bench) ?? Reading.UnknownLanguage : Reading.UnknownLanguage;
    }

    private static bool HasLetters(TokenBuffer buffer)
    {
        foreach (ref readonly var token in buffer.Tokens)
        {
            if (char.IsLetter(buffer.Word(in token)[0]))
                return true;
        }

        return false;
    }

    private Reading Blank(string language) =>
        new(_knowledge.FallbackLabel, 0, Decision.Ask, [], [], null, language, [], []);

    // The model alone never speaks on a few words, and must be surer in an answer.
    private SafetyReading? DangerOfModel(IntentScores scores, bool isAnswer, Workbench bench)
    {
        var thresholds = _knowledge.Thresholds;
        if (_intents is null || bench.Words.Tokens.Length < (isAnswer ? MinWordsOfAnswer : MinWordsOfMessage) || scores.Danger < (isAnswer ? thresholds.DangerInAnswer : thresholds.Danger))
            return null;
        return scores.Danger < Certain && bench.Signs.LooksAlike ? null : new SafetyReading(scores.DangerLabel!, SafetyReader.LineOfModel, [], null, "");
    }

    private Reading OfDanger(SafetyReading danger, IntentScores scores, string language, List<Fact> facts)
    {
        var confidence = danger.Sign is null ? scores.Danger : Math.Max(scores.Danger, Certain);
        var also = danger.Also.ToList();
        if (scores.Top is [{ } behind, ..] && behind.Confidence >= _knowledge.Thresholds.Behind && _knowledge.Needs.Contains(behind.Label))
            also.Add(behind.Label);
        AddClauses(scores, danger.Label, also);
        var reason = danger.Sign is null ? new Reason("model", Math.Round(confidence, 2)) : new Reason($"{danger.Label}/{danger.Sign}: {danger.Words}", 1);
        return new Reading(danger.Label, confidence, Decision.Safety, [new Candidate(danger.Label, confidence), .. Behind(scores, confidence)], Few(also), danger, language, facts, [reason]);
    }

    // The likeliest ordinary needs, as likely together as the danger leaves room for.
    private static IEnumerable<Candidate> Behind(IntentScores scores, double danger)
    {
        var share = Math.Min(1, (1 - danger) / Math.Max(1 - scores.Danger, 1e-9));
        return scores.Top.Take(MaxTop - 1).Select(candidate => candidate with { Confidence = candidate.Confidence * share });
    }

    private static Reading OfRule(string label, string language, List<Fact> facts) =>
        new(label, 1, Decision.Act, [new Candidate(label, 1)], [], null, language, facts, [new Reason("exact", 1)]);

    private Reading OfModel(IntentScores scores, bool isAnswer, Workbench bench, string language, List<Fact> facts)
    {
        // A place, or one letter, is an answer to something, not an act of its own.
        if (scores.Top is not [var best, ..] || (!_knowledge.Needs.Contains(best.Label) && IsOnlyName(facts, bench)))
            return Blank(language) with { Facts = facts };

        // No danger was read: what is left is shared among the ordinary labels. Where one was likely, a person is near.
        var top = scores.Top.Select(candidate => candidate with { Confidence = Math.Min(1, candidate.Confidence / Math.Max(1 - scores.Danger, 1e-9)) }).ToList();
        var isWorried = (!isAnswer && scores.Danger >= _knowledge.Thresholds.Worry) || IsWorried(bench);
        var decision = _knowledge.Costs.Decide(top[0].Confidence, Math.Min(1, top.Sum(candidate => candidate.Confidence)), isWorried, _knowledge.Needs.Contains(best.Label));
        var also = new List<string>();
        AddClauses(scores, best.Label, also);
        return new Reading(best.Label, top[0].Confidence, decision, top, Few(also), null, language, facts, _intents!.Explain(best.Label, bench));
    }

    private void AddClauses(IntentScores scores, string main, List<string> also)
    {
        foreach (var best in scores.OfClauses)
        {
            if (best.Confidence >= _knowledge.Thresholds.Also && best.Label != main && _knowledge.Needs.Contains(best.Label) && !also.Contains(best.Label))
                also.Add(best.Label);
        }
    }

    private static List<string> Few(List<string> also) => also.Count > MaxAlso ? also[..MaxAlso] : also;

    private static bool IsOnlyName(List<Fact> facts, Workbench bench) =>
        bench.Words.Tokens.Length == 1 ? bench.Words.Word(0).Length == 1 : bench.Words.Tokens.Length <= 3 && facts.Exists(fact => fact is ResidenceFact);

    private bool IsWorried(Workbench bench)
    {
        bench.Hits.Clear();
        _worries.Match(bench.Words, bench.Hits);
        return bench.Hits.Count > 0;
    }
}
