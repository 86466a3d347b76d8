namespace ResidentHub.Language.Intents;

/// <summary>Turns scores into probabilities (Platt, 1999).</summary>
internal static class Logistic
{
    private const int Rounds = 50;

    public static double Of(double value) => 1 / (1 + Math.Exp(-value));

    /// <summary>Slope and offset under which the outcomes are likeliest, by Newton's method with a little weight on slope 1 and offset 0.</summary>
    public static (double Slope, double Offset) Fit(IReadOnlyList<(double Score, bool IsRight)> outcomes)
    {
        var (slope, offset) = (1.0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var (gs, go, ss, so, oo) = ((slope - 1) * 0.01, offset * 0.01, 0.01, 0.0, 0.01);
            foreach (var (score, isRight) in outcomes)
            {
                var likelihood = Of(slope * score + offset);
                var (error, weight) = (likelihood - (isRight ? 1 : 0), likelihood * (1 - likelihood));
                gs += error * score;
                go += error;
                ss += weight * score * score;
                so += weight * score;
                oo += weight;
            }

            var determinant = ss * oo - so * so;
            if (determinant < 1e-12)
                break;
            slope -= (oo * gs - so * go) / determinant;
            offset -= (ss * go - so * gs) / determinant;
        }

        return (slope, offset);
    }
}
