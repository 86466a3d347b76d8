namespace ResidentHub.Language.Intents;

/// <summary>Names the language of one short line by its character n-grams, with the same learner as the labels.</summary>
public sealed class LanguageDetector(LinearModel model)
{
    /// <summary>Below this the language is not said; of a few words, which many languages share, below <see cref="SureOfFew"/>.</summary>
    public const float Sure = 0.5f, SureOfFew = 0.9f;

    private const int Few = 3;

    internal LinearModel Model => model;

    /// <summary>The language of the words of what the message on the bench is about.</summary>
    internal string Best(Workbench bench)
    {
        var scores = bench.Part(model.Labels.Count);
        model.Score(bench.Matter, bench.Matter.All, bench, scores);
        model.Calibrate(scores);
        var best = scores.IndexOfMax();
        return scores[best] >= (bench.Matter.Tokens.Length <= Few ? SureOfFew : Sure) ? model.Labels[best] : Reading.UnknownLanguage;
    }
}
