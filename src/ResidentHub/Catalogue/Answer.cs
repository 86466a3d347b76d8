namespace ResidentHub.Catalogue;

/// <summary>
/// An answer to one question, stored in plain signs: choice keys, yes or no, <c>2026-11-22</c>, <c>14:00</c> or <c>14:00-18:00</c>, a whole
/// number, or text.
/// </summary>
[method: System.Text.Json.Serialization.JsonConstructor]
public sealed record Answer(string Question, IReadOnlyList<string> Values)
{
    public Answer(string question, string value)
        : this(question, [value])
    {
    }

    /// <summary>'I don't know', or skipped on purpose.</summary>
    public static Answer Unknown(string question) => new(question, [Choice.Unknown]);

    public bool IsUnknown => Values is [Choice.Unknown];

    public string Value => Values.Count > 0 ? Values[0] : "";

    public bool Equals(Answer? other) => other is not null && Question == other.Question && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Question, Values.Count, Value);
}
