using ResidentHub.Catalogue;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Catalogue;

/// <summary>What a message says in passing about a question, on the real content.</summary>
public sealed class AnswerReaderTests
{
    private static readonly DateOnly s_today = new(2026, 11, 23);

    [Theory]
    [InlineData("noise", "frequency", "tous les soirs c'est pareil", "every-day")]
    [InlineData("noise", "frequency", "trois fois par semaine", "every-week")] // not every day
    [InlineData("noise", "frequency", "un week-end sur deux", null)] // less than any choice says
    [InlineData("noise", "frequency", "24h/24", "every-day")]
    [InlineData("noise", "frequency", "c'est arrivé une fois", "once")]
    [InlineData("noise", "frequency", "une fois par mois", null)] // is not once
    [InlineData("noise", "frequency", "trois fois", null)]
    [InlineData("noise", "frequency", "souvent", null)]
    [InlineData("noise", "frequency", "every Saturday night", "every-week")]
    [InlineData("mutual-aid", "rhythm", "une fois par mois je peux aider", "every-month")]
    [InlineData("noise", "when", "la nuit et le week-end", "night,weekend")]
    [InlineData("noise", "when", "vers 2h du matin", "night")]
    [InlineData("noise", "when", "appelez-moi à 18h30", null)] // when to call
    [InlineData("noise", "when", "in the evening", "evening")]
    [InlineData("noise", "when", "bonne soirée", null)]
    [InlineData("noise", "when", "pas la nuit, le matin", "day")]
    [InlineData("repair-home", "since", "depuis hier", "under-week")]
    [InlineData("repair-home", "since", "depuis la Toussaint", "under-month")]
    [InlineData("repair-home", "since", "ça fait trois mois", "longer")]
    [InlineData("repair-home", "since", "le plombier vient demain mais ça coule depuis ce matin", "today")]
    [InlineData("repair-home", "since", "l'an dernier c'était déjà arrivé", null)] // told in passing
    [InlineData("rehousing", "household", "on est six dans un T2", "6")]
    [InlineData("rehousing", "household", "famille de quatre", "4")]
    [InlineData("rehousing", "household", "trente voisins signent", null)] // others
    [InlineData("rehousing", "household", "a family of five", "5")]
    [InlineData("event", "attendance", "une quarantaine de personnes", "20-50")]
    [InlineData("event", "attendance", "on est 5 à organiser pour 120 personnes", "over-100")]
    [InlineData("shared-garden", "people", "nous sommes une dizaine de voisins", "10-plus")]
    [InlineData("shared-space", "support", "40 voisins sont d'accord", "40")]
    [InlineData("repair-home", "frail", "ma mère de 86 ans est seule", "yes")]
    [InlineData("repair-home", "frail", "j'ai un bébé de 3 mois", "yes")]
    [InlineData("repair-home", "frail", "I am pregnant", "yes")]
    [InlineData("repair-home", "frail", "mes enfants ont froid", null)] // a child is not frail by itself
    [InlineData("repair-home", "frail", "il n'y a pas de personne âgée", null)]
    public void What_is_said_in_passing_answers_a_question(string type, string question, string text, string? answer) =>
        Assert.Equal(answer, AnswerReader.Notice(Question(type, question), Say(text)) is { } noticed ? string.Join(',', noticed.Values) : null);

    [Theory]
    [InlineData("event", "attendance", "une vingtaine", "20-50")]
    [InlineData("event", "attendance", "moins de 20", "under-20")]
    [InlineData("shared-space", "support", "trente-deux personnes", "32")]
    [InlineData("rehousing", "household", "5", "5")]
    [InlineData("rehousing", "household", "on est deux adultes et on sera trois en mars", "3")]
    [InlineData("noise", "when", "vers 19h", "evening")] // the answer to 'when' is no time to call
    [InlineData("repair-home", "since", "l'an dernier", "longer")]
    public void What_is_asked_is_answered_by_the_same_facts(string type, string question, string text, string answer) =>
        Assert.Equal(answer, AnswerReader.Read(Question(type, question), Say(text)).Answer?.Value);

    private static Question Question(string type, string key) => Content.Dialogs.Type(type)!.Question(key)!;

    private static Said Say(string text) => Said.Of(text, Content.Reader.Read(text, s_today, isAnswer: true), Content.Dialogs, s_today);
}
