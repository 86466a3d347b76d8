namespace ResidentHub.Language.Intents;

/// <summary>Parts examples for cross-validation.</summary>
internal static class Folds
{
    /// <summary>
    /// The fold of each example. With several authors each author stands in one fold, the largest given out first to the fold that has least; without,
    /// examples take turns.
    /// </summary>
    public static int[] Of(string[] authors, int folds)
    {
        var sizes = authors.CountBy(author => author).OrderByDescending(author => author.Value).ThenBy(author => author.Key, StringComparer.Ordinal).ToList();
        if (sizes.Count < folds)
            return [.. Enumerable.Range(0, authors.Length).Select(row => row % folds)];
        var (loads, foldOf) = (new int[folds], new Dictionary<string, int>());
        foreach (var (author, size) in sizes)
        {
            var least = Array.IndexOf(loads, loads.Min());
            foldOf[author] = least;
            loads[least] += size;
        }

        return Array.ConvertAll(authors, author => foldOf[author]);
    }
}
