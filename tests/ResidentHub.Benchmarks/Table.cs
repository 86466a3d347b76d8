using System.Globalization;

namespace ResidentHub.Benchmarks;

/// <summary>Figures as a table on standard output.</summary>
internal static class Table
{
    public static void Print(string title, params (string Name, string Value)[] rows)
    {
        var width = rows.Max(row => row.Name.Length);
        Console.WriteLine($"\n{title}");
        foreach (var (name, value) in rows)
            Console.WriteLine($"  {name.PadRight(width)}  {value}");
    }

    public static string Microseconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value,10:0.0} µs");

    public static string Milliseconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value,10:0.0} ms");

    public static double Percentile(IReadOnlyList<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
}
