namespace ResidentHub.Benchmarks;

/// <summary>What one would write in an hour: multinomial naive Bayes over lower-case words, add-one smoothing.</summary>
internal sealed class NaiveBayes
{
    private static readonly char[] s_between = [' ', '\'', '’', ',', '.', ';', ':', '!', '?', '(', ')', '-'];

    private readonly List<string> _labels = [];
    private readonly List<double> _priors = [], _totals = [];
    private readonly Dictionary<string, double[]> _counts = [];

    public static NaiveBayes Train(IEnumerable<(string Text, string Label)> examples)
    {
        var bayes = new NaiveBayes();
        var byLabel = examples.GroupBy(example => example.Label).ToList();
        foreach (var (index, label) in byLabel.Index())
        {
            bayes._labels.Add(label.Key);
            bayes._priors.Add(Math.Log(label.Count()));
            foreach (var word in label.SelectMany(example => Words(example.Text)))
            {
                if (!bayes._counts.TryGetValue(word, out var counts))
                    bayes._counts[word] = counts = new double[byLabel.Count];
                counts[index]++;
            }
        }

        bayes._totals.AddRange(byLabel.Select((_, index) => bayes._counts.Values.Sum(counts => counts[index])));
        return bayes;
    }

    public string Predict(string text)
    {
        var scores = _priors.ToArray();
        foreach (var word in Words(text))
        {
            if (!_counts.TryGetValue(word, out var counts))
                continue;
            for (var label = 0; label < scores.Length; label++)
                scores[label] += Math.Log((counts[label] + 1) / (_totals[label] + _counts.Count));
        }

        return _labels[Array.IndexOf(scores, scores.Max())];
    }

    private static string[] Words(string text) => text.ToLowerInvariant().Split(s_between, StringSplitOptions.RemoveEmptyEntries);
}
