namespace ResidentHub.Language.Intents;

/// <summary>Temperature scaling (Guo et al., ICML 2017): one number that makes probabilities as right as they claim.</summary>
internal static class Calibration
{
    /// <summary>The temperature with the least log loss on margins of unseen examples, by golden-section search in log space.</summary>
    public static float Fit(IReadOnlyList<(float[] Margins, int Label)> unseen)
    {
        if (unseen.Count == 0)
            return 1;
        var (low, high) = (Math.Log(0.02), Math.Log(5));
        var ratio = (Math.Sqrt(5) - 1) / 2;
        for (var step = 0; step < 40; step++)
        {
            var (left, right) = (high - ratio * (high - low), low + ratio * (high - low));
            if (Loss(unseen, Math.Exp(left)) < Loss(unseen, Math.Exp(right)))
                high = right;
            else
                low = left;
        }

        return (float)Math.Exp((low + high) / 2);
    }

    private static double Loss(IReadOnlyList<(float[] Margins, int Label)> unseen, double temperature)
    {
        var loss = 0.0;
        foreach (var (margins, label) in unseen)
        {
            var largest = margins.Max();
            var sum = margins.Sum(margin => Math.Exp((margin - largest) / temperature));
            loss += Math.Log(sum) - (margins[label] - largest) / temperature;
        }

        return loss / unseen.Count;
    }
}
