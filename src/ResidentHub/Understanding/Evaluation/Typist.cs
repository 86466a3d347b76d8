using System.Text;

namespace ResidentHub.Understanding.Evaluation;

/// <summary>Makes slips of the finger, always the same: in one word of ten a letter is left out, doubled by another, wrong, or swapped with the next.</summary>
internal sealed class Typist
{
    private const int OneWordIn = 10, Shortest = 3;

    private uint _state = 88172645;

    public string Copy(string text)
    {
        var copy = new StringBuilder(text.Length);
        foreach (var word in text.Split(' '))
            copy.Append(copy.Length == 0 ? "" : " ").Append(word.Length >= Shortest && Next(OneWordIn) == 0 ? Slip(word) : word);
        return copy.ToString();
    }

    private string Slip(string word)
    {
        var (at, letter) = (Next(word.Length - 1), ((char)('a' + Next(26))).ToString());
        return Next(4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, letter),
            2 => word.Remove(at, 1).Insert(at, letter),
            _ => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}",
        };
    }

    // xorshift32.
    private int Next(int below)
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return (int)(_state % (uint)below);
    }
}
