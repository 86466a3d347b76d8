namespace ResidentHub.Tests.Conversations;

/// <summary>One line of a transcript: who or what, and the words.</summary>
public sealed record TranscriptLine(int Number, char Mark, string Text);

/// <summary>
/// A conversation in plain text that a caseworker can read and write. <c>R</c> the resident says, <c>R [key]</c> presses a button,
/// <c>H</c> the hub's answer holds these words, <c>N</c> it does not, <c>P</c> from here another person speaks, <c>W</c> time passes
/// (16m, 3h, 2d), <c>S</c> staff do (give back, or what they answer), <c>=</c> what must be true: a request, an alert, a hand-over.
/// Before the first line: <c>language: en</c> (of the browser), <c>channel: sms</c>, <c>at: 2026-11-23 20:00</c> (in Paris),
/// <c>officer: there</c> (on duty, page open).
/// </summary>
public sealed record Transcript(string Name, IReadOnlyDictionary<string, string> Head, IReadOnlyList<TranscriptLine> Lines)
{
    private static readonly string[] s_heads = ["language", "channel", "at", "officer"];

    public string Language => Head.GetValueOrDefault("language", "fr");

    public string Channel => Head.GetValueOrDefault("channel", "web");

    public static Transcript Read(string file)
    {
        var head = new Dictionary<string, string>();
        var lines = new List<TranscriptLine>();
        foreach (var (at, line) in File.ReadLines(file).Index())
        {
            if (line.Split(':', 2) is [var name, var value] && s_heads.Contains(name))
                head[name] = value.Trim();
            else if (line.Length > 1 && line[1] is ':' or ' ' && "RHNPWS=".Contains(line[0]))
                lines.Add(new TranscriptLine(at + 1, line[0], line[2..].Trim()));
            else if (line.Length > 0 && line[0] != '#')
                throw new InvalidDataException($"{Path.GetFileName(file)}({at + 1}): a line begins with R: H: N: P: W: S: = or #");
        }

        return new Transcript(Path.GetFileNameWithoutExtension(file), head, lines);
    }

    public override string ToString() => Name;
}
