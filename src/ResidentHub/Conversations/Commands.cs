using ResidentHub.Catalogue;
using ResidentHub.Language;
using ResidentHub.Language.Facts;
using ResidentHub.Language.Text;

namespace ResidentHub.Conversations;

/// <summary>What a text message says in a word or two, also with a slip of the finger: "conseilllr", "projet", "je participe T4MT".</summary>
public sealed class Commands
{
    private const int MinLetters = 6, SignsOfCode = 4, MaxWords = 4;
    private const string Join = "join-initiative";

    private static readonly HashSet<string> s_joins = ["je participe", "je participe a", "participe", "participer", "particip", "je veux participer", "join", "i join", "i want to join", "join in"];

    private readonly Phrases _words;
    private readonly HashSet<string> _acts;

    public Commands(Dialogs dialogs)
    {
        _words = new Phrases(dialogs.Acts.SelectMany(act => act.Exact.Where(phrase => phrase.Length >= MinLetters && phrase.All(char.IsLetter)).Select(phrase => (act.Label, phrase))));
        _acts = [.. dialogs.Acts.Select(act => act.Label)];
    }

    /// <summary>The reading as it stands where it certainly is a command or speaks of a danger; else the command that the whole message is.</summary>
    public Reading Heed(Reading reading, string text)
    {
        if (reading.Safety is not null)
            return reading;
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length <= MaxWords && Joins(words))
            return Certainly(Join, reading);
        if (words.Length != 1 || (reading.Decision == Decision.Act && _acts.Contains(reading.Label)))
            return reading;
        var buffer = new TokenBuffer();
        buffer.Fill(text, Spellings.None);
        return buffer.Tokens.Length == 1 && _words.In(buffer) is [var label] ? Certainly(label, reading) : reading;
    }

    private static bool Joins(string[] words) =>
        words.Length > 1 && words[^1].Trim('.', '!', ',') is { Length: SignsOfCode } code && code.All(sign => References.Alphabet.Contains(char.ToUpperInvariant(sign)))
        && s_joins.Contains(Fold.Text(string.Join(' ', words[..^1])).Trim(' ', ':', '.', ','));

    private static Reading Certainly(string label, Reading reading) =>
        reading with { Label = label, Confidence = 1, Decision = Decision.Act, Top = [new Candidate(label, 1)], Also = [], Reasons = [new Reason("command", 1)] };
}
