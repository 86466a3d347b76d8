using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Messaging;
using ResidentHub.Notifications;
using ResidentHub.People;
using ResidentHub.Pipeline;
using ResidentHub.Privacy;
using ResidentHub.Requests;
using ResidentHub.Safety;
using ResidentHub.Tests.Support;
using ResidentHub.Tests.Web;
using ResidentHub.Triage;

namespace ResidentHub.Tests.Privacy;

public sealed class ErasureTests : IDisposable
{
    private const string Number = "+33639987654", Name = "Quibusard", Story = "Raconterelle", Said = "Bavardine", Note = "Notulanse", Third = "Tierzandre", Danger = "Dangorine";

    private readonly TestHub _hub = new(ways: new WaysOut(Email: true, Sms: true));

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task Of_an_erased_person_no_word_name_or_number_is_left_in_any_table()
    {
        await KeepEverythingAsync();
        Assert.All((string[])[Number, Name, Story, Said, Note, Third], secret => Assert.Contains(secret, Everything(), StringComparison.Ordinal));
        await EraseAsync();
        Assert.All((string[])[Number, Name, Story, Said, Note, Third], secret => Assert.DoesNotContain(secret, Everything(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Somebody_elses_requests_stay_when_a_person_is_erased()
    {
        await KeepEverythingAsync();
        await SubmitAsync("+33639981111", "Autrande", "Voisinelle");
        await EraseAsync();
        Assert.Contains("Voisinelle", Everything(), StringComparison.Ordinal);
        using var db = _hub.CreateDbContext();
        Assert.Equal("Autrande", db.Reporters().Single().Name);
    }

    [Fact]
    public async Task The_fact_of_a_closed_request_outlives_the_person_and_names_nobody()
    {
        var request = await KeepEverythingAsync();
        await _hub.Threads.EndByResidentAsync(request, RequestState.Withdrawn, CancellationToken.None);
        await EraseAsync();
        using var db = _hub.CreateDbContext();
        var fact = db.RequestFacts().Single();
        Assert.Equal(("noise", "tilleuls", "withdrawn"), (fact.Type, fact.Residence, fact.Outcome));
        Assert.DoesNotContain(db.Requests(), row => row.Id == request);
    }

    [Fact]
    public async Task An_erased_persons_photos_leave_the_disk_with_the_next_sweep()
    {
        var request = await KeepEverythingAsync();
        Photo photo;
        using (var db = _hub.CreateDbContext())
        {
            photo = (await _hub.Photos.KeepAsync(db, Pictures.Png, null, null, CancellationToken.None))!;
            photo.RequestId = request;
            photo.RetainUntil = _hub.Clock.GetUtcNow().AddYears(1);
            db.SaveChanges();
        }

        await EraseAsync();
        await _hub.Get<RetentionSweep>().RunAsync(CancellationToken.None);
        Assert.Null(_hub.Photos.Open(photo));
    }

    [Fact]
    public async Task Words_of_danger_stay_with_the_officers_alert_when_the_person_is_erased()
    {
        await KeepEverythingAsync();
        await EraseAsync();
        using var db = _hub.CreateDbContext();
        Assert.Contains(Danger, db.SafetyAlerts().Single().Text, StringComparison.Ordinal);
        Assert.Empty(db.Messages());
    }

    [Fact]
    public async Task The_sweep_erases_what_is_past_its_day_and_nothing_before()
    {
        var talk = await _hub.Talk().SayAsync($"bonjour, {Said}");
        _hub.Clock.Set(_hub.Clock.GetUtcNow() + Retention.Conversation - TimeSpan.FromMinutes(1));
        await SweepAsync();
        Assert.Contains(Said, Everything(), StringComparison.Ordinal);
        _hub.Clock.Advance(TimeSpan.FromMinutes(2));
        await SweepAsync();
        Assert.DoesNotContain(Said, Everything(), StringComparison.Ordinal);
        using var db = _hub.CreateDbContext();
        Assert.False(db.Conversations().Any(row => row.Id == talk.Id));
    }

    [Fact]
    public async Task A_closed_request_is_erased_when_its_types_delay_is_over()
    {
        var request = await KeepEverythingAsync();
        await _hub.Threads.EndByResidentAsync(request, RequestState.Withdrawn, CancellationToken.None);
        _hub.Clock.Set(Retention.Closed(_hub.Dialogs.Type("noise")!, _hub.Clock.GetUtcNow()).AddMinutes(-1));
        await SweepAsync();
        using (var db = _hub.CreateDbContext())
            Assert.Equal(Name, db.Reporters().Single().Name);
        _hub.Clock.Advance(TimeSpan.FromMinutes(2));
        await SweepAsync();
        Assert.All((string[])[Number, Name, Story, Note, Third], secret => Assert.DoesNotContain(secret, Everything(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Words_of_danger_outlive_their_message_in_a_conversation_that_goes_on()
    {
        var talk = _hub.Talk();
        await talk.SayAsync($"mon mari m'a frappée, {Danger}");
        _hub.Clock.Advance(TimeSpan.FromDays(20));
        await talk.SayAsync("bonjour");
        _hub.Clock.Advance(TimeSpan.FromDays(15));
        await SweepAsync();
        using var db = _hub.CreateDbContext();
        Assert.DoesNotContain(db.Messages(), message => message.Text.Contains(Danger, StringComparison.Ordinal));
        Assert.Contains(Danger, db.SafetyAlerts().Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_danger_written_while_a_person_has_the_conversation_outlive_the_request()
    {
        var talk = _hub.Talk();
        await talk.SayAsync("l'ascenseur est en panne au Belvédère");
        for (var i = 0; i < 6 && talk.Requests().Count == 0; i++)
            await talk.SayAsync(talk.State().Phase == Phase.Confirming ? "oui" : "rien");
        var request = Assert.Single(talk.Requests());
        await _hub.Get<StaffReplies>().WriteAsync(_hub.Staff("rachid"), request.Reference, "s1", "Vous me dites ?", waitsForAnswer: true, CancellationToken.None);
        await talk.SayAsync($"mon mari m'a frappée, {Danger}");
        using var db = _hub.CreateDbContext();
        await Erasure.RequestsAsync(db, [request.Id], CancellationToken.None);
        Assert.Contains(Danger, db.SafetyAlerts().AsNoTracking().Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alert_goes_after_its_year()
    {
        await _hub.Talk().SayAsync($"mon mari m'a frappée, {Danger}");
        _hub.Clock.Set(Retention.SafetyAlert(_hub.Clock.GetUtcNow()).AddMinutes(1));
        await SweepAsync();
        Assert.DoesNotContain(Danger, Everything(), StringComparison.Ordinal);
        using var db = _hub.CreateDbContext();
        Assert.Empty(db.SafetyAlerts());
    }

    // A request by form with its answer, note, named person and mails, and a conversation with a danger, all of one number.
    private async Task<Guid> KeepEverythingAsync()
    {
        var request = await SubmitAsync(Number, Name, Story);
        using var db = _hub.CreateDbContext();
        var reference = db.Requests().Single(row => row.Id == request).Reference;
        var thomas = _hub.Staff("thomas");
        await _hub.Threads.ResidentWritesAsync(request, "m1", Said, [], CancellationToken.None);
        await _hub.Threads.ResidentWritesAsync(request, "m2", $"mon mari m'a frappée, {Danger}", [], CancellationToken.None);
        await _hub.Get<NoteDesk>().AddNoteAsync(thomas, reference, Guid.CreateVersion7(), Note, ["lead"], CancellationToken.None);
        await _hub.Get<NoteDesk>().AddNamedPersonAsync(thomas, reference, Guid.CreateVersion7(), Third, CancellationToken.None);
        db.Add(new ContactPoint { Kind = ContactKind.Phone, Value = Number, Purpose = "request", RetainUntil = _hub.Clock.GetUtcNow().AddYears(1) });
        db.SaveChanges();
        return request;
    }

    private async Task<Guid> SubmitAsync(string number, string name, string story)
    {
        var draft = Draft.New(Guid.CreateVersion7(), "noise", _hub.Clock.GetUtcNow(), "").With(new Answer("noise_kind", "music")).With(new Answer("description", story))
            with { Place = new SaidPlace("tilleuls"), Contact = new SaidContact(number, null, name) };
        await _hub.Forms.SubmitAsync(new Submission(draft, Origin.Form, "fr"), CancellationToken.None);
        return draft.Id;
    }

    private async Task EraseAsync()
    {
        using var db = _hub.CreateDbContext();
        await Erasure.PersonAsync(db, Number, _hub.Clock.GetUtcNow(), CancellationToken.None);
    }

    private Task SweepAsync() => _hub.Get<RetentionSweep>().RunAsync(CancellationToken.None);

    // Every value of every table but the officer's alerts, which the law keeps.
    private string Everything()
    {
        using var db = _hub.CreateDbContext();
        var values = new List<string>();
        using var command = db.Database.GetDbConnection().CreateCommand();
        db.Database.OpenConnection();
        foreach (var table in db.Model.GetEntityTypes().Where(type => type.ClrType != typeof(SafetyAlert)).Select(type => type.GetTableName()!).Distinct())
        {
#pragma warning disable CA2100 // The table's name is the model's own.
            command.CommandText = $"SELECT * FROM \"{table}\"";
#pragma warning restore CA2100
            using var reader = command.ExecuteReader();
            while (reader.Read())
                values.AddRange(Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i).ToString() ?? ""));
        }

        return string.Join('\n', values);
    }
}
