using ResidentHub.Catalogue;
using ResidentHub.Language;
using ResidentHub.Language.Evaluation;
using ResidentHub.Language.Intents;

namespace ResidentHub.Understanding.Evaluation;

/// <summary>A message and how it was read: with all there is, and by the signs of danger alone.</summary>
public sealed record Assessed(LabelledMessage Message, Reading Reading, bool IsDanger, bool IsSeenBySigns)
{
    public bool IsRight => Message.Accepted.Contains(Reading.Label);

    public bool IsAmongFirst => IsRight || Reading.Top.Any(candidate => Message.Accepted.Contains(candidate.Label));

    public bool IsActedOn => Reading.Decision is Decision.Act or Decision.Safety;

    public bool IsFrench => Message.Language == "fr";

    public Outcome Outcome => new(Message.Label, Reading.Label, Reading.Confidence, IsRight);
}

/// <summary>How well the messages of a set are read.</summary>
public sealed class Assessment
{
    private static readonly DateOnly s_today = new(2026, 3, 2);

    private readonly Dialogs _dialogs;
    private readonly HashSet<string> _dangers;

    private Assessment(Dialogs dialogs, IReadOnlyList<LabelledMessage> set, MessageReader reader, MessageReader signs)
    {
        (_dialogs, _dangers) = (dialogs, [.. dialogs.Safety.Select(danger => danger.Label)]);
        All = [.. set.Select(message => new Assessed(message, reader.Read(message.Text, s_today), _dangers.Contains(message.Label), signs.Read(message.Text, s_today).Safety is not null))];
    }

    public IReadOnlyList<Assessed> All { get; }

    public IEnumerable<Assessed> Dangers => All.Where(one => one.IsDanger);

    /// <summary>Messages without a danger, also none that would be right as a second label.</summary>
    public IEnumerable<Assessed> Ordinary => All.Where(one => !_dangers.Overlaps(one.Message.Accepted));

    public static Assessment Of(Dialogs dialogs, IntentModel model, IReadOnlyList<LabelledMessage> set) =>
        new(dialogs, set, Understander.ReaderOf(dialogs, model), Understander.ReaderOf(dialogs, model: null));

    /// <summary>Messages that one department leads, with whether the one read leads it.</summary>
    public IEnumerable<bool> Departments => All.Where(one => Lead(one.Message.Label) is not null).Select(one => one.Message.Accepted.Any(label => Lead(label) is { } lead && lead == Lead(one.Reading.Label)));

    /// <summary>The department that leads a label, the duty officer for a danger; null for what no department leads.</summary>
    private string? Lead(string label) => _dangers.Contains(label) ? "duty-officer" : _dialogs.Type(label)?.Route.Lead;
}
