using ResidentHub.Catalogue;
using ResidentHub.Language.Facts;
using ResidentHub.Language.Text;

namespace ResidentHub.Conversations;

/// <summary>Reads places and contacts out of what was said.</summary>
public static class PlaceReader
{
    private static readonly string[] s_notNames =
    [
        "je", "j", "m", "me", "mon", "ma", "le", "la", "les", "l", "c", "est", "ce", "suis", "appelle", "nom", "numero", "telephone", "tel", "portable", "mail", "email", "adresse", "voici", "au", "et", "ou", "a", "oui",
        "s", "il", "vous", "plait", "merci", "bonjour", "my", "name", "is", "i", "am", "number", "phone", "the", "it", "and", "on", "at", "please", "pouvez", "appeler", "rappeler", "rappelez", "moi", "sur", "par", "sms", "non", "no",
    ];

    /// <summary>The place a message names; parts only where the landlord has such parts to name.</summary>
    public static SaidPlace Place(Said said, Dialogs dialogs)
    {
        var residence = dialogs.Landlord.Residence(said.Fact<ResidenceFact>()?.Residence);
        return new SaidPlace(
            residence?.Key,
            Part(said, PlacePart.Building),
            Part(said, PlacePart.Stair),
            Part(said, PlacePart.Floor),
            Part(said, PlacePart.Flat),
            CommonPlace(said, dialogs, residence));
    }

    /// <summary>A phone number or e-mail address anywhere in a message.</summary>
    public static SaidContact Contact(Said said) => new(said.Fact<PhoneFact>()?.Number, said.Fact<EmailFact>()?.Address);

    /// <summary>A number or address with a name at most, and nothing else said.</summary>
    public static bool IsOnlyContact(Said said) => Contact(said).CanBeReached && OtherWords(said).Count <= 4;

    /// <summary>An answer to 'how can we answer you': number or address, and what else stands there as a name.</summary>
    public static SaidContact ContactAnswer(Said said) => Contact(said) with { Name = Name(said) };

    private static string? Part(Said said, PlacePart part) => said.Facts.OfType<PartFact>().FirstOrDefault(fact => fact.Part == part)?.Value;

    private static string? CommonPlace(Said said, Dialogs dialogs, ResidenceData? residence)
    {
        var text = " " + Fold.Text(said.Text) + " ";
        var places = residence?.CommonPlaces ?? dialogs.Landlord.Residences.SelectMany(other => other.CommonPlaces);
        return places.Select(place => place.Title.In(Localized.Default)).FirstOrDefault(title => title.Length > 3 && text.Contains($" {Fold.Text(title)} "));
    }

    private static string? Name(Said said) => OtherWords(said) is { Count: > 0 and <= 4 } words ? string.Join(' ', words.Distinct()) : null;

    private static List<string> OtherWords(Said said)
    {
        var covered = said.Facts.Where(fact => fact is PhoneFact or EmailFact).ToList();
        var words = new List<string>();
        foreach (var token in said.Words.Tokens)
        {
            var word = said.Text.Substring(token.Start, token.Length);
            if (!covered.Exists(fact => token.Start >= fact.Start && token.Start < fact.Start + fact.Length) && !s_notNames.Contains(Fold.Text(word)) && !word.Any(char.IsAsciiDigit))
                words.Add(word);
        }

        return words;
    }
}
