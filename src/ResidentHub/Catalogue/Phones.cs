namespace ResidentHub.Catalogue;

/// <summary>Telephone numbers as people read them.</summary>
public static class Phones
{
    private static readonly string[] s_mobiles = ["+336", "+337", "+262639", "+262692", "+262693", "+590690", "+590691", "+594694", "+596696", "+596697"];

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

    /// <summary>Whether a French number is a mobile: 06 and 07, and those of the overseas departments.</summary>
    public static bool IsMobile(string e164) => s_mobiles.Any(prefix => e164.StartsWith(prefix, StringComparison.Ordinal));
}
