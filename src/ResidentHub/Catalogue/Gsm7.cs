namespace ResidentHub.Catalogue;

/// <summary>
/// Counts SMS segments. GSM-7 (3GPP TS 23.038): 160 signs in one segment, 153 in several, some signs cost two; any other sign turns the whole
/// message into UCS-2: 70 UTF-16 units, 67 in several.
/// </summary>
public static class Gsm7
{
    private const string Basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private const string Extended = "^{}\\[~]|€\f";

    /// <summary>How many segments a text takes; 1 for an empty one.</summary>
    public static int Segments(string text)
    {
        var (length, single, several) = IsPlain(text) ? (Septets(text), 160, 153) : (text.Length, 70, 67);
        return length <= single ? 1 : (length + several - 1) / several;
    }

    /// <summary>Whether every sign is in the GSM-7 table.</summary>
    public static bool IsPlain(string text) => text.All(c => Basic.Contains(c) || Extended.Contains(c));

    /// <summary>Length and the signs that make a text costly, for people.</summary>
    public static string Describe(string text)
    {
        var costly = string.Concat(text.Where(c => !Basic.Contains(c) && !Extended.Contains(c)).Distinct());
        return costly.Length == 0 ? $"{Septets(text)} signs" : $"{text.Length} signs with {costly}";
    }

    private static int Septets(string text) => text.Sum(c => Extended.Contains(c) ? 2 : 1);
}
