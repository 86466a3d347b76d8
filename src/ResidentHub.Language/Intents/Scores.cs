namespace ResidentHub.Language.Intents;

internal static class Scores
{
    /// <summary>Where the largest score stands; the first of equals.</summary>
    public static int IndexOfMax(this ReadOnlySpan<float> scores)
    {
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best])
                best = i;
        }

        return best;
    }

    public static int IndexOfMax(this Span<float> scores) => ((ReadOnlySpan<float>)scores).IndexOfMax();
}
