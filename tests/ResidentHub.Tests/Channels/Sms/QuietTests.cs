using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Language.Text;
using ResidentHub.Messaging;
using ResidentHub.Notifications;
using ResidentHub.Pipeline;
using ResidentHub.Requests;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Channels.Sms;

/// <summary>Every phone is treated as shared: what is sent of a confidential request never says what it is about.</summary>
public sealed class QuietTests : IDisposable
{
    // Words too common to give anything away: of receipts and choices, and the days.
    private static readonly HashSet<string> s_harmless =
    [
        "demande", "request", "reponse", "answer", "personne", "person", "residence", "logement", "home", "autre", "other", "avec", "with", "pour", "dans", "vous", "your", "votre", "plus", "appel", "call", "contact", "suivi", "follow", "page", "lire", "read", "parler", "talk",
        "avant", "change", "received", "closed", "trouble", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ];

    private const int FewestLetters = 4;

    private readonly TestHub _hub = new(ways: new WaysOut(Email: false, Sms: true), renderings: new Rendering(OutboxKind.Sms, (message, _, _) => [message.Author == Author.Staff ? message.Text : Brief.Words(MessageRows.ReplyOf(message))]));

    public void Dispose() => _hub.Dispose();

    public static TheoryData<string> Confidential => new(Content.Dialogs.RequestTypes.Where(type => type.Confidentiality != Confidentiality.Open).Select(type => type.Label));

    [Theory]
    [MemberData(nameof(Confidential))]
    public async Task Nothing_that_leaves_of_a_confidential_request_holds_a_word_of_its_subject(string label)
    {
        var type = _hub.Dialogs.Type(label)!;
        foreach (var language in Dialogs.SpokenWell)
        {
            var talk = _hub.Talk(language, ChannelNames.Sms);
            var request = await OpenAsync(talk, type, language);
            var lead = _hub.StaffWho(member => member.Departments.Contains(request.Lead) && member.Roles.Contains(People.Role.Head));
            Assert.True(await _hub.Get<StaffReplies>().WriteAsync(lead, request.Reference, "w1", $"{type.Title.In(language)} : {type.Hint?.In(language)}", waitsForAnswer: false, CancellationToken.None));
            using (var db = _hub.CreateDbContext())
                request = await db.Requests().AsNoTracking().SingleAsync(row => row.Id == request.Id);
            await _hub.Get<ClosingDesk>().ResolveAsync(lead, new(request.Reference, request.Version), type.Outcomes[0].Key, "c1", $"Fini : {type.Title.In(language)}", CancellationToken.None);
            await _hub.Codes.SendAsync(Guid.CreateVersion7(), request.Reference, mayShow: false, CancellationToken.None);
            var number = Number(talk);
            var sent = Sent(number);
            _hub.Clock.Advance(TimeSpan.FromDays(31));
            await _hub.Housekeeping.TidyAsync(CancellationToken.None);

            // A conversation that rests is erased, with what left in it.
            sent = [.. sent.Union(Sent(number))];
            Assert.True(sent.Count >= 6, string.Join('\n', sent));
            foreach (var word in Lexicon(type))
                Assert.All(sent, text => Assert.False(Words(text).Contains(word), $"'{word}' of {label} stands in: {text}"));
        }
    }

    [Fact]
    public async Task Of_an_open_request_what_to_do_meanwhile_is_told()
    {
        var talk = _hub.Talk(channel: ChannelNames.Sms);
        await talk.SayAsync("une fuite d'eau sous l'évier aux Tilleuls bâtiment B");
        await talk.SayAsync("rien de grave");
        await talk.SayAsync("1");
        Assert.Contains("Fermez le robinet d'arrêt.", Sent(Number(talk))[^1], StringComparison.Ordinal);
        Assert.StartsWith("Demande ", Sent(Number(talk))[^1], StringComparison.Ordinal);
    }

    // The summary is confirmed: the receipt is the answer.
    private async Task<ServiceRequest> OpenAsync(TestTalk talk, RequestType type, string language)
    {
        using (var db = _hub.CreateDbContext())
        {
            var conversation = await db.Conversations().SingleAsync(row => row.Id == talk.Id);
            var answers = type.Questions.ToImmutableDictionary(question => question.Key, question => Answer.Unknown(question.Key));
            var draft = Draft.New(Guid.CreateVersion7(), type.Label, _hub.Clock.GetUtcNow(), "") with { Place = new SaidPlace("tilleuls"), Contact = new SaidContact(conversation.Address), Answers = answers };
            conversation.State = (ConversationState.New(language) with { Phase = Phase.Confirming, Draft = draft, IsGreeted = true }).ToJson();
            await db.SaveChangesAsync();
        }

        await talk.SayAsync("bonjour");
        await talk.SayAsync("oui");
        return Assert.Single(talk.Requests());
    }

    private string Number(TestTalk talk)
    {
        using var db = _hub.CreateDbContext();
        return db.Conversations().Single(row => row.Id == talk.Id).Address;
    }

    private List<string> Sent(string number)
    {
        using var db = _hub.CreateDbContext();
        return [.. db.Outbox().AsNoTracking().Where(row => row.Address == number && row.State == OutboxState.Pending).OrderBy(row => row.CreatedAt).Select(row => row.Body)];
    }

    // The words of its name, of what belongs to it, of its departments and of its choices.
    private static HashSet<string> Lexicon(RequestType type) =>
        [.. Dialogs.SpokenWell.SelectMany(language => type.Questions.Where(question => !question.IsCommon).SelectMany(question => question.Choices).Select(choice => choice.Title.In(language)).Append(type.Title.In(language)).Append(type.Hint?.In(language) ?? "")
            .Append(Content.Dialogs.Landlord.Department(type.Route.Lead).Name.In(language))).SelectMany(Words).Where(word => word.Length >= FewestLetters && !s_harmless.Contains(word))];

    private static HashSet<string> Words(string text) => [.. new string([.. Fold.Text(text).Select(c => char.IsLetter(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
