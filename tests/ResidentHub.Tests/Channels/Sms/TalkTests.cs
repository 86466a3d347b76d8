using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Initiatives;
using ResidentHub.Messaging;
using ResidentHub.Notifications;
using ResidentHub.People;
using ResidentHub.Pipeline;
using ResidentHub.Requests;
using ResidentHub.Tests.Support;
using ResidentHub.Triage;

namespace ResidentHub.Tests.Channels.Sms;

/// <summary>What residents can do by text message alone, and how the hub talks there.</summary>
public sealed class TalkTests : IDisposable
{
    private const string Repair = "le radiateur ne chauffe plus du tout aux Tilleuls bâtiment B";

    private readonly TestHub _hub = new(ways: new WaysOut(Email: false, Sms: true), renderings: new Rendering(OutboxKind.Sms, (message, _, _) => [message.Author == Author.Staff ? message.Text : Brief.Words(MessageRows.ReplyOf(message))]));

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task All_that_is_answered_to_a_message_is_one_message_with_numbered_choices()
    {
        var talk = Phone();
        await talk.SayAsync(Repair);
        var sent = Assert.Single(Sent(talk)).Split('\n');
        Assert.StartsWith("Je suis l'assistant automatique", sent[0], StringComparison.Ordinal);
        Assert.Equal(["1. Envoyer", "2. Corriger", "3. Abandonner"], sent[^3..]);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1.")]
    [InlineData(" 1 ")]
    [InlineData("Envoyer")]
    [InlineData("envoyé")]
    [InlineData("OUI")]
    [InlineData("ok")]
    public async Task A_choice_is_made_by_its_number_or_by_words(string choice)
    {
        var talk = Phone();
        await talk.SayAsync(Repair);
        await talk.SayAsync(choice);
        Assert.Equal("repair-home", Assert.Single(talk.Requests()).Type);
        Assert.Equal(Origin.Sms, talk.Requests()[0].Origin);
    }

    [Fact]
    public async Task Several_choices_are_made_by_several_numbers_where_several_may_be_made()
    {
        var talk = Phone();
        await talk.SayAsync("une fuite d'eau aux Tilleuls bâtiment B");
        Assert.Equal("risk", talk.State().Asked);
        await talk.SayAsync("1 et 2");
        Assert.Equal(["running-water", "sparks"], talk.State().Draft!.Answers["risk"].Values);
    }

    [Fact]
    public async Task A_number_that_no_choice_has_chooses_nothing()
    {
        var talk = Phone();
        await talk.SayAsync(Repair);
        await talk.SayAsync("7");
        Assert.Empty(talk.Requests());
        Assert.Equal(Phase.Confirming, talk.State().Phase);
    }

    [Fact]
    public async Task Where_amounts_are_chosen_a_number_is_an_amount()
    {
        var talk = Phone();
        await talk.SayAsync("je n'arrive plus à payer mon loyer, Les Tilleuls");
        Assert.Equal("months", talk.State().Asked);
        Assert.Contains("(aucun, 1 mois, 2 mois, 3 mois ou plus)", talk.Said, StringComparison.Ordinal);
        await talk.SayAsync("2");
        Assert.Equal("2", talk.State().Draft!.Answers["months"].Value);
    }

    [Fact]
    public async Task The_first_choices_of_all_are_made_by_numbers_too()
    {
        var talk = Phone();
        await talk.SayAsync("AIDE");
        Assert.Contains("Signaler une gêne", Sent(talk)[0], StringComparison.Ordinal);
        await talk.SayAsync("2");
        Assert.Equal(Phase.ChoosingType, talk.State().Phase);
        Assert.Contains("noise", talk.State().Offered);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("OUI")]
    [InlineData("non")]
    public async Task A_bare_answer_to_what_was_asked_more_than_a_day_ago_is_asked_again_first(string answer)
    {
        var talk = Phone();
        await talk.SayAsync("le radiateur ne chauffe plus du tout");
        Assert.Equal("place", talk.State().Asked);
        await talk.SayAsync("aux Tilleuls bâtiment B");
        Assert.Equal(Phase.Confirming, talk.State().Phase);
        _hub.Clock.Advance(TimeSpan.FromHours(25));
        await talk.SayAsync(answer);
        Assert.Empty(talk.Requests());
        Assert.Contains("Je vais envoyer", talk.Said, StringComparison.Ordinal);
        await talk.SayAsync("1");
        Assert.Single(talk.Requests());
    }

    [Fact]
    public async Task A_bare_answer_within_a_day_is_an_answer()
    {
        var talk = Phone();
        await talk.SayAsync(Repair);
        _hub.Clock.Advance(TimeSpan.FromHours(23));
        await talk.SayAsync("1");
        Assert.Single(talk.Requests());
    }

    [Theory]
    [InlineData("conseiler", "hand-over")]
    [InlineData("conseilller", "hand-over")]
    [InlineData("conseillr", "hand-over")]
    [InlineData("CONSEILLER", "hand-over")]
    [InlineData("suivit", "track")]
    [InlineData("SUIVI", "track")]
    [InlineData("projet", "projects")]
    [InlineData("projts", "projects")]
    public async Task A_command_is_understood_with_a_slip_of_the_finger(string said, string done)
    {
        var talk = Phone();
        await talk.SayAsync("bonjour");
        await talk.SayAsync(said);
        using var db = _hub.CreateDbContext();
        Assert.True(done switch
        {
            "hand-over" => db.HandOvers().Any(row => row.ConversationId == talk.Id && row.Why == "asked"),
            "track" => talk.Said.Contains("Je ne connais pas de demande pour ce numéro", StringComparison.Ordinal),
            _ => talk.Said.Contains("JE PARTICIPE", StringComparison.Ordinal),
        }, talk.Said);
    }

    [Fact]
    public async Task SUIVI_tells_of_the_last_request_or_of_the_one_named()
    {
        var talk = await SentAsync();
        var reference = Language.Facts.References.Show(talk.Requests()[0].Reference);
        await talk.SayAsync("SUIVI");
        Assert.Contains($"{reference} : reçue", talk.Said, StringComparison.Ordinal);
        await talk.SayAsync($"suivi {reference.ToLowerInvariant()}");
        Assert.Contains(reference, talk.Said, StringComparison.Ordinal);
        await Phone().SayAsync($"SUIVI {reference}");
    }

    [Fact]
    public async Task SUIVI_knows_a_request_made_elsewhere_in_which_this_number_was_given_but_not_what_it_is_about()
    {
        var talk = Phone();
        var draft = Draft.New(Guid.CreateVersion7(), "repair-home", _hub.Clock.GetUtcNow(), "") with { Place = new SaidPlace("tilleuls"), Contact = new SaidContact(Number(talk)) };
        await _hub.Forms.SubmitAsync(new Submission(draft, Origin.Form, "fr"), CancellationToken.None);
        await talk.SayAsync("SUIVI");
        Assert.Contains("reçue", talk.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("Panne", talk.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OUI", RequestState.Closed)]
    [InlineData("oui merci", RequestState.Closed)]
    [InlineData("NON", RequestState.InProgress)]
    [InlineData("non ça ne chauffe toujours pas", RequestState.InProgress)]
    public async Task A_resolved_request_is_confirmed_with_OUI_and_opened_again_with_NON(string answer, RequestState state)
    {
        var talk = await SentAsync();
        await ResolveAsync(talk, "");
        Assert.Contains("est-ce réglé ? Répondez OUI", Sent(talk)[^1], StringComparison.Ordinal);
        await talk.SayAsync(answer);
        var request = Assert.Single(talk.Requests());
        Assert.Equal(state, request.State);
        using var db = _hub.CreateDbContext();
        Assert.Equal(request.Id, db.Messages().Single(message => message.ConversationId == talk.Id && message.Text == answer).RequestId);
    }

    [Fact]
    public async Task After_the_words_of_staff_the_question_whether_it_is_solved_follows()
    {
        var talk = await SentAsync();
        await ResolveAsync(talk, "Le radiateur est purgé.");
        Assert.Equal("Le radiateur est purgé.", Sent(talk)[^2]);
        Assert.Contains("Répondez OUI", Sent(talk)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_to_it_after_a_day_is_asked_for_again()
    {
        var talk = await SentAsync();
        await ResolveAsync(talk, "");
        _hub.Clock.Advance(TimeSpan.FromDays(2));
        await talk.SayAsync("OUI");
        Assert.Contains("est-ce réglé ?", talk.Said, StringComparison.Ordinal);
        Assert.Equal(RequestState.Resolved, talk.Requests()[0].State);
        await talk.SayAsync("OUI");
        Assert.Equal(RequestState.Closed, talk.Requests()[0].State);
    }

    [Fact]
    public async Task What_is_asked_later_takes_its_place()
    {
        var talk = await SentAsync();
        await ResolveAsync(talk, "");
        await talk.SayAsync("il y a des cafards dans la cuisine aux Tilleuls");
        await talk.SayAsync("oui");
        Assert.Equal(RequestState.Resolved, talk.Requests()[0].State);
    }

    [Fact]
    public async Task SUIVI_of_a_resolved_request_asks_whether_it_is()
    {
        var talk = await SentAsync();
        await ResolveAsync(talk, "");
        await talk.SayAsync("merci pour tout");
        await talk.SayAsync("SUIVI");
        Assert.Contains("Est-ce réglé ? Répondez OUI ou NON.", talk.Said, StringComparison.Ordinal);
        await talk.SayAsync("NON");
        Assert.Equal(RequestState.InProgress, talk.Requests()[0].State);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("oui")]
    [InlineData("c'est ça")]
    public async Task The_residence_that_the_number_is_known_by_is_proposed_and_confirmed_by_the_resident(string answer)
    {
        var talk = Phone();
        LivesAt(Number(talk), "tilleuls/B/1/12");
        await talk.SayAsync("le radiateur ne chauffe plus du tout");
        Assert.Contains("Résidence Les Tilleuls ? Répondez 1.", Sent(talk)[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Durand", Sent(talk)[0], StringComparison.Ordinal);
        Assert.Null(talk.State().Draft!.Place.Residence);
        await talk.SayAsync(answer);
        Assert.Equal("tilleuls", talk.State().Draft!.Place.Residence);
    }

    [Fact]
    public async Task Another_residence_may_be_written_instead()
    {
        var talk = Phone();
        LivesAt(Number(talk), "tilleuls/B/1/12");
        await talk.SayAsync("le radiateur ne chauffe plus du tout");
        await talk.SayAsync("non, Le Belvédère");
        Assert.Equal("belvedere", talk.State().Draft!.Place.Residence);
    }

    [Fact]
    public async Task Nothing_is_proposed_to_a_number_shared_by_two_residences_nor_to_one_that_moved_out()
    {
        var (shared, gone) = (Phone(), Phone());
        LivesAt(Number(shared), "tilleuls/B/1/12");
        LivesAt(Number(shared), "belvedere/A/1/3");
        LivesAt(Number(gone), "tilleuls/B/1/12", to: new DateOnly(2026, 1, 31));
        foreach (var talk in (TestTalk[])[shared, gone])
        {
            await talk.SayAsync("le radiateur ne chauffe plus du tout");
            Assert.DoesNotContain("Répondez 1", Sent(talk)[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_question_of_fact_proposes_it_too()
    {
        var talk = Phone();
        LivesAt(Number(talk), "tilleuls/B/1/12");
        await talk.SayAsync("qui est mon gardien ?");
        Assert.Contains("Résidence Les Tilleuls ? Répondez 1.", talk.Said, StringComparison.Ordinal);
        await talk.SayAsync("1");
        Assert.Contains(_hub.Dialogs.Landlord.Residence("tilleuls")!.Caretaker.Name, talk.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PROJETS_lists_what_is_near_and_JE_PARTICIPE_joins_it_once()
    {
        var talk = Phone();
        await talk.SayAsync("PROJETS");
        using var db = _hub.CreateDbContext();
        var initiative = db.Initiatives().AsEnumerable().First(one => talk.Said.Contains(one.Code, StringComparison.Ordinal));
        foreach (var said in (string[])[$"JE PARTICIPE {initiative.Code}", $"je participe {initiative.Code.ToLowerInvariant()}."])
        {
            await talk.SayAsync(said);
            Assert.Contains(initiative.Title["fr"], talk.Said, StringComparison.Ordinal);
        }

        var handOver = Assert.Single(db.HandOvers().Where(row => row.ConversationId == talk.Id));
        Assert.Equal((HandOver.Participates, _hub.Dialogs.Type(initiative.Type)!.Route.Lead), (handOver.Why, handOver.Department));
        Assert.Single(db.Events().Where(one => one.Kind == "initiative.joined" && one.SubjectId == initiative.Id));
        Assert.NotEqual(Phase.WithPerson, talk.State().Phase);
    }

    [Fact]
    public async Task A_project_told_by_its_words_is_joined_by_its_code()
    {
        var talk = Phone();
        await talk.SayAsync("je voudrais rejoindre le jardin de tomates des Tilleuls");
        Assert.Contains("répondez : JE PARTICIPE T4MT", talk.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ENGLISH", "en")]
    [InlineData("Español", "es")]
    [InlineData("TURKCE", "tr")]
    [InlineData("deutsch", "de")]
    [InlineData("عربي", "ar")]
    public async Task The_name_of_a_language_changes_it(string said, string language)
    {
        var talk = Phone();
        await talk.SayAsync("bonjour");
        await talk.SayAsync(said);
        Assert.Equal(language, talk.State().Language);
        await talk.SayAsync("FRANCAIS");
        Assert.Equal("fr", talk.State().Language);
    }

    [Fact]
    public async Task PHOTO_gives_the_page_of_the_last_request_where_a_code_opens_it()
    {
        var talk = Phone();
        await talk.SayAsync("PHOTO");
        Assert.Contains("Écrivez d'abord ce qui se passe", talk.Said, StringComparison.Ordinal);
        var sent = await SentAsync();
        await sent.SayAsync("photo");
        var reference = Language.Facts.References.Show(sent.Requests()[0].Reference);
        Assert.Contains($"http://localhost:5080/requests/{reference}", sent.Said, StringComparison.Ordinal);

        // The number that wrote is the contact the code goes to.
        await _hub.Codes.SendAsync(Guid.CreateVersion7(), sent.Requests()[0].Reference, mayShow: false, CancellationToken.None);
        using var db = _hub.CreateDbContext();
        Assert.Single(db.Outbox().Where(row => row.Address == Number(sent) && row.Purpose == "code"));
    }

    [Fact]
    public async Task More_than_three_questions_of_its_own_become_a_call()
    {
        using var overlay = new OverlayFolder();
        var pests = File.ReadAllText(System.IO.Path.Combine(Folders.Dialogs, "requests", "landlord", "pests.yml"));
        overlay.Write("requests/landlord/pests.yml", pests.Replace("ask: if-short", "ask: always").Replace("ask: form-only", "ask: always"));
        using var hub = new TestHub(Dialogs.Load(Folders.Dialogs, overlay.Path));
        var talk = hub.Talk(channel: ChannelNames.Sms);
        await talk.SayAsync("des cafards aux Tilleuls bâtiment B");
        var asked = new List<string?>();
        for (; talk.State().Phase == Phase.Asking; await talk.SayAsync("je ne sais pas"))
            asked.Add(talk.State().Asked);
        Assert.Equal(3, asked.Count);
        await talk.SayAsync("1");
        Assert.True(Assert.Single(talk.Requests()).IsIncomplete);
        Assert.Contains("Une personne vous appelle pour la suite.", talk.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_need_without_a_place_is_kept_too_for_the_number_itself_can_be_called()
    {
        var talk = Phone();
        await talk.SayAsync("le radiateur ne chauffe plus du tout");
        _hub.Clock.Advance(TimeSpan.FromDays(4));
        await _hub.Housekeeping.TickAsync(CancellationToken.None);
        var request = Assert.Single(talk.Requests());
        Assert.True(request.IsIncomplete);
        using var db = _hub.CreateDbContext();
        Assert.Equal(Number(talk), db.Reporters().Single(row => row.RequestId == request.Id).Phone);
        Assert.Contains("Rien n'est perdu", Sent(talk)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_danger_nothing_is_sent_unasked()
    {
        var talk = Phone();
        await talk.SayAsync("le radiateur ne chauffe plus du tout aux Tilleuls");
        await talk.SayAsync("mon mari me frappe");
        var before = Sent(talk).Count;
        _hub.Clock.Advance(TimeSpan.FromDays(4));
        await _hub.Housekeeping.TickAsync(CancellationToken.None);
        Assert.Single(talk.Requests());
        Assert.Equal(before, Sent(talk).Count);
    }

    [Fact]
    public async Task What_staff_write_leaves_as_they_wrote_it_and_no_notice_of_it_besides()
    {
        var talk = await SentAsync();
        var before = Rows(talk).Count;
        Assert.True(await _hub.Get<StaffReplies>().WriteAsync(_hub.Staff("rachid"), talk.Requests()[0].Reference, "w1", "Nous passons demain à 9 h.", waitsForAnswer: false, CancellationToken.None));
        Assert.Equal("Nous passons demain à 9 h.", Assert.Single(Rows(talk).Skip(before)).Body);
    }

    [Fact]
    public async Task Of_a_request_whose_resident_said_that_writing_is_risky_nothing_leaves()
    {
        var talk = await SentAsync();
        using (var db = _hub.CreateDbContext())
            await db.Requests().ExecuteUpdateAsync(set => set.SetProperty(row => row.WritingIsRisky, true));
        await _hub.Get<StaffReplies>().WriteAsync(_hub.Staff("rachid"), talk.Requests()[0].Reference, "w1", "Nous passons demain", waitsForAnswer: false, CancellationToken.None);
        Assert.Equal((OutboxState.Failed, "risky"), (Rows(talk)[^1].State, Rows(talk)[^1].Error));
    }

    [Fact]
    public async Task The_receipt_of_a_request_made_by_text_message_is_sent_once()
    {
        var talk = await SentAsync();
        Assert.Single(Rows(talk), row => row.Body.Contains("enregistrée. Réponse avant le", StringComparison.Ordinal));
        Assert.DoesNotContain(Rows(talk), row => row.Purpose == "receipt");
    }

    private TestTalk Phone() => _hub.Talk(channel: ChannelNames.Sms);

    private async Task<TestTalk> SentAsync()
    {
        var talk = Phone();
        await talk.SayAsync(Repair);
        await talk.SayAsync("1");
        Assert.Single(talk.Requests());
        return talk;
    }

    private async Task ResolveAsync(TestTalk talk, string said)
    {
        var request = talk.Requests()[0];
        Assert.Equal(DeskAnswer.Done, await _hub.Get<ClosingDesk>().ResolveAsync(_hub.Staff("rachid"), new(request.Reference, request.Version), "repaired", "c1", said, CancellationToken.None));
    }

    private string Number(TestTalk talk)
    {
        using var db = _hub.CreateDbContext();
        return db.Conversations().Single(row => row.Id == talk.Id).Address;
    }

    private List<OutboxRow> Rows(TestTalk talk)
    {
        var number = Number(talk);
        using var db = _hub.CreateDbContext();
        return [.. db.Outbox().AsNoTracking().Where(row => row.Address == number).OrderBy(row => row.CreatedAt).ThenBy(row => row.Piece)];
    }

    private List<string> Sent(TestTalk talk) => Rows(talk).ConvertAll(row => row.Body);

    private void LivesAt(string number, string dwelling, DateOnly? to = null)
    {
        using var db = _hub.CreateDbContext();
        var now = _hub.Clock.GetUtcNow();
        var person = new Person { FirstName = "Inès", LastName = "Durand", Purpose = "tenancy", RetainUntil = now.AddYears(5) };
        var place = db.Places().FirstOrDefault(row => row.Key == dwelling);
        if (place is null)
            db.Add(place = new Place { Kind = PlaceKind.Dwelling, Key = dwelling, Name = dwelling.Split('/')[^1] });
        db.AddRange(person, new ContactPoint { PersonId = person.Id, Kind = ContactKind.Phone, Value = number, Purpose = "tenancy", RetainUntil = now.AddYears(5) });
        db.Add(new Occupancy { PersonId = person.Id, DwellingId = place.Id, From = new DateOnly(2020, 1, 1), To = to });
        db.SaveChanges();
    }
}
