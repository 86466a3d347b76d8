using ResidentHub.Language;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Understanding;

/// <summary>
/// Messages of authors who saw neither the examples nor the signs of danger, kept out of training: no release falls below these floors. They stand
/// below what was measured when they were set, so that what fails here is a loss and not chance.
/// </summary>
public sealed class EvaluationTests
{
    private const double French = 0.89, Others = 0.8, InTheFirstThree = 0.95, OfWhatIsActedOn = 0.93, EveryDanger = 0.95, DangerOfALabel = 0.88, FalseAlarms = 0.02;

    private static readonly DateOnly s_today = new(2026, 3, 2);
    private static readonly HashSet<string> s_dangers = [.. Content.Dialogs.Safety.Select(danger => danger.Label)];
    private static readonly Lazy<List<Judged>> s_messages = new(() => Judge("messages.tsv"));
    private static readonly Lazy<List<Judged>> s_safety = new(() => Judge("safety.tsv"));

    private sealed record Judged(string Text, string Language, string Label, HashSet<string> Right, Reading Reading)
    {
        public bool IsRight => Right.Contains(Reading.Label);

        public bool IsDanger => s_dangers.Contains(Label);

        public bool IsCaught => Reading.Safety is not null;
    }

    [Fact]
    public void French_messages_are_read_right() => Above(French, s_messages.Value.Where(message => message.Language == "fr"), message => message.IsRight);

    [Fact]
    public void Messages_in_other_languages_are_read_right() => Above(Others, s_messages.Value.Where(message => message.Language != "fr"), message => message.IsRight);

    [Fact]
    public void The_first_three_choices_hold_the_right_one() =>
        Above(InTheFirstThree, s_messages.Value.Where(message => message.Language == "fr"), message => message.IsRight || message.Reading.Top.Any(candidate => message.Right.Contains(candidate.Label)));

    [Fact]
    public void What_is_acted_on_without_asking_is_right() =>
        Above(OfWhatIsActedOn, s_messages.Value.Concat(s_safety.Value).Where(message => message.Reading.Decision is Decision.Act or Decision.Safety), message => message.IsRight);

    [Fact]
    public void Dangers_are_caught() => Above(EveryDanger, s_safety.Value.Where(message => message.IsDanger), message => message.IsCaught);

    [Fact]
    public void Dangers_of_every_label_are_caught()
    {
        foreach (var label in s_safety.Value.Where(message => message.IsDanger).GroupBy(message => message.Label))
            Above(DangerOfALabel, label, message => message.IsCaught);
    }

    [Fact]
    public void Ordinary_messages_raise_no_alarm() =>
        Above(1 - FalseAlarms, s_messages.Value.Concat(s_safety.Value).Where(message => !message.IsDanger), message => !message.IsCaught);

    [Theory]
    [InlineData("suicide-risk", "Bonjour, la régularisation de charges est fausse et je ne comprends rien au décompte. Je veux mourir.")]
    [InlineData("domestic-violence", "La chaudière est en panne depuis lundi. Mon mari me frappe depuis des mois. Merci d'envoyer quelqu'un.")]
    [InlineData("child-danger", "Du bruit toutes les nuits au-dessus. Le père frappe les enfants. On ne dort plus.")]
    public void A_danger_is_not_voted_down_by_the_rest_of_the_message(string label, string text) => Assert.Equal(label, Content.Reader.Read(text, s_today).Safety?.Label);

    [Fact]
    public void No_message_of_the_set_is_an_example()
    {
        var examples = Content.Dialogs.Examples.SelectMany(file => file.Lines).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.Equal([], s_messages.Value.Concat(s_safety.Value).Where(message => message.Text.Length > 25 && examples.Contains(message.Text)).Select(message => message.Text));
    }

    private static void Above(double floor, IEnumerable<Judged> messages, Func<Judged, bool> isGood)
    {
        var all = messages.ToList();
        var bad = all.Where(message => !isGood(message)).ToList();
        Assert.True(all.Count > 0 && all.Count - bad.Count >= floor * all.Count, $"{all.Count - bad.Count} of {all.Count}: {string.Join('\n', bad.Select(message => $"{message.Label} read as {message.Reading.Label}: {message.Text}"))}");
    }

    private static List<Judged> Judge(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Understanding", "Evaluation", file)).Skip(1).Select(line => line.Split('\t'))
            .Select(cells => new Judged(cells[0], cells[1], cells[2], [cells[2], .. cells[3].Split(',', StringSplitOptions.RemoveEmptyEntries)], Content.Reader.Read(cells[0], s_today)))];
}
