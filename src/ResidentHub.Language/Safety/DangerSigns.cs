using ResidentHub.Language.Text;

namespace ResidentHub.Language.Safety;

/// <summary>What the signs of danger found in one message.</summary>
internal sealed class DangerSigns
{
    /// <summary>Signs that neither a look-alike masks nor their own sentence takes back, by precedence.</summary>
    public List<SignHit> Found { get; } = [];

    /// <summary>Whether words of the message are known to look like a danger without being one.</summary>
    public bool LooksAlike { get; set; }
}

/// <summary>A sign that fired: its label by precedence, its place in the label's file, and the words that made it.</summary>
internal readonly record struct SignHit(int Label, int Order, PatternHit Words);
