using ResidentHub.Language.Facts;
using ResidentHub.Language.Intents;
using ResidentHub.Language.Safety;
using ResidentHub.Language.Text;

namespace ResidentHub.Language;

/// <summary>The room one thread reads in, kept from message to message so that reading allocates little.</summary>
internal sealed class Workbench
{
    [ThreadStatic]
    private static Workbench? t_bench;

    private char[] _letters = new char[512];
    private float[] _whole = [];
    private float[] _part = [];

    public static Workbench OfThread => t_bench ??= new Workbench();

    /// <summary>The words of the message.</summary>
    public TokenBuffer Words { get; } = new();

    /// <summary>The words of what it is about: without names of places, numbers and addresses.</summary>
    public TokenBuffer Matter { get; } = new();

    public FeatureVector Vector { get; } = new();

    public Tally Tally { get; } = new();

    public List<Words> Clauses { get; } = [];

    public List<PatternHit> Hits { get; } = [];

    public List<PatternHit> Cues { get; } = [];

    public DangerSigns Signs { get; } = new();

    /// <summary>Room for the scores of the whole message.</summary>
    public Span<float> Whole(int labels) => Room(ref _whole, labels);

    /// <summary>Room for the scores of a part of it.</summary>
    public Span<float> Part(int labels) => Room(ref _part, labels);

    /// <summary>A copy of the text with blanks in the place of some facts.</summary>
    public ReadOnlySpan<char> Without(ReadOnlySpan<char> text, List<Fact> facts, Func<Fact, bool> isLeftOut)
    {
        if (_letters.Length < text.Length)
            _letters = new char[text.Length];
        text.CopyTo(_letters);
        foreach (var fact in facts)
        {
            if (isLeftOut(fact))
                _letters.AsSpan(fact.Start, fact.Length).Fill(' ');
        }

        return _letters.AsSpan(0, text.Length);
    }

    private static Span<float> Room(ref float[] room, int labels)
    {
        if (room.Length < labels)
            room = new float[labels];
        return room.AsSpan(0, labels);
    }
}
