using System.Buffers;

namespace ResidentHub.Language.Facts;

/// <summary>Telephone numbers and e-mail addresses, found by scanning once from left to right.</summary>
public static class Contacts
{
    private const int MinDigits = 9, MaxDigits = 15, MaxAddress = 254;

    private static readonly SearchValues<char> s_addressSigns = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-");
    private static readonly SearchValues<char> s_separators = SearchValues.Create(" .-/()\u00a0\u202f");

    internal static void Read(in Utterance utterance, List<Fact> facts)
    {
        ReadPhones(utterance, facts);
        ReadEmails(utterance, facts);
    }

    /// <summary>
    /// A number as written to E.164, or null: <c>06 12 34 56 78</c>, <c>06.12…</c>, <c>0033…</c>, <c>+33 (0)6…</c>, or any international number.
    /// Short numbers (2 to 4 figures, 116 xxx) are not E.164 and give null.
    /// </summary>
    public static string? Phone(ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[MaxDigits + 3];
        var count = 0;
        var trimmed = text.Trim();
        foreach (var c in trimmed)
        {
            if (!char.IsAsciiDigit(c))
                continue;
            if (count == digits.Length)
                return null;
            digits[count++] = c;
        }

        var number = digits[..count];
        if (trimmed.StartsWith("+"))
            return International(number);
        if (number.StartsWith("00"))
            return International(number[2..]);
        return number.Length == 10 && number[0] == '0' && number[1] is >= '1' and <= '9' ? $"+33{number[1..]}" : null;
    }

    private static string? International(ReadOnlySpan<char> digits)
    {
        if (digits.StartsWith("330") && digits.Length == 12)
            return $"+33{digits[3..]}";
        if (digits.StartsWith("33"))
            return digits.Length == 11 && digits[2] != '0' ? $"+{digits}" : null;
        return digits.Length is >= MinDigits and <= MaxDigits && digits[0] != '0' ? $"+{digits}" : null;
    }

    private static void ReadPhones(in Utterance utterance, List<Fact> facts)
    {
        var text = utterance.Text;
        for (var at = 0; at < text.Length; at++)
        {
            if (!StartsNumber(text, at))
                continue;
            var end = NumberEnd(text, at);
            if ((end == text.Length || !char.IsLetterOrDigit(text[end])) && Phone(text[at..end]) is { } number)
            {
                utterance.TakeText(at, end - at);
                facts.Add(new PhoneFact(at, end - at, number));
            }

            at = end - 1;
        }
    }

    private static bool StartsNumber(ReadOnlySpan<char> text, int at) =>
        (text[at] is '+' or '0') && (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && !(at > 1 && text[at - 1] is '-' or '.' && char.IsAsciiDigit(text[at - 2])) && at + 1 < text.Length && (char.IsAsciiDigit(text[at + 1]) || text[at] == '0' && s_separators.Contains(text[at + 1]));

    // Figures with at most two separators (or "(0)") between them, no longer than such a number can be.
    private static int NumberEnd(ReadOnlySpan<char> text, int start)
    {
        Span<char> digits = stackalloc char[MaxDigits + 2];
        var (count, end, gap) = (0, start + 1, 0);
        for (var at = text[start] == '+' ? start + 1 : start; at < text.Length && count < MostDigits(digits[..count], text[start] == '+'); at++)
        {
            if (char.IsAsciiDigit(text[at]))
                (digits[count++], gap, end) = (text[at], 0, at + 1);
            else if (!s_separators.Contains(text[at]) || ++gap > 2)
                break;
        }

        return end;
    }

    // How many figures a number that begins so can have: what follows a French number is something else.
    private static int MostDigits(ReadOnlySpan<char> digits, bool isInternational)
    {
        if (!isInternational && !digits.StartsWith("00"))
            return 10;
        var prefix = isInternational ? 0 : 2;
        var number = digits[prefix..];
        return prefix + (number.StartsWith("330") ? 12 : number.StartsWith("33") ? 11 : MaxDigits);
    }

    private static void ReadEmails(in Utterance utterance, List<Fact> facts)
    {
        var text = utterance.Text;
        for (var from = 0; text[from..].IndexOf('@') is >= 0 and var offset;)
        {
            var sign = from + offset;
            var start = text[..sign].LastIndexOfAnyExcept(s_addressSigns) + 1;
            var after = text[(sign + 1)..].IndexOfAnyExcept(s_addressSigns);
            var end = after < 0 ? text.Length : sign + 1 + after;
            while (start < sign && text[start] is '.' or '-' or '+' or '%')
                start++;
            while (end > sign && text[end - 1] is '.' or '-' or '_' or '+' or '%')
                end--;
            if (start < sign && end - start <= MaxAddress && IsDomain(text[(sign + 1)..Math.Max(end, sign + 1)]))
            {
                utterance.TakeText(start, end - start);
                facts.Add(new EmailFact(start, end - start, text[start..end].ToString()));
            }

            from = Math.Max(end, sign + 1);
        }
    }

    // "free.fr": a point, and letters after the last one.
    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        var point = domain.LastIndexOf('.');
        return point > 0 && domain.Length - point > 2 && !domain[(point + 1)..].ContainsAnyExceptInRange('A', 'z') && !domain.Contains("..", StringComparison.Ordinal);
    }
}
