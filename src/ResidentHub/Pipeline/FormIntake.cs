using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Language.Safety;
using ResidentHub.Messaging;
using ResidentHub.Requests;
using ResidentHub.Routing;
using ResidentHub.Safety;
using ResidentHub.Understanding;

namespace ResidentHub.Pipeline;

/// <summary>What a form or the desk gets back: a receipt, or first lines and what is left of the draft once the words of danger are taken out.</summary>
/// <param name="Label">The danger's label, for the script that staff follow; null without a danger.</param>
public sealed record FormResult(Receipt? Receipt, Reply? Danger, Draft Draft, string? Label = null);

/// <summary>The way in for web forms and the desk: every free text is read for danger first, then the request is opened.</summary>
public sealed class FormIntake(IDbContextFactory<HubDb> factory, Dialogs dialogs, Understander understander, RequestIntake intake, SafetyIntake safety, WorkingCalendar calendar, LiveUpdates live, TimeProvider clock)
{
    /// <summary>
    /// Submits a draft. With a danger in it the officer is told, the first lines come back and nothing is opened: the resident may still send
    /// what is left. The same draft twice opens one request.
    /// </summary>
    public Task<FormResult> SubmitAsync(Submission submission, CancellationToken cancellation) => Attempt.AgainAsync(() => TakeAsync(submission, cancellation));

    /// <summary>
    /// A draft that is being filled in. A danger in it is told to the officer at once, sent or not: gives the first lines and what is left of the
    /// draft, or null.
    /// </summary>
    public Task<FormResult?> ConfideAsync(Submission submission, CancellationToken cancellation) => Attempt.AgainAsync(async () =>
    {
        var now = clock.GetUtcNow();
        var dangers = Dangers(submission.Draft, calendar.Today(now));
        if (dangers.Count == 0)
            return null;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await RefuseAsync(db, submission, dangers, now, cancellation);
    });

    /// <summary>
    /// Words said at the desk before anything else is known. A danger in them is told to the officer at once: gives the first lines and the
    /// danger's label, or null.
    /// </summary>
    public async Task<(Reply Lines, string Label)?> AlertAsync(string words, string language, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (understander.Read(words, calendar.Today(now)).Safety is not { } danger)
            return null;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await safety.AlertAsync(db, danger, new DangerAt(null, null, words, SaidPlace.Nowhere, SaidContact.None, language), now, cancellation);
        await db.SaveChangesAsync(cancellation);
        live.Publish(LiveUpdates.OfStaff);
        return (SafetyTalk.FirstLines(danger, dialogs, language, await DutyDesk.IsOfficerThereAsync(db, now, cancellation), isShort: false), danger.Label);
    }

    // The same form sent twice at once fails here for the second, whose next attempt finds the request and gives its receipt.
    private async Task<FormResult> TakeAsync(Submission submission, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow();
        var dangers = Dangers(submission.Draft, calendar.Today(now));
        if (dangers.Count > 0)
            return await RefuseAsync(db, submission, dangers, now, cancellation);
        var receipt = await intake.OpenAsync(db, submission, now, cancellation);
        await db.SaveChangesAsync(cancellation);
        live.Publish(LiveUpdates.OfStaff);
        return new FormResult(receipt, null, submission.Draft);
    }

    private async Task<FormResult> RefuseAsync(HubDb db, Submission submission, List<Found> dangers, DateTimeOffset now, CancellationToken cancellation)
    {
        var draft = submission.Draft;
        var first = dangers.OrderBy(found => dialogs.Danger(found.Danger.Label)!.Rank).First().Danger;
        var all = dangers.Select(found => found.Danger.Label).Concat(dangers.SelectMany(found => found.Danger.Also)).Distinct().Where(label => label != first.Label);
        var danger = first with { Also = [.. all] };
        await safety.AlertAsync(db, danger, new DangerAt(submission.ConversationId, null, string.Join('\n', dangers.Select(found => found.Text)), draft.Place, draft.Contact, submission.Language), now, cancellation);
        await db.SaveChangesAsync(cancellation);
        live.Publish(LiveUpdates.OfStaff);
        var lines = SafetyTalk.FirstLines(danger, dialogs, submission.Language, await DutyDesk.IsOfficerThereAsync(db, now, cancellation), isShort: false);
        return new FormResult(null, lines, WithoutWordsOf(draft, dangers), danger.Label);
    }

    /// <summary>A danger, the words it was read in, and the question they answered.</summary>
    private sealed record Found(string? Question, string Text, SafetyReading Danger);

    private List<Found> Dangers(Draft draft, DateOnly today)
    {
        var type = dialogs.Type(draft.Type)!;
        var found = new List<Found>();
        var texts = type.Questions.Where(question => question.Kind is QuestionKind.Text or QuestionKind.Long).Select(question => (Key: (string?)question.Key, Text: draft.Answers.GetValueOrDefault(question.Key)?.Value, IsAnswer: !question.IsStory))
            .Append((null, draft.Opening, false)).Append(("spot", draft.Place.Spot, true)).Append(("name", draft.Contact.Name, true))
            .Append(("building", draft.Place.Building, true)).Append(("stair", draft.Place.Stair, true)).Append(("floor", draft.Place.Floor, true)).Append(("flat", draft.Place.Flat, true));
        foreach (var (key, text, isAnswer) in texts)
        {
            if (!string.IsNullOrEmpty(text) && understander.Read(text, today, isAnswer).Safety is { } danger)
                found.Add(new Found(key, text, danger));
        }

        var situation = draft.Situation(type, dialogs, today, isNight: false);
        if (type.SafetyIf.FirstOrDefault(rule => rule.Condition.Holds(situation)) is { } rule && found.TrueForAll(other => other.Danger.Label != rule.Label))
            found.Add(new Found(rule.Condition.When.Keys.Keys.First(), "", new SafetyReading(rule.Label, SafetyLines.Of(dialogs, rule.Label, draft), [], "answer", "")));
        return found;
    }

    private static Draft WithoutWordsOf(Draft draft, List<Found> dangers)
    {
        var questions = dangers.Select(found => found.Question).OfType<string>().ToHashSet();
        return draft with
        {
            Id = Guid.CreateVersion7(),
            Answers = draft.Answers.RemoveRange(draft.Answers.Keys.Where(questions.Contains)),
            Opening = dangers.Exists(found => found.Question is null) ? "" : draft.Opening,
            Place = new SaidPlace(draft.Place.Residence, Kept("building", draft.Place.Building), Kept("stair", draft.Place.Stair), Kept("floor", draft.Place.Floor), Kept("flat", draft.Place.Flat), Kept("spot", draft.Place.Spot)),
            Contact = draft.Contact with { Name = Kept("name", draft.Contact.Name) },
        };

        string? Kept(string field, string? said) => questions.Contains(field) ? null : said;
    }
}
