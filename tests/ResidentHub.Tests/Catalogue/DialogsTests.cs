using ResidentHub.Catalogue;
using ResidentHub.Catalogue.Yaml;
using ResidentHub.Data;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Catalogue;

public sealed class DialogsTests
{
    [Fact]
    public void The_schemas_say_what_the_loader_checks()
    {
        foreach (var (schema, files, shape) in Shapes.All)
        {
            var written = File.ReadAllText(Path.Combine(Folders.Dialogs, "schema", $"{schema}.json"));
            Assert.True(JsonSchemaWriter.Write(files, shape) == written, $"dialogs/schema/{schema}.json differs from the table of keys: write it anew with the command 'schemas'");
        }
    }

    [Fact]
    public void All_labels_of_the_taxonomy_are_there()
    {
        string[] requests =
        [
            "shared-garden", "event", "art-project", "mutual-aid", "shared-space", "self-renovation", "noise", "neighbour-conflict", "loitering", "dumping", "vandalism", "animals", "parking",
            "payment-difficulty", "housing-benefit", "social-support", "ageing-disability", "rehousing", "repair-home", "repair-common", "pests", "rent-billing", "tenancy-admin", "works-feedback", "complaint-service",
        ];
        Assert.Equal(requests.Order(), Content.Dialogs.RequestTypes.Select(type => type.Label).Order());
        Assert.Equal(8, Content.Dialogs.Safety.Count);
        Assert.Equal(17, Content.Dialogs.Acts.Count);
        Assert.Equal(12, Content.Dialogs.Landlord.Residences.Count);
    }

    [Fact]
    public void Every_request_type_can_be_learned_asked_and_closed()
    {
        foreach (var type in Content.Dialogs.RequestTypes)
        {
            var examples = Content.Dialogs.Examples.Where(file => file.Label == type.Label).ToList();
            Assert.True(examples.Where(file => file.Language == "fr").Sum(file => file.Lines.Count) >= 60, $"{type.Label} has too few French examples");
            Assert.True(examples.Where(file => file.Language == "en").Sum(file => file.Lines.Count) >= 25, $"{type.Label} has too few English examples");
            Assert.True(type.Outcomes.Count >= 2 && type.Acknowledge.Count > 0 && type.Questions.Any(question => !question.IsCommon), $"{type.Label} is not whole");
            Assert.True(type.Questions.Any(question => question.IsStory), $"{type.Label} has no place for the resident's own words");
        }
    }

    [Fact]
    public void A_receipt_by_sms_fits_one_message_and_names_no_subject()
    {
        var sms = Content.Dialogs.Replies.Say("fr", "ack.sms", ("ref", "K7M4-9PQX"), ("date", "mercredi 30 septembre"));
        Assert.Equal(1, Gsm7.Segments(sms));
        Assert.True(Gsm7.IsPlain(sms), Gsm7.Describe(sms));
    }

    [Fact]
    public void A_fault_is_named_with_file_and_line_and_all_faults_at_once()
    {
        using var overlay = new OverlayFolder();
        var noise = File.ReadAllText(Path.Combine(Folders.Dialogs, "requests", "disturbance", "noise.yml"));
        overlay.Write("requests/disturbance/noise.yml", noise.Replace("lead: mediation", "lead: nobody").Replace("kind: multi", "kind: many").Replace("use: other", "use: nonsense").Replace("title: {", "titel: {"));
        overlay.Write("requests/disturbance/parking.yml", "group: disturbance\n  broken: [");
        overlay.Write("safety/child-danger.yml", "rank: 4\nlines: []\n");
        var thrown = Assert.Throws<DialogsException>(() => Dialogs.Load(Folders.Dialogs, overlay.Path));
        Assert.Contains(thrown.Faults, fault => fault.ToString().StartsWith("dialogs/requests/disturbance/noise.yml(", StringComparison.Ordinal) && fault.Message.Contains("'many'", StringComparison.Ordinal));
        Assert.Contains(thrown.Faults, fault => fault.Message == "no department is called 'nobody'");
        Assert.Contains(thrown.Faults, fault => fault.Message == "shared.yml has no choice 'nonsense'");
        Assert.Contains(thrown.Faults, fault => fault.Message.Contains("did you mean 'title'", StringComparison.Ordinal));
        Assert.Contains(thrown.Faults, fault => fault is { File: "dialogs/requests/disturbance/parking.yml", Line: 2 });
        Assert.Contains(thrown.Faults, fault => fault.File == "dialogs/safety/child-danger.yml");
    }

    [Fact]
    public void Facts_answer_only_questions_of_their_kind()
    {
        using var overlay = new OverlayFolder();
        var noise = File.ReadAllText(Path.Combine(Folders.Dialogs, "requests", "disturbance", "noise.yml"));
        overlay.Write("requests/disturbance/noise.yml", noise.Replace("  - key: source\n    kind: text", "  - key: source\n    counts: people\n    vulnerable: [infant, tired]\n    kind: text"));
        var words = File.ReadAllText(Path.Combine(Folders.Dialogs, "words.yml"));
        overlay.Write("words.yml", words.Replace("lacks: [eau,", "lacks: [\"eau|\",") + "\n");
        var thrown = Assert.Throws<DialogsException>(() => Dialogs.Load(Folders.Dialogs, overlay.Path));
        Assert.Contains(thrown.Faults, fault => fault.Message.StartsWith("the question 'source' counts nobody", StringComparison.Ordinal));
        Assert.Contains(thrown.Faults, fault => fault.Message.StartsWith("the question 'source' is not answered by yes", StringComparison.Ordinal));
        Assert.Contains(thrown.Faults, fault => fault.Message.Contains("'tired'", StringComparison.Ordinal));
        Assert.Contains(thrown.Faults, fault => fault.File == "dialogs/words.yml" && fault.Message == "'eau|' has an empty part");
    }

    [Fact]
    public void A_type_that_is_switched_off_is_gone()
    {
        using var overlay = new OverlayFolder();
        var pests = File.ReadAllText(Path.Combine(Folders.Dialogs, "requests", "landlord", "pests.yml"));
        overlay.Write("requests/landlord/pests.yml", "enabled: false\n" + pests);
        var dialogs = Dialogs.Load(Folders.Dialogs, overlay.Path);
        Assert.Null(dialogs.Type("pests"));
        Assert.DoesNotContain(dialogs.Examples, file => file.Label == "pests");
        Assert.DoesNotContain(dialogs.Demo.Requests, request => request.Type == "pests");
    }
}
