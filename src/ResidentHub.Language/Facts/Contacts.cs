using System.Buffers;

namespace ResidentHub.Language.Facts;

/// <summary>Telephone numbers and e-mail addresses, found by scanning once from left to right.</summary>
public static class Contacts
{
    private const int MinDigits = 9, MaxDigits = 15;

    private static readonly SearchValues<char> s_addressSigns = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-");

    internal static void Read(in Utterance utterance, List<Fact> facts)
    {
        ReadPhones(utterance.Text, facts);
        ReadEmails(utterance.Text, facts);
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

    private static void ReadPhones(ReadOnlySpan<char> text, List<Fact> facts)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!StartsNumber(text, at))
                continue;
            var end = NumberEnd(text, at);
            if (Phone(text[at..end]) is { } number)
                facts.Add(new PhoneFact(at, end - at, number));
            at = end;
        }
    }

    private static bool StartsNumber(ReadOnlySpan<char> text, int at) =>
        (text[at] is '+' or '0') && (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]);

    // Figures with at most one separator (or "(0)") between them, no longer than a number can be.
    private static int NumberEnd(ReadOnlySpan<char> text, int start)
    {
        var (at, end, digits) = (start + 1, start + 1, 0);
        var limit = text[start] == '0' && !text[start..].StartsWith("00") ? 10 : MaxDigits + 3;
        digits = text[start] == '0' ? 1 : 0;
        var gap = 0;
        while (at < text.Length && digits < limit)
        {
            if (char.IsAsciiDigit(text[at]))
            {
                (digits, gap, end) = (digits + 1, 0, at + 1);
            }
            else if (text[at] is not (' ' or '.' or '-' or '/' or '(' or ')' or '\u00a0' or '\u202f') || ++gap > 2)
            {
                break;
            }

            at++;
        }

        return end;
    }

    private static void ReadEmails(ReadOnlySpan<char> text, List<Fact> facts)
    {
        for (var from = 0; text[from..].IndexOf('@') is >= 0 and var offset;)
        {
            var sign = from + offset;
            var start = text[..sign].LastIndexOfAnyExcept(s_addressSigns) + 1;
            var after = text[(sign + 1)..].IndexOfAnyExcept(s_addressSigns);
            var end = after < 0 ? text.Length : sign + 1 + after;
            while (end > sign && text[end - 1] is '.' or '-')
                end--;
            var domain = text[(sign + 1)..Math.Max(end, sign + 1)];
            if (start < sign && domain.Contains('.') && !domain.StartsWith(".") && end - start <= 254)
                facts.Add(new EmailFact(start, end - start, text[start..end].ToString()));
            from = Math.Max(end, sign + 1);
        }
    }
}
