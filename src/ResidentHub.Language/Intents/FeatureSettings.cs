namespace ResidentHub.Language.Intents;

/// <summary>What the learner sees of a text. Character n-grams carry misspellings and inflections, words carry meaning.</summary>
/// <param name="Bits">The hash space has 2^Bits buckets.</param>
/// <param name="MinChars">Shortest character n-gram inside a word, its edges counted as characters.</param>
/// <param name="MaxChars">Longest one.</param>
/// <param name="WordPairs">Whether two neighbouring words are a feature of their own.</param>
/// <param name="WordsTogether">Whether any two words of a message are one, near or not: worth it from about forty examples a label on.</param>
/// <param name="Rarity">
/// Power of the inverse document frequency each feature is weighed with; 0 weighs all alike. The higher, the more a model leans on telling words
/// rather than on turns of phrase: texts by other people than the examples' are read better with 1.5 than with 0.
/// </param>
/// <param name="MendsSlips">Whether a word no example has is read as the word one slip away that examples have.</param>
public sealed record FeatureSettings(int Bits = 18, int MinChars = 2, int MaxChars = 5, bool WordPairs = true, bool WordsTogether = false, float Rarity = 1.5f, bool MendsSlips = true);
