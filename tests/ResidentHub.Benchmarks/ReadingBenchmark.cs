using System.Diagnostics;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Understanding;

namespace ResidentHub.Benchmarks;

/// <summary>Training time, model size, and the whole reading of one message: language, safety, rules, label, facts, reasons.</summary>
internal static class ReadingBenchmark
{
    private const int Rounds = 5;

    public static void Run()
    {
        var dialogs = Dialogs.Load(Folders.Dialogs);
        var clock = Stopwatch.StartNew();
        var model = ModelStore.Train(dialogs);
        var training = clock.Elapsed.TotalSeconds;
        using var file = new MemoryStream();
        model.Write(file);
        var reader = Understander.ReaderOf(dialogs, model);
        var messages = dialogs.Examples.SelectMany(examples => examples.Lines).Where((_, i) => i % 7 == 0).ToList();
        var today = new DateOnly(2026, 11, 23);
        foreach (var message in messages)
            reader.Read(message, today);
        var times = new List<double>(messages.Count * Rounds);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var message in messages)
            {
                var start = Stopwatch.GetTimestamp();
                reader.Read(message, today);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / times.Count;
        times.Sort();
        Table.Print(
            $"Reading, {messages.Count} messages × {Rounds}",
            ("training", $"{training,10:0.0} s"),
            ("model", $"{file.Length / 1024.0 / 1024.0,10:0.0} MB"),
            ("median", Table.Microseconds(Table.Percentile(times, 0.5))),
            ("p95", Table.Microseconds(Table.Percentile(times, 0.95))),
            ("p99", Table.Microseconds(Table.Percentile(times, 0.99))),
            ("allocated a message", $"{bytes,10} B"));
    }
}
