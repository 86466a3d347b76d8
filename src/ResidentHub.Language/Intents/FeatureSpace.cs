using ResidentHub.Language.Text;

namespace ResidentHub.Language.Intents;

/// <summary>
/// Turns words into a vector: one block of words (and word pairs), one of words that stand together, one of character n-grams inside words, each of
/// unit length, so that a long message weighs no more than a short one.
/// </summary>
internal sealed class FeatureSpace(FeatureSettings settings, Rarity rarity, Vocabulary vocabulary)
{
    private const uint WordSeed = 0x9E3779B1, PairSeed = 0x85EBCA77, TogetherSeed = 0x27D4EB2F, CharSeed = 0xC2B2AE3D;
    private const int MaxWordLength = 40, MaxDistance = 16, LongNumber = 5;

    public FeatureSettings Settings => settings;

    /// <summary>A space that knows no examples yet.</summary>
    public static FeatureSpace Empty(FeatureSettings settings) => new(settings, Rarity.None(settings.Bits), Vocabulary.None);

    public void Extract(TokenBuffer buffer, Words words, FeatureVector vector, Tally tally)
    {
        vector.Clear();
        tally.Begin(settings.Bits);
        var tokens = buffer.Tokens.Slice(words.First, words.Count);
        Words(buffer, tokens, tally);
        tally.Flush(vector, rarity);
        if (settings.WordsTogether)
        {
            Together(buffer, tokens, tally);
            tally.Flush(vector, rarity);
        }

        foreach (ref readonly var token in tokens)
            Chars(vocabulary.Meant(buffer.Word(in token)), tally);
        tally.Flush(vector, rarity);
    }

    /// <summary>The vector of one word alone.</summary>
    public void Extract(ReadOnlySpan<char> word, FeatureVector vector, Tally tally)
    {
        vector.Clear();
        tally.Begin(settings.Bits);
        var meant = vocabulary.Meant(word);
        tally.Touch(WordHash(meant), settings.Bits);
        tally.Flush(vector, rarity);
        Chars(meant, tally);
        tally.Flush(vector, rarity);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(settings.Bits);
        writer.Write(settings.MinChars);
        writer.Write(settings.MaxChars);
        writer.Write(settings.WordPairs);
        writer.Write(settings.WordsTogether);
        writer.Write(settings.Rarity);
        writer.Write(settings.MendsSlips);
        rarity.Write(writer);
        vocabulary.Write(writer);
    }

    public static FeatureSpace Read(BinaryReader reader)
    {
        var settings = new FeatureSettings(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadBoolean(), reader.ReadBoolean(), reader.ReadSingle(), reader.ReadBoolean());
        return new FeatureSpace(settings, Rarity.Read(reader, settings), Vocabulary.Read(reader));
    }

    private void Words(TokenBuffer buffer, ReadOnlySpan<Token> tokens, Tally tally)
    {
        uint before = 0;
        foreach (ref readonly var token in tokens)
        {
            var hash = WordHash(vocabulary.Meant(buffer.Word(in token)));
            tally.Touch(hash, settings.Bits);
            if (settings.WordPairs)
                tally.Touch(Mix(before * 31 + hash ^ PairSeed), settings.Bits);
            before = hash;
        }
    }

    // Each word with the words that follow it within a distance, in whatever order they stand.
    private void Together(TokenBuffer buffer, ReadOnlySpan<Token> tokens, Tally tally)
    {
        Span<uint> last = stackalloc uint[MaxDistance];
        var count = 0;
        foreach (ref readonly var token in tokens)
        {
            var hash = WordHash(vocabulary.Meant(buffer.Word(in token)));
            for (var back = 0; back < Math.Min(count, MaxDistance); back++)
                tally.Touch(Mix((hash ^ last[back]) + TogetherSeed), settings.Bits);
            last[count++ % MaxDistance] = hash;
        }
    }

    private void Chars(ReadOnlySpan<char> written, Tally tally)
    {
        Span<char> edged = stackalloc char[MaxWordLength + 2];
        var word = Shape(written);
        word = word.Length > MaxWordLength ? word[..MaxWordLength] : word;
        edged[0] = '^';
        word.CopyTo(edged[1..]);
        edged[word.Length + 1] = '$';
        NGrams(edged[..(word.Length + 2)], tally);
    }

    private void NGrams(ReadOnlySpan<char> edged, Tally tally)
    {
        for (var start = 0; start < edged.Length; start++)
        {
            var hash = CharSeed;
            for (var length = 1; length <= settings.MaxChars && start + length <= edged.Length; length++)
            {
                hash = (hash ^ edged[start + length - 1]) * 0x01000193;
                if (length >= settings.MinChars)
                    tally.Touch(Mix(hash + (uint)length), settings.Bits);
            }
        }
    }

    private static uint WordHash(ReadOnlySpan<char> word)
    {
        var hash = WordSeed;
        foreach (var c in Shape(word))
            hash = (hash ^ c) * 0x01000193;
        return Mix(hash);
    }

    // Short numbers are words ("24h", "le 17", "T3"); of long ones only the length says something.
    private static ReadOnlySpan<char> Shape(ReadOnlySpan<char> word)
    {
        if (word.Length < LongNumber)
            return word;
        foreach (var c in word)
        {
            if (!char.IsAsciiDigit(c))
                return word;
        }

        return "0000000000".AsSpan(0, Math.Min(10, word.Length));
    }

    // MurmurHash3's finaliser.
    private static uint Mix(uint h)
    {
        h ^= h >> 16;
        h *= 0x85EBCA6B;
        h ^= h >> 13;
        h *= 0xC2B2AE35;
        return h ^ (h >> 16);
    }
}
