using ResidentHub.Language;

namespace ResidentHub.Tests.Understanding.Learning;

public sealed class CostsTests
{
    private static readonly Costs s_costs = new(WrongAct: 10, Offer: 2.5, WrongOffer: 4, AskAgain: 5, Person: 8, PersonForWorried: 3);

    [Theory]
    [InlineData(Decision.Act, 0.9, 0.95, false, true)]
    [InlineData(Decision.Act, 0.75, 0.95, false, true)]
    [InlineData(Decision.Offer, 0.7, 0.95, false, true)]
    [InlineData(Decision.Offer, 0.3, 0.6, false, true)]
    [InlineData(Decision.Ask, 0.1, 0.25, false, true)]
    [InlineData(Decision.Person, 0.1, 0.25, true, true)]
    [InlineData(Decision.Person, 0.6, 0.8, true, true)]
    [InlineData(Decision.Act, 0.9, 0.95, true, true)]
    [InlineData(Decision.Offer, 0.99, 0.99, true, false)]
    public void What_costs_least_is_done(Decision decision, double best, double offered, bool isWorried, bool isNeed) => Assert.Equal(decision, s_costs.Decide(best, offered, isWorried, isNeed));

    [Fact]
    public void The_surer_the_reading_the_more_is_done_without_asking()
    {
        var order = new List<Decision> { Decision.Ask, Decision.Offer, Decision.Act };
        var before = 0;
        for (var likely = 0.0; likely <= 1; likely += 0.01)
        {
            var now = order.IndexOf(s_costs.Decide(likely, Math.Min(1, likely * 1.5), isWorried: false, isNeed: true));
            Assert.True(now >= before);
            before = now;
        }
    }
}
