using System.Globalization;
using System.Text.RegularExpressions;
using ResidentHub.Data;
using ResidentHub.Language.Evaluation;
using ResidentHub.Tests.Support;
using ResidentHub.Understanding.Evaluation;

namespace ResidentHub.Tests.Understanding;

/// <summary>
/// Messages of authors who saw neither the examples nor the signs of danger, kept out of training: no release falls below these floors. They stand
/// below what was measured when they were set, so that what fails here is a loss and not chance.
/// </summary>
public sealed partial class EvaluationTests
{
    private const double French = 0.88, Others = 0.85, InTheFirstThree = 0.95, Department = 0.9, OfWhatIsActedOn = 0.92, OfALabel = 0.6, MostMiscalibrated = 0.05;
    private const double EveryDanger = 0.95, DirectDanger = 1, ForeignDanger = 0.9, DangerOfALabel = 0.88, BySigns = 0.85, FalseAlarms = 0.02, RightLine = 0.75;
    private const int FewestOfALabel = 20;

    private static readonly Lazy<IReadOnlyList<LabelledMessage>> s_set = new(() => EvaluationSet.Read(Folders.Dialogs));
    private static readonly Lazy<Assessment> s_assessment = new(() => Assessment.Of(Content.Dialogs, Content.Model, s_set.Value));

    [Fact]
    public void French_messages_are_read_right() => Above(French, s_assessment.Value.All.Where(one => one.IsFrench), one => one.IsRight);

    [Fact]
    public void Messages_in_other_languages_are_read_right() => Above(Others, s_assessment.Value.All.Where(one => !one.IsFrench), one => one.IsRight);

    [Fact]
    public void The_first_three_choices_hold_the_right_one() => Above(InTheFirstThree, s_assessment.Value.All.Where(one => one.IsFrench), one => one.IsAmongFirst);

    [Fact]
    public void The_right_department_leads()
    {
        var departments = s_assessment.Value.Departments.ToList();
        Assert.InRange(departments.Count(isRight => isRight) / (double)departments.Count, Department, 1);
    }

    [Fact]
    public void What_is_acted_on_without_asking_is_right() => Above(OfWhatIsActedOn, s_assessment.Value.All.Where(one => one.IsActedOn), one => one.IsRight);

    [Fact]
    public void No_label_is_read_badly() =>
        Assert.Equal([], Metrics.ByLabel([.. s_assessment.Value.All.Select(one => one.Outcome)]).Where(label => label.Count >= FewestOfALabel && label.Recall < OfALabel).Select(label => $"{label.Label} {label.Recall:0.00}"));

    [Fact]
    public void Confidence_means_what_it_says() => Assert.InRange(Metrics.CalibrationError([.. s_assessment.Value.All.Select(one => one.Outcome)]), 0, MostMiscalibrated);

    [Fact]
    public void Dangers_are_noticed() => Above(EveryDanger, s_assessment.Value.Dangers, IsNoticed);

    [Fact]
    public void No_danger_told_directly_is_missed() => Above(DirectDanger, s_assessment.Value.Dangers.Where(one => one.Message.Kind == "direct"), IsNoticed);

    [Fact]
    public void Dangers_in_other_languages_are_noticed() => Above(ForeignDanger, s_assessment.Value.Dangers.Where(one => !one.IsFrench), IsNoticed);

    [Fact]
    public void Dangers_of_every_label_are_noticed()
    {
        foreach (var label in s_assessment.Value.Dangers.GroupBy(one => one.Message.Label))
            Above(DangerOfALabel, label, IsNoticed);
    }

    [Fact]
    public void The_signs_alone_notice_dangers() => Above(BySigns, s_assessment.Value.Dangers, one => one.IsSeenBySigns);

    [Fact]
    public void Ordinary_messages_raise_no_alarm() => Above(1 - FalseAlarms, s_assessment.Value.Ordinary, one => !IsNoticed(one));

    [Fact]
    public void The_right_first_line_is_said() =>
        Above(RightLine, s_assessment.Value.Dangers.Where(one => one.Message.Line.Length > 0 && one.Reading.Safety?.Label == one.Message.Label), one => one.Reading.Safety!.Line == one.Message.Line);

    [Theory]
    [InlineData("suicide-risk", "Bonjour, la régularisation de charges est fausse et je ne comprends rien au décompte. Je veux mourir.")]
    [InlineData("domestic-violence", "La chaudière est en panne depuis lundi. Mon mari me frappe depuis des mois. Merci d'envoyer quelqu'un.")]
    [InlineData("child-danger", "Du bruit toutes les nuits au-dessus. Le père frappe les enfants. On ne dort plus.")]
    public void A_danger_is_not_voted_down_by_the_rest_of_the_message(string label, string text) => Assert.Equal(label, Content.Reader.Read(text, new DateOnly(2026, 3, 2)).Safety?.Label);

    [Fact]
    public void No_message_of_the_set_is_an_example()
    {
        var examples = Content.Dialogs.Examples.SelectMany(section => section.Lines).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.Equal([], s_set.Value.Where(message => message.Text.Length > 25 && examples.Contains(message.Text)).Select(message => message.Text));
    }

    [Fact]
    public void No_author_of_the_set_wrote_examples() => Assert.Equal([], s_set.Value.Select(message => message.Author).Intersect(Content.Dialogs.Examples.Select(section => section.Author)));

    // Figures may differ in a few messages from one processor to another; what is said and how it is laid out may not.
    [Fact]
    public void The_page_on_understanding_says_what_is_measured()
    {
        var (committed, measured) = (File.ReadAllLines(Path.Combine(Folders.Repository!, "docs", "understanding.md")), Evaluator.WriteReport(Content.Dialogs, Content.Model, s_set.Value).TrimEnd().Split('\n'));
        var confusions = Array.FindIndex(measured, line => line.StartsWith("## Most frequent", StringComparison.Ordinal));
        Assert.Equal(measured.Length, committed.Length);
        foreach (var (at, (one, other)) in measured.Zip(committed).Index().Where(line => line.Index < confusions || line.Index > confusions + 20))
        {
            Assert.Equal(Figures().Replace(one, "#"), Figures().Replace(other, "#"));
            foreach (var (now, then) in Figures().Matches(one).Zip(Figures().Matches(other)))
                Assert.True(Math.Abs(Value(now) - Value(then)) <= 2.5, $"line {at + 1}: '{other}' is '{one}' now; write it anew with: evaluate --report docs/understanding.md");
        }
    }

    private static double Value(Match figure) => double.Parse(figure.Value, CultureInfo.InvariantCulture);

    private static bool IsNoticed(Assessed one) => one.Reading.Safety is not null;

    private static void Above(double floor, IEnumerable<Assessed> messages, Func<Assessed, bool> isGood)
    {
        var all = messages.ToList();
        var bad = all.Where(one => !isGood(one)).ToList();
        Assert.True(all.Count > 0 && all.Count - bad.Count >= floor * all.Count, $"{all.Count - bad.Count} of {all.Count}: {string.Join('\n', bad.Select(one => $"{one.Message.Label} read as {one.Reading.Label}: {one.Message.Text}"))}");
    }

    [GeneratedRegex("[0-9]+(\\.[0-9]+)?", RegexOptions.NonBacktracking)]
    private static partial Regex Figures();
}
