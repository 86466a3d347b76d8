namespace ResidentHub.Language;

/// <summary>
/// What each way to go on costs a resident, in any one unit; the reader does what is expected to cost least (Chow, 1970). All above 0.
/// </summary>
/// <param name="WrongAct">Going on with a label that is wrong.</param>
/// <param name="Offer">Reading the likeliest labels and choosing.</param>
/// <param name="WrongOffer">Being offered labels none of which is right.</param>
/// <param name="AskAgain">Having to say it otherwise.</param>
/// <param name="Person">Waiting for a person.</param>
/// <param name="PersonForWorried">The same for one who writes of fear, hurt or a child.</param>
public sealed record Costs(double WrongAct, double Offer, double WrongOffer, double AskAgain, double Person, double PersonForWorried)
{
    /// <summary>The cheapest way to go on.</summary>
    /// <param name="best">How likely the likeliest label is.</param>
    /// <param name="offered">How likely one of those that would be offered is right.</param>
    /// <param name="isWorried">The message speaks of fear, hurt or a child.</param>
    /// <param name="isNeed">The likeliest label is a need. Fear is never answered with small talk, however sure.</param>
    public Decision Decide(double best, double offered, bool isWorried, bool isNeed)
    {
        var person = isWorried ? PersonForWorried : Person;
        var offer = Offer + (1 - offered) * WrongOffer;
        var act = isWorried && !isNeed ? double.PositiveInfinity : (1 - best) * WrongAct;
        var least = Math.Min(Math.Min(act, offer), Math.Min(AskAgain, person));
        return least == act ? Decision.Act : least == offer ? Decision.Offer : least == person ? Decision.Person : Decision.Ask;
    }
}
