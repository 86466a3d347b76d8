using ResidentHub.Language.Safety;

namespace ResidentHub.Catalogue;

/// <summary>A conversation act, or a question answered from the hub's own data.</summary>
public sealed record Act(string Label, bool IsAnswer, Localized Title, IReadOnlyList<string> Exact, IReadOnlyList<string> Cues, IReadOnlyList<Topic> Topics);

/// <summary>One thing people ask about, with its answer; variables are filled from the landlord's data.</summary>
/// <param name="NeedsResidence">The answer depends on where the resident lives.</param>
/// <param name="Link">A page that says more, or null.</param>
public sealed record Topic(string Key, Phrases Patterns, bool NeedsResidence, Localized Text, string? Link);

/// <summary>A kind of danger: what is said first, what staff are told to do, and how it is recognised.</summary>
/// <param name="Rank">Order of precedence, 1 first.</param>
/// <param name="Script">What the duty officer reads.</param>
public sealed record SafetyLabel(string Label, int Rank, Localized Title, IReadOnlyList<FirstLine> Lines, Localized Script, SafetySigns Signs, IReadOnlyList<SignExamples> Examples)
{
    public FirstLine Line(string key) => Lines.FirstOrDefault(line => line.Key == key) ?? Lines[0];
}

/// <summary>The words said first and the numbers that go with them, the first as the button.</summary>
/// <param name="Text">Fits one SMS of 160 GSM-7 signs in French.</param>
/// <param name="More">Said after it where there is room, or null.</param>
public sealed record FirstLine(string Key, IReadOnlyList<string> Numbers, Localized Text, Localized? More);

/// <summary>Messages that must fire a sign and messages that must not; run as tests.</summary>
public sealed record SignExamples(string Sign, IReadOnlyList<string> Fires, IReadOnlyList<string> Quiet);
