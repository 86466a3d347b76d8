using System.Diagnostics;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Understanding;
using ResidentHub.Understanding.Evaluation;

namespace ResidentHub.Benchmarks;

/// <summary>
/// Training time, model size, the classifier alone and the whole reading of one message (language, safety, rules, label, facts, reasons), on the
/// evaluation set, beside a naive Bayes of words.
/// </summary>
internal static class ReadingBenchmark
{
    private const int Rounds = 5;

    public static void Run()
    {
        var dialogs = Dialogs.Load(Folders.Dialogs);
        var set = EvaluationSet.Read(Folders.Dialogs);
        var clock = Stopwatch.StartNew();
        var model = ModelStore.Train(dialogs);
        var training = clock.Elapsed;
        using var file = new MemoryStream();
        model.Write(file);
        var reader = Understander.ReaderOf(dialogs, model);
        var today = new DateOnly(2026, 11, 23);
        clock.Restart();
        var bayes = NaiveBayes.Train(dialogs.Examples.SelectMany(section => section.Lines.Select(line => (line, section.Label))));
        Print("Naive Bayes of words", clock.Elapsed, null, set, bayes.Predict);
        Print("The classifier alone", training, file.Length, set, text => model.Intents.Labels[model.Intents.Predict(text, dialogs.Spellings).Label]);
        Print("The whole reading", training, file.Length, set, text => reader.Read(text, today).Label);
    }

    private static void Print(string title, TimeSpan training, long? size, IReadOnlyList<LabelledMessage> set, Func<string, string> read)
    {
        var right = set.Count(message => message.Accepted.Contains(read(message.Text)));
        var times = new List<double>(set.Count * Rounds);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var message in set)
            {
                var start = Stopwatch.GetTimestamp();
                read(message.Text);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / times.Count;
        times.Sort();
        Table.Print(
            $"{title}, {set.Count} messages × {Rounds}",
            ("right", $"{100.0 * right / set.Count,10:0.0} %"),
            ("training", $"{training.TotalSeconds,10:0.0} s"),
            ("model", size is { } stored ? $"{stored / 1024.0 / 1024.0,10:0.0} MB" : "         –"),
            ("median", Table.Microseconds(Table.Percentile(times, 0.5))),
            ("p95", Table.Microseconds(Table.Percentile(times, 0.95))),
            ("p99", Table.Microseconds(Table.Percentile(times, 0.99))),
            ("allocated a message", $"{bytes,10} B"));
    }
}
