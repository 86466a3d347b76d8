namespace ResidentHub.Language.Intents;

/// <summary>Names the language of one short line by its character n-grams, with the same learner as the labels.</summary>
public sealed class LanguageDetector(LinearModel model)
{
    /// <summary>Below this the language is not said.</summary>
    public const float Sure = 0.5f;

    internal LinearModel Model => model;

    /// <summary>The language of the words of what the message on the bench is about.</summary>
    internal string Best(Workbench bench)
    {
        var scores = bench.Part(model.Labels.Count);
        model.Score(bench.Matter, bench.Matter.All, bench, scores);
        model.Calibrate(scores);
        var best = scores.IndexOfMax();
        return scores[best] >= Sure ? model.Labels[best] : Reading.UnknownLanguage;
    }
}
