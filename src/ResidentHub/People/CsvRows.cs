using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace ResidentHub.People;

/// <summary>One line of a CSV file, by column name.</summary>
/// <param name="Line">Counted from 1, the header being 1.</param>
public sealed record CsvRow(int Line, IReadOnlyDictionary<string, string> Cells)
{
    public string this[string column] => Cells.GetValueOrDefault(column, "").Trim();
}

/// <summary>Reads UTF-8 CSV with a header, <c>,</c> or <c>;</c> between cells.</summary>
public static class CsvRows
{
    /// <summary>All rows, or the faults that stand in the way (columns missing, lines that cannot be read).</summary>
    public static (IReadOnlyList<CsvRow> Rows, IReadOnlyList<string> Faults) Read(TextReader text, IReadOnlyList<string> columns)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            DetectDelimiter = true,
            DetectDelimiterValues = [",", ";"],
            MissingFieldFound = null,
            BadDataFound = null,
            PrepareHeaderForMatch = args => args.Header.Trim().TrimStart('\ufeff').ToLowerInvariant(),
        };
        using var csv = new CsvReader(text, configuration);
        if (!csv.Read() || !csv.ReadHeader())
            return ([], ["(1): the file is empty"]);
        var header = csv.HeaderRecord!.Select(name => name.Trim().TrimStart('\ufeff').ToLowerInvariant()).ToList();
        if (columns.Except(header).ToList() is { Count: > 0 } missing)
            return ([], [$"(1): the columns {string.Join(", ", missing)} are missing"]);
        var rows = new List<CsvRow>();
        while (csv.Read())
            rows.Add(new CsvRow(csv.Context.Parser!.RawRow, header.Index().DistinctBy(column => column.Item).ToDictionary(column => column.Item, column => csv.GetField(column.Index) ?? "")));
        return (rows, []);
    }
}
