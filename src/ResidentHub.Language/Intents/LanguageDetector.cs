using ResidentHub.Language.Text;

namespace ResidentHub.Language.Intents;

/// <summary>Names the language of one short line by its character n-grams, with the same learner as the labels.</summary>
public sealed class LanguageDetector(LinearModel model)
{
    /// <summary>Below this the language is not said.</summary>
    public const float Sure = 0.5f;

    internal LinearModel Model => model;

    internal string Best(TokenBuffer words, FeatureVector vector, Workbench bench)
    {
        var scores = bench.Margins(model.Labels.Count);
        bench.Extractor(model.Settings).Extract(words, vector);
        model.Score(vector, scores);
        model.Calibrate(scores);
        var best = scores.IndexOfMax();
        return scores[best] >= Sure ? model.Labels[best] : Reading.UnknownLanguage;
    }
}
