using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Requests;
using ResidentHub.Safety;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Conversations;

/// <summary>
/// What a line that begins with = may ask for: <c>request TYPE [lead=X] [joined=X] [agency=X] [urgency=X] [place=X] [answer=key:value]
/// [no-answer=key] [contact=X] [complete] [incomplete] [interpreter] [risky] [language=X]</c> · <c>no request</c> · <c>requests N</c> ·
/// <c>alert LABEL</c> · <c>no alert</c> · <c>hand-over [DEPARTMENT]</c> · <c>no hand-over</c> · <c>phase X</c> · <c>asked X</c> ·
/// <c>pending LABEL</c> · <c>silent</c> · <c>language X</c> · <c>turns N</c> (at most, of the resident) · <c>label X</c> (as the last words are read).
/// </summary>
internal static class Checks
{
    public static void Check(Stage stage, TranscriptLine line)
    {
        var words = line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var talk = stage.Talk;
        using var db = stage.Hub.CreateDbContext();
        switch (words)
        {
            case ["request", var type, .. var rest]:
                CheckRequest(stage, line, type, rest);
                break;
            case ["no", "request"]:
                Assert.True(talk.Requests().Count == 0, stage.Fail(line, "there is a request"));
                break;
            case ["requests", var count]:
                Assert.True(talk.Requests().Count == Number(count), stage.Fail(line, $"there are {talk.Requests().Count}: {string.Join(", ", talk.Requests().Select(row => row.Type))}"));
                break;
            case ["alert", var label]:
                Assert.True(db.SafetyAlerts().Any(alert => alert.ConversationId == talk.Id && alert.Label == label), stage.Fail(line, $"alerts: {string.Join(", ", db.SafetyAlerts().Select(alert => alert.Label))}"));
                break;
            case ["no", "alert"]:
                Assert.False(db.SafetyAlerts().Any(alert => alert.ConversationId == talk.Id), stage.Fail(line, "there is an alert"));
                break;
            case ["hand-over", .. var department]:
                Assert.True(IsHandedOver(db, talk, department), stage.Fail(line, "no such hand-over"));
                break;
            case ["no", "hand-over"]:
                Assert.False(IsHandedOver(db, talk, []), stage.Fail(line, "there is a hand-over"));
                break;
            case ["silent"]:
                Assert.True(talk.Replies.Count == 0, stage.Fail(line, "something is said"));
                break;
            case ["turns", var turns]:
                Assert.True(stage.Transcript.Lines.Count(other => other.Mark == 'R' && other.Number < line.Number) <= Number(turns), stage.Fail(line, "there are more"));
                break;
            case ["label", var label]:
                Assert.True(stage.Reading?.Label == label, stage.Fail(line, $"it is read as {stage.Reading?.Label}"));
                break;
            default:
                CheckState(stage, line, words);
                break;
        }
    }

    private static void CheckState(Stage stage, TranscriptLine line, string[] words)
    {
        var state = stage.Talk.State();
        var isSo = words switch
        {
            ["phase", var phase] => state.Phase == Enum.Parse<Phase>(phase),
            ["asked", var asked] => state.Phase == Phase.Asking && state.Asked == asked,
            ["pending", var label] => state.PendingNeeds.Any(need => need.Label == label),
            ["language", var language] => state.Language == language,
            _ => throw new InvalidDataException(stage.Fail(line, "is not understood")),
        };
        Assert.True(isSo, stage.Fail(line, $"is not so; asked {state.Asked}, pending {string.Join(", ", state.PendingNeeds.Select(need => need.Label))}, language {state.Language}"));
    }

    private static void CheckRequest(Stage stage, TranscriptLine line, string type, string[] wanted)
    {
        var requests = stage.Talk.Requests();
        var request = requests.LastOrDefault(row => row.Type == type);
        Assert.True(request is not null, stage.Fail(line, $"no such request; there are: {string.Join(", ", requests.Select(row => row.Type))}"));
        using var db = stage.Hub.CreateDbContext();
        var reporter = db.Reporters().AsNoTracking().FirstOrDefault(row => row.RequestId == request.Id);
        foreach (var what in wanted)
            Assert.True(Fits(request, reporter, what), stage.Fail(line, $"'{what}' does not fit: {Describe(request, reporter)}"));
    }

    private static bool Fits(ServiceRequest request, Reporter? reporter, string wanted) => wanted.Split('=', 2) switch
    {
        ["lead", var lead] => request.Lead == lead,
        ["joined", var joined] => request.Assignments.Exists(assignment => assignment.Party == joined && assignment.Role == AssignmentRole.Joined),
        ["agency", var agency] => request.Agency == agency,
        ["urgency", var urgency] => request.Urgency.ToString().Equals(urgency, StringComparison.OrdinalIgnoreCase),
        ["place", var place] => Content.PlainJson(request.Place).Contains(place, StringComparison.OrdinalIgnoreCase),
        ["answer", var answer] => answer.Split(':', 2) is [var key, var value] && request.Answers.Exists(row => row.Question == key && row.Values.Contains(value)),
        ["no-answer", var key] => !request.Answers.Exists(row => row.Question == key),
        ["contact", var contact] => reporter?.Phone == contact || reporter?.Email == contact || reporter?.Name == contact,
        ["language", var language] => request.Language == language,
        ["incomplete"] => request.IsIncomplete,
        ["complete"] => !request.IsIncomplete,
        ["interpreter"] => request.WantsInterpreter,
        ["risky"] => request.WritingIsRisky,
        _ => false,
    };

    private static string Describe(ServiceRequest request, Reporter? reporter) =>
        $"lead {request.Lead}, joined {string.Join('+', request.Assignments.Where(assignment => assignment.Role == AssignmentRole.Joined).Select(assignment => assignment.Party))}, agency {request.Agency}, urgency {request.Urgency}, "
        + $"{(request.IsIncomplete ? "incomplete" : "complete")}, place {Content.PlainJson(request.Place)}, contact {reporter?.Name} {reporter?.Phone} {reporter?.Email}, "
        + $"answers {string.Join(' ', request.Answers.Select(answer => $"{answer.Question}:{string.Join('+', answer.Values)}"))}";

    private static bool IsHandedOver(HubDb db, TestTalk talk, string[] department) =>
        db.HandOvers().AsNoTracking().AsEnumerable().Any(row => row.ConversationId == talk.Id && row.ReturnedAt == null && (department.Length == 0 || row.Department == department[0]));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
