using ResidentHub.Language.Intents;
using ResidentHub.Language.Text;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Understanding.Learning;

public sealed class LearnerTests
{
    private static readonly string[] s_places = ["salon", "cuisine", "chambre", "entrée", "cave", "balcon"];
    private static readonly string[] s_times = ["depuis lundi", "ce matin", "encore une fois", "tous les soirs", "hier vers midi"];
    private static readonly (string Label, string[] Wants)[] s_wants =
    [
        ("light", ["la lampe ne marche plus", "plus de lumière", "une ampoule grillée", "le néon clignote"]),
        ("water", ["une fuite d'eau", "le robinet goutte", "l'évier est bouché", "de l'eau par terre"]),
        ("noise", ["du bruit", "de la musique trop forte", "des cris et des coups", "un chien aboie"]),
    ];

    private static readonly List<Example> s_examples =
        [.. from want in s_wants from words in want.Wants from place in s_places from time in s_times select new Example($"{words} {place} {time}", want.Label)];

    [Fact]
    public void The_same_examples_give_the_same_model()
    {
        var (one, other) = (Train().Predict("la lampe du couloir"), Train().Predict("la lampe du couloir"));
        Assert.Equal(one, other);

        static TextClassifier Train() => TextClassifier.Train(s_examples, Spellings.None);
    }

    [Theory]
    [InlineData("light", "une lampe est cassée dans le couloir")]
    [InlineData("water", "fuite au plafond de la salle de bains")]
    [InlineData("noise", "mon voisin met la musique à fond")]
    [InlineData("light", "la lamppe marche pas")]
    [InlineData("water", "le robimet")]
    public void A_text_no_example_has_is_read(string label, string text) => Assert.Equal(label, TextClassifier.Train(s_examples, Spellings.None).Predict(text).Label);

    [Fact]
    public void What_resembles_no_example_is_believed_less()
    {
        var classifier = TextClassifier.Train(s_examples, Spellings.None);
        Assert.True(classifier.Predict("le robinet goutte").Confidence > classifier.Predict("quel temps fera-t-il à Noël").Confidence + 0.2);
    }

    [Fact]
    public void A_set_of_one_example_a_label_is_learned() =>
        Assert.Equal("water", TextClassifier.Train([new Example("la lampe", "light"), new Example("une fuite d'eau", "water")], Spellings.None).Predict("une fuite").Label);

    [Fact]
    public void A_set_of_one_label_says_that_label() => Assert.Equal("light", TextClassifier.Train([new Example("la lampe", "light"), new Example("le néon", "light")], Spellings.None).Predict("le chat").Label);

    [Fact]
    public void A_model_that_was_written_reads_as_before()
    {
        using var file = new MemoryStream();
        Content.Model.Write(file);
        file.Position = 0;
        var again = IntentModel.Read(file);
        foreach (var text in (ReadOnlySpan<string>)["fuite sous l'évier", "mon voisin crie", "hello, the lift is broken", ""])
            Assert.Equal(Predict(Content.Model, text), Predict(again, text));
    }

    [Fact]
    public void A_file_that_is_no_model_is_told()
    {
        using var file = new MemoryStream(new byte[100]);
        Assert.Throws<InvalidDataException>(() => IntentModel.Read(file));
    }

    [Fact]
    public void Predicting_allocates_nothing()
    {
        var texts = Content.Dialogs.Examples.SelectMany(section => section.Lines).Where((_, i) => i % 50 == 0).ToList();
        var probabilities = new float[Content.Model.Intents.Labels.Count];
        PredictAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        PredictAll();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void PredictAll()
        {
            for (var i = 0; i < texts.Count; i++)
                Content.Model.Predict(texts[i], Content.Dialogs.Spellings, probabilities);
        }
    }

    [Fact]
    public void Examples_of_one_author_are_never_parted()
    {
        var read = Trainer.ReadUnseen([.. s_examples.Select((example, i) => example with { Author = i % 4 == 0 ? "a" : "b" })], new FeatureSettings(14), new TrainingSettings(Folds: 2), Spellings.None);
        Assert.Equal(s_examples.Select(example => example.Label), read.Select(pair => pair.Right));
        Assert.True(read.Count(pair => pair.Right == pair.Said) > s_examples.Count / 2);
    }

    private static float[] Predict(IntentModel model, string text)
    {
        var probabilities = new float[model.Intents.Labels.Count];
        model.Predict(text, Spellings.None, probabilities);
        return probabilities;
    }
}
