using ResidentHub.Language.Facts;
using ResidentHub.Language.Safety;
using ResidentHub.Language.Text;

namespace ResidentHub.Language;

/// <summary>A message that is nothing but one of these phrases has this label for certain.</summary>
public sealed record ExactRule(string Label, IReadOnlyList<string> Phrases);

/// <summary>Words that point to a label without deciding it.</summary>
public sealed record Cue(string Label, string Pattern);

/// <summary>When a reading is sure enough. All 0 to 1.</summary>
/// <param name="Danger">At or above (the sum of all safety labels): the model alone reads a danger.</param>
/// <param name="DangerInAnswer">The same for an answer to a question.</param>
/// <param name="DangerWithSign">Below, a sign of danger is not believed, whatever its own label's likelihood.</param>
/// <param name="DangerInClause">At or above, in one clause: a sign of the same danger is believed whatever the rest of the message says.</param>
/// <param name="Worry">At or above, where no danger is read: the message is one of a worried person.</param>
/// <param name="Also">At or above, in a clause of its own: a second need.</param>
/// <param name="Behind">At or above, in the whole message: the ordinary need behind a danger.</param>
/// <param name="Cue">What a cue adds to its label's margin.</param>
public sealed record Thresholds(double Danger, double DangerInAnswer, double DangerWithSign, double DangerInClause, double Worry, double Also, double Behind, double Cue);

/// <summary>All that reading needs besides the model: content, given once.</summary>
/// <param name="FallbackLabel">The label of a message that says nothing (<c>out-of-scope</c>).</param>
/// <param name="Needs">Labels that open or answer something, so that a second one in a message counts.</param>
/// <param name="Worries">Patterns of fear, hurt or a child: unsure messages with these go to a person.</param>
public sealed record Knowledge(
    string FallbackLabel,
    Spellings Spellings,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Lists,
    IReadOnlyList<SafetySigns> Safety,
    IReadOnlyList<ExactRule> Exact,
    IReadOnlyList<Cue> Cues,
    IReadOnlyList<string> Worries,
    IReadOnlySet<string> Needs,
    FactReader Facts,
    Thresholds Thresholds,
    Costs Costs);
