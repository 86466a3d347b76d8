namespace ResidentHub.Language.Text;

/// <summary>
/// The words of one utterance, folded and without allocation once it has grown: kept per thread and filled anew for each message.
/// </summary>
public sealed class TokenBuffer
{
    /// <summary>Letters read of one message; what comes after says nothing that the beginning did not.</summary>
    public const int MaxLetters = 20_000;

    private const int SentenceLeap = 6;

    private char[] _folded = new char[512];
    private Token[] _tokens = new Token[128];
    private int _used;
    private int _count;
    private int _position;
    private int _sentence;
    private int _clause;

    public ReadOnlySpan<Token> Tokens => _tokens.AsSpan(0, _count);

    internal Words All => new(0, _count);

    public ReadOnlySpan<char> Word(in Token token) => _folded.AsSpan(token.FoldedStart, token.FoldedLength);

    public ReadOnlySpan<char> Word(int index) => Word(in _tokens[index]);

    /// <summary>Cuts a text into folded words. Runs of three or more equal letters become one; spellings are read as what they stand for.</summary>
    public void Fill(ReadOnlySpan<char> text, Spellings spellings)
    {
        _used = _count = _position = _sentence = _clause = 0;
        text = text.Length > MaxLetters ? text[..MaxLetters] : text;
        var at = 0;
        while (at < text.Length)
        {
            if (IsWordChar(text[at]))
                at = ReadWord(text, at, spellings);
            else if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length)
                at = ReadPictogram(text, at, spellings);
            else
                Break(text, at++);
        }
    }

    private int ReadWord(ReadOnlySpan<char> text, int start, Spellings spellings)
    {
        var foldedStart = _used;
        Span<char> room = stackalloc char[1];
        var at = start;
        while (at < text.Length && IsWordChar(text[at]))
        {
            foreach (var letter in Fold.Char(text[at], room))
                Append(letter);
            at++;
        }

        CollapseRuns(foldedStart);
        Add(foldedStart, start, at - start, IsElided(text, at) ? Spellings.None : spellings);
        return at;
    }

    // "c'est" is no "c" that stands for "c'est".
    private static bool IsElided(ReadOnlySpan<char> text, int end) => end < text.Length && text[end] is '\'' or '’';

    private int ReadPictogram(ReadOnlySpan<char> text, int start, Spellings spellings)
    {
        var foldedStart = _used;
        Append(text[start]);
        Append(text[start + 1]);
        Add(foldedStart, start, 2, spellings);
        return start + 2;
    }

    private void Append(char letter)
    {
        if (_used == _folded.Length)
            Array.Resize(ref _folded, _folded.Length * 2);
        _folded[_used++] = letter;
    }

    private void CollapseRuns(int from)
    {
        var write = from;
        for (var read = from; read < _used;)
        {
            var end = read + 1;
            while (end < _used && _folded[end] == _folded[read])
                end++;
            var keep = end - read >= 3 && char.IsLetter(_folded[read]) ? 1 : end - read;
            for (var i = 0; i < keep; i++)
                _folded[write++] = _folded[read];
            read = end;
        }

        _used = write;
    }

    private void Add(int foldedStart, int start, int length, Spellings spellings)
    {
        var folded = _folded.AsSpan(foldedStart, _used - foldedStart);
        if (folded.IsEmpty)
            return;
        if (spellings.Find(folded) is not { } words)
        {
            Push(foldedStart, folded.Length, start, length);
            return;
        }

        foreach (var word in words)
        {
            var wordStart = _used;
            foreach (var letter in word)
                Append(letter);
            Push(wordStart, word.Length, start, length);
        }
    }

    private void Push(int foldedStart, int foldedLength, int start, int length)
    {
        if (_count == _tokens.Length)
            Array.Resize(ref _tokens, _tokens.Length * 2);
        _tokens[_count++] = new Token(foldedStart, foldedLength, start, length, _position++, _sentence, _clause);
    }

    private void Break(ReadOnlySpan<char> text, int at)
    {
        var c = text[at];
        if (c is '.' or '!' or '?' or '…' or '\n' or '؟' or '。' && !IsInsideNumber(text, at))
        {
            _sentence++;
            _clause++;
            _position += SentenceLeap;
        }
        else if (c is ',' or ';' or ':' or '(' or ')' or '،')
        {
            _clause++;
        }
    }

    private static bool IsInsideNumber(ReadOnlySpan<char> text, int at) =>
        at > 0 && at + 1 < text.Length && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]);

    // Arabic and Hebrew vowel signs and combining accents belong to their word and fold away.
    private static bool IsWordChar(char c) =>
        char.IsLetterOrDigit(c) || c is (>= '\u0300' and <= '\u036f') or (>= '\u064b' and <= '\u0652') or '\u0640' or '\u00ad';
}
