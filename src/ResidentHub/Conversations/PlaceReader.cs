using ResidentHub.Catalogue;
using ResidentHub.Language.Facts;
using ResidentHub.Language.Text;

namespace ResidentHub.Conversations;

/// <summary>Reads places and contacts out of what was said.</summary>
public static class PlaceReader
{
    // Words that stand around a number without being the name of anybody.
    private static readonly HashSet<string> s_notNames =
    [
        "je", "j", "m", "me", "mon", "ma", "le", "la", "les", "l", "c", "est", "ce", "suis", "appelle", "nom", "numero", "telephone", "tel", "portable", "fixe", "mobile", "mail", "email", "e", "adresse", "voici", "voila",
        "au", "et", "ou", "a", "oui", "s", "il", "vous", "plait", "merci", "bonjour", "bonsoir", "pouvez", "peut", "peux", "on", "appeler", "appelez", "rappeler", "rappelez", "joindre", "joignable", "contacter", "contactez",
        "contact", "moi", "sur", "par", "sms", "whatsapp", "non", "ok", "d", "accord", "bien", "sur", "de", "du", "des", "en", "dans", "pour", "apres", "avant", "vers", "partir", "entre", "matin", "midi", "soir", "soiree",
        "heure", "heures", "h", "jour", "journee", "semaine", "plutot", "mieux", "prefere", "si", "possible", "toujours", "quand", "voulez", "avance", "svp", "mes", "mon", "celui", "ci", "y", "n", "numéro",
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "envoyez", "envoyer", "c'est", "tout", "le", "temps", "n'importe", "importe", "joins", "ecrire", "ecrivez", "repondre", "repondez",
        "my", "name", "is", "i", "am", "number", "phone", "the", "it", "and", "at", "please", "no", "call", "text", "me", "you", "can", "reach", "yes", "thanks", "thank", "hello", "hi", "after", "before", "in", "evening",
        "morning", "afternoon", "mornings", "evenings", "best", "time", "any", "works", "send", "ll", "m", "email", "or", "to", "back",
    ];

    private static readonly Phrases s_named = new(new[] { "je m appelle", "mon nom est", "mon nom c est", "au nom de", "moi c est", "monsieur", "madame", "mme", "mr", "my name is", "my name s", "i am", "i m", "this is", "ask for" }.Select(phrase => ("named", phrase)));

    private static readonly Phrases s_elsewhere = new(new[]
    {
        "pas locataire", "pas encore locataire", "pas chez vous", "habite ailleurs", "vis ailleurs", "loge ailleurs", "autre bailleur", "hors de chez vous", "pas dans vos residences", "aucune residence", "pas de residence",
        "not a tenant", "not your tenant", "not one of yours", "live elsewhere", "somewhere else", "another landlord", "don t live in",
    }.Select(phrase => ("elsewhere", phrase)));

    /// <summary>The place a message names; parts only where the landlord has such parts to name.</summary>
    public static SaidPlace Place(Said said, Dialogs dialogs)
    {
        var residence = dialogs.Landlord.Residence(said.Fact<ResidenceFact>()?.Residence);
        return new SaidPlace(
            residence?.Key,
            Part(said, PlacePart.Building) ?? BuildingAt(said, residence),
            Part(said, PlacePart.Stair),
            Part(said, PlacePart.Floor),
            Part(said, PlacePart.Flat),
            CommonPlace(said, dialogs, residence));
    }

    /// <summary>The person says that they do not live at the landlord's (yet): there is no residence to name.</summary>
    public static bool IsElsewhere(Said said) => s_elsewhere.In(said.Words).Count > 0;

    /// <summary>A phone number or e-mail address anywhere in a message.</summary>
    public static SaidContact Contact(Said said) => new(said.Fact<PhoneFact>()?.Number, said.Fact<EmailFact>()?.Address);

    /// <summary>A number or address with a name at most, and nothing else said.</summary>
    public static bool IsOnlyContact(Said said) => Contact(said).CanBeReached && OtherWords(said).Count <= 4;

    /// <summary>An answer to 'how can we answer you': number or address, and what else stands there as a name.</summary>
    public static SaidContact ContactAnswer(Said said) => Contact(said) with { Name = Name(said) };

    private static string? Part(Said said, PlacePart part) => said.Facts.OfType<PartFact>().FirstOrDefault(fact => fact.Part == part)?.Value;

    // "14 rue des Mésanges": the building with that address.
    private static string? BuildingAt(Said said, ResidenceData? residence) =>
        residence?.Buildings.FirstOrDefault(building => building.Address is { } address && Spoken(said.Text).Contains(Spoken(address)))?.Name;

    private static string? CommonPlace(Said said, Dialogs dialogs, ResidenceData? residence)
    {
        var text = Spoken(said.Text);
        var places = residence?.CommonPlaces ?? dialogs.Landlord.Residences.SelectMany(other => other.CommonPlaces);
        return places.Select(place => place.Title.In(Localized.Default)).FirstOrDefault(title => title.Length > 3 && text.Contains(Spoken(title)));
    }

    // Words between single spaces, so that whole words meet whole words whatever the punctuation.
    private static string Spoken(string text)
    {
        var words = new TokenBuffer();
        words.Fill(text, Spellings.None);
        var spoken = new System.Text.StringBuilder(" ");
        foreach (ref readonly var token in words.Tokens)
            spoken.Append(words.Word(in token)).Append(' ');
        return spoken.ToString();
    }

    // Up to two words are taken for a name as they stand, more only after "je m'appelle".
    private static string? Name(Said said)
    {
        var words = OtherWords(said).Distinct().ToList();
        var most = s_named.In(said.Words).Count > 0 ? 4 : 2;
        return words.Count > 0 && words.Count <= most ? string.Join(' ', words) : null;
    }

    private static List<string> OtherWords(Said said)
    {
        var covered = said.Facts.Where(fact => fact is PhoneFact or EmailFact).ToList();
        var words = new List<string>();
        foreach (ref readonly var token in said.Words.Tokens)
        {
            var word = said.Written(in token);
            var start = token.Start;
            if (!covered.Exists(fact => start >= fact.Start && start < fact.Start + fact.Length) && !s_notNames.Contains(Fold.Text(word)) && !word.Any(char.IsAsciiDigit))
                words.Add(word);
        }

        return words;
    }
}
