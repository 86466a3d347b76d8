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
    private const double Shadow = 0.1;
    private const int MaxTop = 3, MaxAlso = 3, MinClauseWords = 3, MinWordsOfMessage = 5;

    private readonly Knowledge _knowledge;
    private readonly IntentModel? _model;
    private readonly SafetyReader _safety;
    private readonly Dictionary<string, string> _exact = [];
    private readonly PatternSet _cues = new();
    private readonly PatternSet _worries = new();
    private readonly HashSet<string> _safetyLabels;
    [ThreadStatic]
    private static Workbench? t_workbench;

    private sealed record Clause(Candidate Best, double Danger, List<string> Dangers);

    /// <exception cref="FormatException">A pattern breaks the grammar.</exception>
    public MessageReader(Knowledge knowledge, IntentModel? model)
    {
        (_knowledge, _model) = (knowledge, model);
        _safety = new SafetyReader(knowledge.Safety, knowledge.Lists);
        _safetyLabels = [.. knowledge.Safety.Select(signs => signs.Label)];
        foreach (var rule in knowledge.Exact)
        {
            foreach (var phrase in rule.Phrases)
                _exact.TryAdd(Whole(phrase), rule.Label);
        }

        foreach (var cue in knowledge.Cues)
            _cues.Add(cue.Pattern, knowledge.Lists);
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
        var bench = t_workbench ??= new Workbench();
        bench.Words.Fill(text, _knowledge.Spellings);
        var facts = _knowledge.Facts.Read(text, bench.Words, today);
        var matter = Matter(text, facts);
        var language = DetectLanguage(matter, bench);
        bench.Words.Fill(text, _knowledge.Spellings);
        if (bench.Words.Tokens.IsEmpty)
            return Blank(language);
        var isExact = _exact.TryGetValue(Whole(bench.Words), out var exact);
        bench.Words.Fill(matter, _knowledge.Spellings);
        var scored = bench.Words.Tokens.IsEmpty ? [] : Score(bench);
        var likelihood = Likelihood(scored);
        var ofModel = isExact ? null : DangerOfModel(scored, likelihood, isAnswer, bench);
        var clauses = ReadClauses(bench, matter);
        bench.Words.Fill(text, _knowledge.Spellings);

        // A danger in half a sentence is not voted down by all the rest.
        var danger = _safety.Read(text, bench.Words, label => LikelihoodOf(label, likelihood, clauses)) ?? ofModel;
        var also = Also(clauses, scored, danger);
        return danger is not null ? OfDanger(danger, scored, also, language, facts)
            : isExact ? OfRule(exact!, language, facts)
            : OfModel(scored, also, bench, language, facts);
    }

    // What a message is about, and its language, do not hang on where it comes from: "Grand Pré" is not "plus grand", and an English message
    // that names Les Tilleuls is English.
    private static string Matter(string text, List<Fact> facts)
    {
        if (!facts.Exists(IsName))
            return text;
        var letters = text.ToCharArray();
        foreach (var fact in facts.Where(IsName))
            letters.AsSpan(fact.Start, fact.Length).Fill(' ');
        return new string(letters);
    }

    private static bool IsName(Fact fact) => fact is ResidenceFact or PartFact or PhoneFact or EmailFact or ReferenceFact;

    // On the words as written: spellings are French ones.
    private string DetectLanguage(string text, Workbench bench)
    {
        bench.Words.Fill(text, Spellings.None);
        return bench.Words.Tokens.IsEmpty ? Reading.UnknownLanguage : _model?.Languages?.Best(bench.Words, bench.Vector, bench) ?? Reading.UnknownLanguage;
    }

    private Reading Blank(string language) =>
        new(_knowledge.FallbackLabel, 0, Decision.Ask, [], [], null, language, [], []);

    // All labels with their probabilities, best first.
    private List<Candidate> Score(Workbench bench)
    {
        var probabilities = Probabilities(bench);
        var candidates = new List<Candidate>(probabilities.Length);
        for (var label = 0; label < probabilities.Length; label++)
            candidates.Add(new Candidate(_model!.Intents.Labels[label], probabilities[label]));
        candidates.Sort((a, b) => b.Confidence.CompareTo(a.Confidence));
        return candidates;
    }

    // One a label of the model, for the words on the bench; none without a model.
    private Span<float> Probabilities(Workbench bench)
    {
        if (_model is null)
            return [];
        var model = _model.Intents;
        var margins = bench.Margins(model.Labels.Count);
        bench.Extractor(model.Settings).Extract(bench.Words, bench.Vector);
        model.Score(bench.Vector, margins);
        var hits = bench.Hits();
        _cues.Match(bench.Words, hits);
        foreach (var cue in hits.Select(hit => _knowledge.Cues[hit.Pattern]).DistinctBy(cue => cue.Label))
        {
            if (_model.Index.TryGetValue(cue.Label, out var label))
                margins[label] += (float)_knowledge.Thresholds.Cue;
        }

        model.Calibrate(margins);
        return margins;
    }

    // The model alone never speaks on a few words, and must be surer in an answer.
    private SafetyReading? DangerOfModel(List<Candidate> scored, double likelihood, bool isAnswer, Workbench bench)
    {
        if (_model is null || bench.Words.Tokens.Length < MinWordsOfMessage || likelihood < (isAnswer ? _knowledge.Thresholds.SafetyOfAnswer : _knowledge.Thresholds.Safety))
            return null;
        return likelihood < Certain && _safety.LooksAlike(bench.Words)
            ? null
            : new SafetyReading(scored.First(candidate => _safetyLabels.Contains(candidate.Label)).Label, SafetyReader.LineOfModel, [], null, "");
    }

    private double Likelihood(List<Candidate> scored) => scored.Where(candidate => _safetyLabels.Contains(candidate.Label)).Sum(candidate => candidate.Confidence);

    private double LikelihoodOf(string label, double ofMessage, List<Clause> clauses) => _model is null
        ? 1
        : clauses.Where(clause => clause.Dangers.Contains(label)).Select(clause => clause.Danger * _knowledge.Thresholds.OfClause).Append(ofMessage).Max();

    // What each clause is about, how likely it speaks of any danger, and of which.
    private List<Clause> ReadClauses(Workbench bench, string text)
    {
        var clauses = new List<Clause>();
        if (_model is null)
            return clauses;
        foreach (var clause in Clauses.Split(text))
        {
            bench.Words.Fill(clause, _knowledge.Spellings);
            if (bench.Words.Tokens.Length < MinClauseWords)
                continue;
            var probabilities = Probabilities(bench);
            var best = probabilities.IndexOfMax();
            var (danger, dangers) = (0.0, new List<string>());
            for (var label = 0; label < probabilities.Length; label++)
            {
                if (!_safetyLabels.Contains(_model.Intents.Labels[label]))
                    continue;
                danger += probabilities[label];
                if (probabilities[label] >= Shadow)
                    dangers.Add(_model.Intents.Labels[label]);
            }

            clauses.Add(new Clause(new Candidate(_model.Intents.Labels[best], probabilities[best]), danger, dangers));
        }

        return clauses;
    }

    private List<string> Also(List<Clause> clauses, List<Candidate> scored, SafetyReading? danger)
    {
        var main = danger?.Label ?? scored.FirstOrDefault(candidate => !_safetyLabels.Contains(candidate.Label)).Label;
        var also = new List<string>(danger?.Also ?? []);
        if (danger is not null && scored.FirstOrDefault(candidate => _knowledge.Needs.Contains(candidate.Label)) is { Confidence: > 0.15 } behind)
            also.Add(behind.Label);
        foreach (var best in clauses.Select(clause => clause.Best))
        {
            if (best.Confidence >= _knowledge.Thresholds.Also && best.Label != main && _knowledge.Needs.Contains(best.Label) && !also.Contains(best.Label))
                also.Add(best.Label);
        }

        return also.Count > MaxAlso ? also[..MaxAlso] : also;
    }

    private static Reading OfDanger(SafetyReading danger, List<Candidate> scored, List<string> also, string language, List<Fact> facts)
    {
        var confidence = danger.Sign is null ? scored.Find(candidate => candidate.Label == danger.Label).Confidence : 1;
        var reason = danger.Sign is null ? new Reason("model", confidence) : new Reason($"{danger.Label}/{danger.Sign}: {danger.Words}", 1);
        return new Reading(danger.Label, confidence, Decision.Safety, [new Candidate(danger.Label, confidence)], also, danger, language, facts, [reason]);
    }

    private static Reading OfRule(string label, string language, List<Fact> facts) =>
        new(label, 1, Decision.Act, [new Candidate(label, 1)], [], null, language, facts, [new Reason("exact", 1)]);

    private Reading OfModel(List<Candidate> scored, List<string> also, Workbench bench, string language, List<Fact> facts)
    {
        var ordinary = scored.Where(candidate => !_safetyLabels.Contains(candidate.Label)).Take(MaxTop).ToList();
        // A place, or one letter, is an answer to something, not an act of its own.
        if (ordinary is not [var best, ..] || (!_knowledge.Needs.Contains(best.Label) && IsOnlyName(facts, bench)))
            return Blank(language) with { Facts = facts };
        // Fear is never answered with small talk, however sure: only a need may be gone on with.
        var isSure = best.Confidence >= _knowledge.Thresholds.Act;
        var decision = isSure && (_knowledge.Needs.Contains(best.Label) || !IsWorried(bench)) ? Decision.Act
            : IsWorried(bench) ? Decision.Person
            : ordinary.Sum(candidate => candidate.Confidence) >= _knowledge.Thresholds.Offer ? Decision.Offer
            : Decision.Ask;
        return new Reading(best.Label, best.Confidence, decision, ordinary, also, null, language, facts, _model!.Explain(best.Label, bench));
    }

    private static bool IsOnlyName(List<Fact> facts, Workbench bench) =>
        bench.Words.Tokens.Length == 1 ? bench.Words.Word(0).Length == 1 : bench.Words.Tokens.Length <= 3 && facts.Exists(fact => fact is ResidenceFact);

    private bool IsWorried(Workbench bench)
    {
        var hits = bench.Hits();
        _worries.Match(bench.Words, hits);
        return hits.Count > 0;
    }

    private string Whole(string phrase)
    {
        var words = new TokenBuffer();
        words.Fill(phrase, _knowledge.Spellings);
        return Whole(words);
    }

    private static string Whole(TokenBuffer words)
    {
        if (words.Tokens.Length > 8)
            return "";
        var whole = new System.Text.StringBuilder();
        foreach (ref readonly var token in words.Tokens)
            whole.Append(words.Word(in token)).Append(' ');
        return whole.ToString();
    }
}
