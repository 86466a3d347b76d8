namespace ResidentHub.Tests.Conversations;

/// <summary>One line of a transcript: who or what, and the words.</summary>
public sealed record TranscriptLine(int Number, char Mark, string Text);

/// <summary>
/// A conversation in plain text that a caseworker can read and write. <c>R</c> the resident says, <c>R [key]</c> presses a button,
/// <c>H</c> the hub's answer holds these words, <c>N</c> it does not, <c>W</c> time passes (16m, 3h, 2d), <c>S</c> staff do (give back),
/// <c>=</c> what must be true: a request, an alert, a hand-over.
/// </summary>
public sealed record Transcript(string Name, string Language, string Channel, IReadOnlyList<TranscriptLine> Lines)
{
    public static Transcript Read(string file)
    {
        var (language, channel) = ("fr", "web");
        var lines = new List<TranscriptLine>();
        foreach (var (at, line) in File.ReadLines(file).Index())
        {
            if (line.StartsWith("language:", StringComparison.Ordinal))
                language = line["language:".Length..].Trim();
            else if (line.StartsWith("channel:", StringComparison.Ordinal))
                channel = line["channel:".Length..].Trim();
            else if (line.Length > 1 && line[1] is ':' or ' ' && "RHNWS=".Contains(line[0]))
                lines.Add(new TranscriptLine(at + 1, line[0], line[2..].Trim()));
            else if (line.Length > 0 && line[0] != '#')
                throw new InvalidDataException($"{Path.GetFileName(file)}({at + 1}): a line begins with R: H: N: W: S: = or #");
        }

        return new Transcript(Path.GetFileNameWithoutExtension(file), language, channel, lines);
    }

    public override string ToString() => Name;
}
