using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Pipeline;
using ResidentHub.Requests;
using ResidentHub.Routing;
using ResidentHub.Tests.Support;
using Xunit.Abstractions;

namespace ResidentHub.Tests.Channels.Sms;

/// <summary>What each reply of <c>dialogs/</c> costs by text message, in French and English: nine of ten fit two.</summary>
public sealed class CostTests(ITestOutputHelper output)
{
    private const double Share = 0.9;

    // Keys of texts that stand inside others, that pages alone say, or that mails alone carry.
    private static readonly string[] s_inside = ["date.", "hours.", "state.", "group.", "place.", "option.", "handover.why.", "alert.", "summary.", "receipt.", "mail.receipt", "mail.answer", "mail.code", "mail.alert", "browse.", "join.", "texting.project"];

    private static readonly (string Name, string Value)[] s_longest =
    [
        ("landlord", Content.Dialogs.Landlord.Name), ("need", "panne dans les parties communes"), ("first", "panne dans les parties communes"), ("second", "occupation des halls, insécurité"), ("ref", "K7M4-9PQX"),
        ("date", "mercredi 30 septembre"), ("department", "Médiation et tranquillité"), ("hours", OpeningHours.Describe(Content.Dialogs, "fr")), ("phone", "03 53 01 00 00"), ("on_call", "03 53 01 00 15"), ("code", "123456"),
        ("link", "https://residents.trois-rives.example/requests/K7M4-9PQX"), ("what", "Panne dans le logement, Les Tilleuls, bâtiment B, escalier 2, étage 3, fuite, eau qui coule"), ("place", "Cité des Bateliers, bâtiment B"),
        ("residence", "Cité des Bateliers"), ("title", "La brigade des devoirs de Grand Pré"), ("when", "samedi 12 décembre à 14 h 30"), ("email", Content.Dialogs.Landlord.Email), ("agency", "Agence Confluence"), ("agency_phone", "03 53 01 00 20"),
        ("what", "K7M4-9PQX"), ("state", "transmise à un autre organisme"), ("name", "Catherine L."),
        ("list", "T4MT Des tomates au pied du B, Les Tilleuls, samedi 12 décembre à 14 h\nF7RQ Une fresque pour la cour, La Filature\nD9VP Devoirs ensemble, Grand Pré"),
    ];

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public void Nine_replies_of_ten_fit_two_messages(string language)
    {
        var costs = Replies(language).Concat(Questions(language)).Concat(FirstLines(language)).Concat(Receipts(language))
            .Select(reply => (reply.Name, Text: Gsm7.Cheapest(reply.Text))).Select(reply => (reply.Name, Segments: Gsm7.Segments(reply.Text), reply.Text)).OrderByDescending(reply => reply.Segments).ThenBy(reply => reply.Name).ToList();
        foreach (var (name, segments, text) in costs)
            output.WriteLine($"{segments}  {name}  {(segments > 2 ? text.ReplaceLineEndings(" / ") : "")}");
        var cheap = costs.Count(reply => reply.Segments <= 2) / (double)costs.Count;
        output.WriteLine($"{cheap:P1} of {costs.Count} within two");
        Assert.True(costs.Count > 200, $"only {costs.Count} replies");
        Assert.True(cheap >= Share, $"{cheap:P1}: {string.Join('\n', costs.Where(reply => reply.Segments > 2).Select(reply => $"{reply.Segments} {reply.Name}: {reply.Text}"))}");
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public void What_the_hub_says_of_itself_is_plain_once_written_for_SMS(string language)
    {
        foreach (var (name, text) in Replies(language).Concat(FirstLines(language)).Concat(Receipts(language)))
            Assert.True(Gsm7.IsPlain(Gsm7.Cheapest(text)), $"{name}: {Gsm7.Describe(Gsm7.Cheapest(text))}");
    }

    [Fact]
    public void The_first_lines_of_a_danger_leave_in_two_messages_at_most_and_those_of_the_shortest_in_one() =>
        Assert.All(FirstLines("fr").Concat(FirstLines("en")), line => Assert.True(Gsm7.Segments(line.Text) <= 2, line.Name));

    private static IEnumerable<(string Name, string Text)> Replies(string language)
    {
        var texts = Content.Dialogs.Replies.For(isShort: true);
        var own = File.ReadAllLines(Path.Combine(Folders.Dialogs, "replies", "fr.yml")).Where(line => line.Length > 0 && char.IsLetter(line[0])).Select(line => line.Split(':')[0]).Where(group => group != "sms").ToHashSet();
        return texts.In(language).Keys.Where(key => own.Contains(key.Split('.')[0]) && !s_inside.Any(inside => key.StartsWith(inside, StringComparison.Ordinal)) || key == "mail.answer_body").Select(key => (key, texts.Say(language, key, s_longest)));
    }

    // A greeting in the middle of a question asks it again.
    private static IEnumerable<(string Name, string Text)> Questions(string language)
    {
        var dialogs = Content.Dialogs.For(isShort: true);
        var today = new DateOnly(2026, 11, 23);
        var known = new Known(SaidPlace.Nowhere, SaidContact.None, [], null, [], false, false, "", true, IsShort: true, CanCallBack: true);
        var turn = new Turn("bonjour", Content.Reader.Read("bonjour", today), null, 0, Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, today);
        foreach (var type in dialogs.RequestTypes)
        {
            var draft = Draft.New(Guid.CreateVersion7(), type.Label, DateTimeOffset.UnixEpoch, "") with { Place = new SaidPlace("tilleuls") };
            foreach (var asked in type.Questions.Where(question => question.Ask != Ask.FormOnly && question.Key != "contact").Select(question => question.Key).Append("place"))
            {
                var state = ConversationState.New(language) with { Phase = Phase.Asking, Draft = draft, Asked = asked, IsGreeted = true };
                yield return ($"{type.Label}/{asked}", Brief.Words(Brief.Joined(ConversationFlow.Advance(state, turn, dialogs, known).Replies).Single()));
            }
        }
    }

    private static IEnumerable<(string Name, string Text)> FirstLines(string language) =>
        from danger in Content.Dialogs.Safety
        from line in danger.Lines
        select ($"{danger.Label}/{line.Key}", Brief.Words(SafetyTalk.FirstLines(new Language.Safety.SafetyReading(danger.Label, line.Key, [], null, ""), Content.Dialogs.For(isShort: true), language, isOfficerThere: true, isShort: true)));

    private static IEnumerable<(string Name, string Text)> Receipts(string language)
    {
        var calendar = new WorkingCalendar(Content.Dialogs.Landlord);
        return Content.Dialogs.RequestTypes.SelectMany(type => type.Acknowledge.Select(sentence => sentence.Text.In(language)).Append(null).Select((sentence, i) => ($"{type.Label}/receipt {i}", Brief.Words(ReceiptTalk.SayBriefly(
            new Receipt(Guid.CreateVersion7(), "K7M49PQX", type.Label, type.Route.Lead, new DateTimeOffset(2026, 9, 30, 9, 0, 0, TimeSpan.Zero), sentence is null ? [] : [sentence], false), Content.Dialogs, calendar, language)))));
    }
}
