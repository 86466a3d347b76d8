using ResidentHub.Language.Intents;
using ResidentHub.Language.Text;

namespace ResidentHub.Language;

/// <summary>The room one thread reads in, kept from message to message so that reading allocates little.</summary>
internal sealed class Workbench
{
    private readonly List<FeatureExtractor> _extractors = [];
    private readonly List<PatternHit> _hits = [];
    private float[] _margins = [];

    public TokenBuffer Words { get; } = new();

    public FeatureVector Vector { get; } = new();

    public Span<float> Margins(int labels)
    {
        if (_margins.Length < labels)
            _margins = new float[labels];
        return _margins.AsSpan(0, labels);
    }

    public List<PatternHit> Hits()
    {
        _hits.Clear();
        return _hits;
    }

    public FeatureExtractor Extractor(FeatureSettings settings)
    {
        var extractor = _extractors.Find(extractor => extractor.Settings == settings);
        if (extractor is null)
            _extractors.Add(extractor = new FeatureExtractor(settings));
        return extractor;
    }
}
