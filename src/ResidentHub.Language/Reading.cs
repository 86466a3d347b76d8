using ResidentHub.Language.Facts;
using ResidentHub.Language.Safety;

namespace ResidentHub.Language;

/// <summary>What to do with a reading.</summary>
public enum Decision
{
    /// <summary>Sure enough to go on without asking.</summary>
    Act,

    /// <summary>One of the first two or three labels is very likely right: offer them.</summary>
    Offer,

    /// <summary>Not understood: ask to say it otherwise.</summary>
    Ask,

    /// <summary>Not understood, but the words speak of fear, hurt or a child: a person, and the help line.</summary>
    Person,

    /// <summary>A danger: its first lines before anything else.</summary>
    Safety,
}

/// <summary>A label and how likely it is, 0 to 1.</summary>
public readonly record struct Candidate(string Label, double Confidence);

/// <summary>Why a label was read: a rule by its name, or a word with its weight for (above 0) or against.</summary>
public readonly record struct Reason(string What, double Weight);

/// <summary>What a message means.</summary>
/// <param name="Label">Exactly one label of the taxonomy. With a danger, the safety label.</param>
/// <param name="Confidence">How likely the label is, 0 to 1, calibrated; 0 for a message without words.</param>
/// <param name="Decision">What to do, at the thresholds given.</param>
/// <param name="Top">The likeliest labels, best first, at most three. Safety labels do not stand here unless one was read.</param>
/// <param name="Also">Further needs of the same message, likeliest first.</param>
/// <param name="Safety">A danger, or null.</param>
/// <param name="Language">ISO 639-1, or <c>und</c>.</param>
/// <param name="Facts">What the message says that answers questions, in the order of the text.</param>
/// <param name="Reasons">Rules that fired and the words that weighed most.</param>
public sealed record Reading(
    string Label,
    double Confidence,
    Decision Decision,
    IReadOnlyList<Candidate> Top,
    IReadOnlyList<string> Also,
    SafetyReading? Safety,
    string Language,
    IReadOnlyList<Fact> Facts,
    IReadOnlyList<Reason> Reasons)
{
    public const string UnknownLanguage = "und";

    public IEnumerable<T> FactsOf<T>()
        where T : Fact => Facts.OfType<T>();
}
