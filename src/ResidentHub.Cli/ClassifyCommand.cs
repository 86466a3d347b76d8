using System.CommandLine;
using System.Globalization;
using System.Text;
using ResidentHub.Language;
using ResidentHub.Routing;
using ResidentHub.Understanding;

namespace ResidentHub.Cli;

/// <summary><c>classify FILE|-</c>: reads messages as TSV and prints what each means, one line a message, never the text.</summary>
internal static class ClassifyCommand
{
    private static readonly string[] s_columns = ["id", "label", "confidence", "decision", "top3", "also", "safety", "language"];

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "UTF-8 TSV with a header and the columns id, text and perhaps lang; - reads standard input" };
        var withoutModel = new Option<bool>("--without-model") { Description = "Read with rules and signs of danger alone" };
        var command = new Command("classify", "Print what each message means") { file, withoutModel };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(withoutModel)));
        return command;
    }

    private static int Run(string file, bool withoutModel)
    {
        using var input = file == "-" ? new StreamReader(Console.OpenStandardInput()) : new StreamReader(file);
        var header = input.ReadLine()?.TrimStart('\ufeff').Split('\t') ?? [];
        var (id, text, lang) = (Array.IndexOf(header, "id"), Array.IndexOf(header, "text"), Array.IndexOf(header, "lang"));
        if (id < 0 || text < 0)
        {
            Console.Error.WriteLine("The first line must name the columns id and text, separated by tabs.");
            return ExitCode.Failure;
        }

        var dialogs = Hub.LoadDialogs();
        var reader = withoutModel ? Understander.ReaderOf(dialogs, model: null) : Hub.Reader(dialogs);
        var today = new WorkingCalendar(dialogs.Landlord).Today(TimeProvider.System.GetUtcNow());
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Console.Write(string.Join('\t', s_columns) + '\n');
        while (input.ReadLine() is { } line)
        {
            var cells = line.Split('\t');
            var reading = reader.Read(Cell(cells, text), today);
            Console.Write(Row(Cell(cells, id), Cell(cells, lang) is { Length: > 0 } given ? reading with { Language = given } : reading) + '\n');
        }

        return ExitCode.Done;
    }

    private static string Cell(string[] cells, int column) => column >= 0 && column < cells.Length ? cells[column] : "";

    private static string Row(string id, Reading reading) => string.Join(
        '\t',
        id,
        reading.Label,
        reading.Confidence.ToString("0.####", CultureInfo.InvariantCulture),
        reading.Decision.ToString().ToLowerInvariant(),
        string.Join(',', reading.Top.Select(candidate => candidate.Label)),
        string.Join(',', reading.Also),
        reading.Safety?.Label ?? "",
        reading.Language);
}
