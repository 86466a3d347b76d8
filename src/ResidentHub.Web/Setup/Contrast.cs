using System.Globalization;
using ResidentHub.Catalogue;

namespace ResidentHub.Web.Setup;

/// <summary>WCAG 2.2 contrast of the landlord's colours on the hub's paper.</summary>
public static class Contrast
{
    private const double Enough = 4.5;
    private const string Paper = "#FBF9F4", White = "#FFFFFF";

    /// <summary>One line for each colour that could not be read.</summary>
    public static IReadOnlyList<string> Faults(LandlordData landlord) =>
    [
        .. new[] { ("river", landlord.River, Paper), ("river", landlord.River, White), ("brick", landlord.Brick, Paper) }
            .Where(pair => Ratio(pair.Item2, pair.Item3) < Enough)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"dialogs/landlord/landlord.yml: the colour {pair.Item1} {pair.Item2} on {pair.Item3} has a contrast of {Ratio(pair.Item2, pair.Item3):0.0}, at least {Enough} is needed")),
    ];

    public static double Ratio(string a, string b)
    {
        var (light, dark) = (Luminance(a), Luminance(b));
        return (Math.Max(light, dark) + 0.05) / (Math.Min(light, dark) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Channel(int at)
        {
            var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }
}
