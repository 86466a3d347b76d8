namespace ResidentHub.Catalogue;

/// <summary>Telephone numbers as people read them.</summary>
public static class Phones
{
    /// <summary>+33 numbers as « 06 12 34 56 78 », others as they are.</summary>
    public static string Show(string number)
    {
        if (!number.StartsWith("+33", StringComparison.Ordinal) || number.Length != 12)
            return number;
        var national = $"0{number[3..]}";
        return string.Join(' ', Enumerable.Range(0, 5).Select(i => national.Substring(i * 2, 2)));
    }

    /// <summary>What a <c>tel:</c> link dials: short and free numbers as written, without spaces.</summary>
    public static string Dial(string number) => number.Replace(" ", "");

    /// <summary>Whether a number answers text messages only: the 114, for those who cannot speak or hear.</summary>
    public static bool IsTextOnly(string number) => number == "114";

    /// <summary>Whether a French number is a mobile: 06 and 07.</summary>
    public static bool IsMobile(string e164) => e164.StartsWith("+336", StringComparison.Ordinal) || e164.StartsWith("+337", StringComparison.Ordinal);
}
