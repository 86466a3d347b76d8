using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Requests;
using ResidentHub.Tests.Support;
using ResidentHub.Understanding;

namespace ResidentHub.Tests.Catalogue;

/// <summary>The proof that request types are data: a twenty-sixth one, one YAML and thirty utterances, no C#.</summary>
public sealed class NewRequestTypeTests
{
    private const string Yaml = """
        group: landlord
        icon: key-round
        title: { fr: Panne de borne de recharge, en: Broken charging point }
        hint: { fr: "Borne de recharge de voiture électrique", en: "Charging point for electric cars" }
        place: { required: [residence], ask: [spot] }
        common: [contact, description]
        questions:
          - key: sign
            kind: choice
            ask: always
            text: { fr: "Que montre la borne ?", en: "What does the charging point show?" }
            choices:
              - { key: dark, fr: "rien, écran noir", en: "nothing, dark screen", words: { fr: [éteinte, écran noir], en: [dark, off] } }
              - { key: red, fr: voyant rouge, en: red light, words: { fr: [rouge], en: [red] } }
        route: { lead: maintenance, joined: [agency], partners: [contractor] }
        urgency: { default: normal, raise: [ { to: high, because: { fr: "câble abîmé", en: "damaged cable" }, words: { fr: [câble abîmé, câble dénudé], en: [damaged cable] } } ] }
        deadlines: { promise: "on", contact: { critical: 4h, high: 1wd, normal: 3wd, low: 5wd } }
        acknowledge: [ { text: { fr: "Ne touchez pas au câble.", en: "Do not touch the cable." } } ]
        outcomes: [repaired, redirected]
        retention: { after: close, keep: 2y }
        """;

    private static readonly string[] s_utterances =
    [
        "la borne de recharge ne marche plus", "impossible de charger ma voiture électrique", "borne en panne au sous-sol", "la prise de la borne est bloquée", "ma voiture ne charge pas ce matin",
        "le badge de la borne est refusé", "écran noir sur la borne de recharge", "le câble de recharge reste coincé", "la borne affiche un voyant rouge", "plus de recharge pour les voitures électriques",
        "la station de recharge est éteinte", "je ne peux pas brancher ma Zoé à la borne", "borne de recharge hors service", "la wallbox du parking ne répond pas", "recharge interrompue toutes les dix minutes",
        "la borne numéro 3 est morte", "on ne peut plus recharger nos autos électriques", "chargeur de voiture en panne", "le chargeur du parking clignote", "borne vandalisée non, juste en panne électrique",
        "the charging point is broken", "my electric car will not charge", "charger in the car park is dead", "the ev charger shows a red light", "charging station out of order",
        "cannot plug my car in at the charger", "the charge point refuses my card", "ev charging has stopped working", "the wallbox is dark", "charger keeps cutting out",
    ];

    [Fact]
    public async Task One_file_and_thirty_utterances_are_enough_to_talk_about_it()
    {
        using var overlay = new OverlayFolder();
        overlay.Write("requests/landlord/charging-point.yml", Yaml);
        overlay.Write("examples/fr/charging-point.txt", string.Join('\n', s_utterances));
        var dialogs = Dialogs.Load(Folders.Dialogs, overlay.Path);
        using var hub = new TestHub(dialogs, Understander.ReaderOf(dialogs, ModelStore.Train(dialogs)));

        var talk = hub.Talk();
        await talk.SayAsync("bonsoir, la borne pour charger les voitures électriques est en panne aux Tilleuls, écran noir");
        Assert.Contains("borne de recharge", talk.Said, StringComparison.OrdinalIgnoreCase);
        await talk.SayAsync("oui");
        var request = Assert.Single(talk.Requests());
        Assert.Equal(("charging-point", "maintenance", "tilleuls"), (request.Type, request.Lead, request.Residence));
        Assert.Contains(request.Answers, answer => answer.Question == "sign" && answer.Values is ["dark"]);
        Assert.Contains("Ne touchez pas au câble", talk.Said, StringComparison.Ordinal);

        var draft = Draft.New(Guid.CreateVersion7(), "charging-point", hub.Clock.GetUtcNow(), "") with { Place = new SaidPlace("bateliers", Spot: "sous-sol") };
        draft = draft.With(new Answer("sign", "red")).With(new Answer("description", "le câble abîmé traîne sur le sol"));
        var sent = await hub.Forms.SubmitAsync(new Submission(draft, Origin.Form, "fr"), CancellationToken.None);
        Assert.Equal("maintenance", sent.Receipt?.Lead);
        Assert.Equal(["sign", "place", "description", "contact", "check"], FormSteps.For(dialogs.Type("charging-point")!, draft));
    }
}
