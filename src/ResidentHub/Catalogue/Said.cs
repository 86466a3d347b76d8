using ResidentHub.Language;
using ResidentHub.Language.Facts;
using ResidentHub.Language.Text;

namespace ResidentHub.Catalogue;

/// <summary>Something a resident said, ready to be read as answers: the text, its words, its facts without those it denies.</summary>
public sealed class Said
{
    private static readonly string[] s_denials = ["pas", "not", "sans", "without", "aucun", "aucune"];

    private readonly HashSet<int> _denied;

    public Said(string text, IReadOnlyList<Fact> facts, DateOnly today, Spellings spellings)
    {
        (Text, Today) = (text.Trim(), today);
        Words.Fill(text, spellings);
        _denied = DeniedWords();
        var kept = facts.Where(fact => !IsDenied(fact)).ToList();
        Facts = [.. facts.Where(fact => kept.Contains(fact) || kept.TrueForAll(other => other.GetType() != fact.GetType()))];
    }

    public string Text { get; }

    public TokenBuffer Words { get; } = new();

    public IReadOnlyList<Fact> Facts { get; }

    public DateOnly Today { get; }

    public int Count => Words.Tokens.Length;

    public static Said Of(string text, Reading reading, Dialogs dialogs, DateOnly today) => new(text, reading.Facts, today, dialogs.Spellings);

    public T? Fact<T>()
        where T : Fact => Facts.OfType<T>().FirstOrDefault();

    /// <summary>The keys of phrases that the text says; those it denies give way to others ("pas la musique, les travaux").</summary>
    public IReadOnlyList<string> Keys(Phrases phrases)
    {
        var said = phrases.In(Words);
        if (said.Count < 2 || _denied.Count == 0)
            return said;
        var affirmed = said.Except(phrases.In(OnlyDenied())).ToList();
        return affirmed.Count > 0 ? affirmed : said;
    }

    // "le 12 pas le 14": what follows the denial, to the end of its clause and at most four words on.
    private HashSet<int> DeniedWords()
    {
        var denied = new HashSet<int>();
        var tokens = Words.Tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (!s_denials.Contains(Words.Word(i).ToString()))
                continue;
            for (var j = i + 1; j < Math.Min(tokens.Length, i + 5) && tokens[j].Clause == tokens[i].Clause && !(Words.Word(j) is "mais" or "but"); j++)
                denied.Add(j);
        }

        return denied;
    }

    private bool IsDenied(Fact fact)
    {
        var tokens = Words.Tokens;
        foreach (var i in _denied)
        {
            if (tokens[i].Start >= fact.Start && tokens[i].Start < fact.Start + fact.Length)
                return true;
        }

        return false;
    }

    private TokenBuffer OnlyDenied()
    {
        var words = new TokenBuffer();
        var tokens = Words.Tokens;
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < tokens.Length; i++)
            text.Append(_denied.Contains(i) ? Words.Word(i) : "×").Append(' ');
        words.Fill(text.ToString(), Spellings.None);
        return words;
    }
}
