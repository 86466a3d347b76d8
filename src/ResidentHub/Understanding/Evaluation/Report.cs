using System.Globalization;
using System.Text;
using ResidentHub.Language.Evaluation;

namespace ResidentHub.Understanding.Evaluation;

/// <summary>An assessment as a page people read: <c>docs/understanding.md</c>.</summary>
public static class Report
{
    private const int MostConfusions = 15;

    /// <param name="misspelt">The same messages with slips of the finger, or null.</param>
    /// <param name="curve">The share of the examples learned from, and how that is read.</param>
    public static string Write(Assessment assessment, double temperature, IReadOnlyList<(double Share, Assessment Assessment)> curve, Assessment? misspelt)
    {
        var page = new StringBuilder();
        page.Append("""
            # How well residents are understood

            Written by `dotnet run --project src/ResidentHub.Cli -- evaluate --report docs/understanding.md`; a test holds it to what is measured.
            The messages are those of `dialogs/evaluation/`: their authors wrote neither examples nor signs of danger. A label counts as right when it is
            the message's label or another one that a careful person would accept.

            """);
        Headline(page, assessment, misspelt);
        Safety(page, assessment);
        Labels(page, assessment);
        Confusions(page, assessment);
        Calibration(page, assessment, temperature);
        Curve(page, curve);
        return page.ToString();
    }

    private static void Headline(StringBuilder page, Assessment assessment, Assessment? misspelt)
    {
        var acted = assessment.All.Where(one => one.IsActedOn).ToList();
        Table(page, "All messages", "what | messages | share",
            Row("French: first choice", assessment.All.Where(one => one.IsFrench), one => one.IsRight),
            Row("French: among the first three", assessment.All.Where(one => one.IsFrench), one => one.IsAmongFirst),
            Row("Other languages: first choice", assessment.All.Where(one => !one.IsFrench), one => one.IsRight),
            Row("Other languages: among the first three", assessment.All.Where(one => !one.IsFrench), one => one.IsAmongFirst),
            Row("Right leading department", assessment.Departments, isRight => isRight),
            Row("Acted on without asking", assessment.All, one => one.IsActedOn),
            Row("Right, of what is acted on", acted, one => one.IsRight),
            Row("First choice, all languages", assessment.All, one => one.IsRight),
            Row("The same with a slip of the finger in every tenth word", misspelt?.All ?? [], one => one.IsRight));
    }

    private static void Safety(StringBuilder page, Assessment assessment)
    {
        Table(page, "Dangers noticed", "danger | messages | noticed | right danger | by the signs alone",
            [.. assessment.Dangers.GroupBy(one => one.Message.Label).OrderBy(label => label.Key, StringComparer.Ordinal).Select(Danger), Danger(assessment.Dangers.GroupBy(_ => "all").First())]);
        Table(page, "Dangers noticed by kind of message", "kind | messages | noticed",
            [.. assessment.Dangers.Where(one => one.Message.Kind.Length > 0).GroupBy(one => one.Message.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => Row(kind.Key, kind, one => one.Reading.Safety is not null)),
                Row("not in French", assessment.Dangers.Where(one => !one.IsFrench), one => one.Reading.Safety is not null)]);
        Table(page, "False alarms", "messages without a danger | messages | alarms",
            Row("look-alikes", assessment.Ordinary.Where(one => one.Message.Kind == "look-alike"), one => one.Reading.Safety is not null),
            Row("all", assessment.Ordinary, one => one.Reading.Safety is not null),
            Row("all, by the signs alone", assessment.Ordinary, one => one.IsSeenBySigns));
        Table(page, "The right first line", "danger | messages | right line, of those noticed as this danger",
            [.. assessment.Dangers.Where(one => one.Message.Line.Length > 0 && one.Reading.Safety?.Label == one.Message.Label).GroupBy(one => one.Message.Line).OrderBy(line => line.Key, StringComparer.Ordinal)
                .Select(line => Row(line.Key, line, one => one.Reading.Safety!.Line == one.Message.Line))]);
    }

    private static string Danger(IGrouping<string, Assessed> label) =>
        $"{label.Key} | {label.Count()} | {Share(label, one => one.Reading.Safety is not null)} | {Share(label, one => one.IsRight)} | {Share(label, one => one.IsSeenBySigns)}";

    private static void Labels(StringBuilder page, Assessment assessment) => Table(page, "By label", "label | messages | precision | recall | F1",
        [.. Metrics.ByLabel([.. assessment.All.Select(one => one.Outcome)]).Select(label => $"{label.Label} | {label.Count} | {Percent(label.Precision)} | {Percent(label.Recall)} | {Percent(label.F1)}")]);

    private static void Confusions(StringBuilder page, Assessment assessment) => Table(page, "Most frequent mistakes", "is | read as | messages",
        [.. Metrics.Confusions(assessment.All.Select(one => one.Outcome)).Take(MostConfusions).Select(pair => $"{pair.Right} | {pair.Said} | {pair.Count}")]);

    private static void Calibration(StringBuilder page, Assessment assessment, double temperature)
    {
        var outcomes = assessment.All.Select(one => one.Outcome).ToList();
        Table(page, "What a confidence is worth", "claimed | messages | right", [.. Metrics.Calibration(outcomes).Select(step => $"{Percent(step.Claimed)} | {step.Count} | {Percent(step.Accuracy)}")]);
        page.Append(CultureInfo.InvariantCulture, $"\nExpected calibration error {Percent(Metrics.CalibrationError(outcomes))}; temperature {temperature:0.00}.\n");
        Table(page, "Coverage against error", "share of messages, the surest first | wrong", [.. new[] { 0.5, 0.6, 0.7, 0.8, 0.9, 1 }.Select(coverage => $"{Percent(coverage)} | {Percent(Metrics.ErrorAt(outcomes, coverage))}")]);
    }

    private static void Curve(StringBuilder page, IReadOnlyList<(double Share, Assessment Assessment)> curve) => Table(page, "Learning curve", "share of the examples | French: first choice | other languages: first choice | dangers noticed | false alarms",
        [.. curve.Select(point => $"{Percent(point.Share)} | {Share(point.Assessment.All.Where(one => one.IsFrench), one => one.IsRight)} | {Share(point.Assessment.All.Where(one => !one.IsFrench), one => one.IsRight)} | {Share(point.Assessment.Dangers, one => one.Reading.Safety is not null)} | {Share(point.Assessment.Ordinary, one => one.Reading.Safety is not null)}")]);

    private static void Table(StringBuilder page, string title, string head, params ReadOnlySpan<string> rows)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| {head} |\n|{string.Concat(Enumerable.Repeat("---|", head.Count(sign => sign == '|') + 1))}\n");
        foreach (var row in rows)
            page.Append(CultureInfo.InvariantCulture, $"| {row} |\n");
    }

    private static string Row<T>(string what, IEnumerable<T> all, Func<T, bool> isGood) => $"{what} | {all.Count()} | {Share(all, isGood)}";

    private static string Share<T>(IEnumerable<T> all, Func<T, bool> isGood) => all.Any() ? Percent(all.Count(isGood) / (double)all.Count()) : "–";

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");
}
