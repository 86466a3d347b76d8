using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Language.Facts;
using ResidentHub.Language.Text;
using ResidentHub.Understanding;

namespace ResidentHub.Benchmarks;

/// <summary>
/// Facts alone, of examples and hostile shapes: 100 kB as one message, of which a reader reads 20 000 letters, and all of it as five messages.
/// Twice the text should take twice the time.
/// </summary>
internal static class FactsBenchmark
{
    private const int Size = 100_000, Rounds = 15;

    private static readonly string[] s_shapes =
    [
        "a", "1 ", "12 ", "06 ", "+33 ", "a@", "a@b.fr ", "1 250 ", "12/", "12:", "cent ", "vingt et un ", "le 12 ", "du 3 au ", "depuis ", "depuis 3 jours ", "il y a plus de ", "2h du matin ", "entre 9 et ", "tous les ", "3 fois par ", "pas ", "pas de fuite ", "bâtiment ", "au 3e ", "tilleuls B ", "K7M4 ", "on est 6 ",
        "mère de 86 ans ", "plus de 86 ans ", "bébé enceinte ", "1                                ", "on est 6, ma mère de 86 ans, depuis la Toussaint à 14h30, 45 € au 06 39 98 01 01 ",
    ];

    public static void Run()
    {
        var dialogs = Dialogs.Load(Folders.Dialogs);
        var reader = Understander.FactsOf(dialogs);
        var examples = string.Join('\n', dialogs.Examples.Where(file => file.Language is "fr" or "en").SelectMany(file => file.Lines));
        Measure(reader, dialogs, Cut(examples[..(2 * Size)]));
        var times = s_shapes.Select(shape => (Name: $"«{shape.TrimEnd()}» × {Size / shape.Length}", Text: string.Concat(Enumerable.Repeat(shape, Size / shape.Length)))).Append((Name: "examples", Text: examples[..Size]))
            .Select(shape => (shape.Name, One: Measure(reader, dialogs, [shape.Text]), Half: Measure(reader, dialogs, Cut(shape.Text[..(Size / 2)])), Whole: Measure(reader, dialogs, Cut(shape.Text)))).OrderByDescending(shape => shape.Whole).ToList();
        Table.Print(
            "Processor time for facts of 100 kB: one message · all of 50 kB · all of 100 kB, worst first",
            [.. times.Select(shape => (shape.Name, $"{Table.Milliseconds(shape.One)} {Table.Milliseconds(shape.Half)} {Table.Milliseconds(shape.Whole)}"))]);
        PrintExamples(reader, dialogs, [.. dialogs.Examples.SelectMany(file => file.Lines).Where((_, i) => i % 7 == 0)]);
    }

    private static List<string> Cut(string text) => [.. text.Chunk(TokenBuffer.MaxLetters).Select(letters => new string(letters))];

    // Milliseconds of processor time, so that what else runs on the machine does not count; the best of a few rounds.
    private static double Measure(FactReader reader, Dialogs dialogs, List<string> messages)
    {
        var words = new TokenBuffer();
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            messages.ForEach(message => Read(reader, dialogs, words, message));
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        }

        return best;
    }

    private static void PrintExamples(FactReader reader, Dialogs dialogs, List<string> messages)
    {
        var words = new TokenBuffer();
        messages.ForEach(message => Read(reader, dialogs, words, message));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Environment.CpuUsage.TotalTime;
        messages.ForEach(message => Read(reader, dialogs, words, message));
        var elapsed = Environment.CpuUsage.TotalTime - start;
        Table.Print(
            $"Facts of {messages.Count} messages",
            ("a message", Table.Microseconds(elapsed.TotalMicroseconds / messages.Count)),
            ("allocated a message", $"{(GC.GetAllocatedBytesForCurrentThread() - before) / messages.Count,10} B"));
    }

    private static void Read(FactReader reader, Dialogs dialogs, TokenBuffer words, string message)
    {
        words.Fill(message, dialogs.Spellings);
        reader.Read(message, words, new DateOnly(2026, 11, 23));
    }
}
