using System.Collections.Immutable;
using ResidentHub.Catalogue;
using ResidentHub.Language.Text;

namespace ResidentHub.Conversations;

/// <summary>A request being made, in a chat, on a form or at the desk: the same record everywhere.</summary>
/// <param name="Opening">The resident's own words that opened it.</param>
/// <param name="Asked">Questions already asked, in order, so that 'back' finds its way.</param>
/// <param name="IsPlaceUnknown">The resident could not name the residence: it is not asked again.</param>
public sealed record Draft(
    Guid Id,
    string Type,
    DateTimeOffset StartedAt,
    string Opening,
    ImmutableDictionary<string, Answer> Answers,
    SaidPlace Place,
    SaidContact Contact,
    ImmutableArray<string> Asked,
    int Photos = 0,
    bool IsPlaceUnknown = false)
{
    public static Draft New(Guid id, string type, DateTimeOffset now, string opening) =>
        new(id, type, now, opening, ImmutableDictionary<string, Answer>.Empty, SaidPlace.Nowhere, SaidContact.None, []);

    public ImmutableArray<string> Asked { get; init; } = Asked.IsDefault ? [] : Asked;

    public bool Has(string question) => Answers.ContainsKey(question);

    public Draft With(Answer answer) => this with { Answers = Answers.SetItem(answer.Question, answer) };

    /// <summary>
    /// The draft with only those answers whose questions its other answers still raise: a corrected answer takes its sub-questions along, and
    /// what was told before consent was refused is gone.
    /// </summary>
    public Draft Settled(RequestType type)
    {
        var moot = Answers.Values.FirstOrDefault(answer => type.Question(answer.Question) is { } question && !question.When.Holds(Answers));
        return moot is null ? this : (this with { Answers = Answers.Remove(moot.Question) }).Settled(type);
    }

    /// <summary>Whether it is the same request: same answers, place and contact.</summary>
    public bool Says(Draft other) =>
        Place == other.Place && Contact == other.Contact && Photos == other.Photos && Answers.Count == other.Answers.Count && Answers.All(pair => other.Answers.GetValueOrDefault(pair.Key) == pair.Value);

    /// <summary>Worth a request even if the resident leaves now: a place, or a way to call back.</summary>
    public bool IsWorthKeeping => Place.Residence is not null || Contact.CanBeReached;

    /// <summary>All free text the resident gave.</summary>
    public string FreeText(RequestType type) =>
        string.Join('\n', type.Questions.Where(question => question.Kind is QuestionKind.Text or QuestionKind.Long).Select(question => Answers.GetValueOrDefault(question.Key))
            .Where(answer => answer is { IsUnknown: false }).Select(answer => answer!.Value).Prepend(Opening).Append(Place.Spot ?? "").Where(text => text.Length > 0).Distinct());

    /// <summary>What conditions look at; how many households reported the same is known only when the request is made.</summary>
    public Situation Situation(RequestType type, Dialogs dialogs, DateOnly today, bool isNight, Func<int, int>? householdsReporting = null)
    {
        var words = new TokenBuffer();
        words.Fill(FreeText(type), dialogs.Spellings);
        return new Situation(Answers, words, today, isNight, householdsReporting ?? (_ => 1));
    }
}

/// <summary>Where something is, as far as it was said. <paramref name="Residence"/> is a key; the rest are names people use.</summary>
/// <param name="Spot">A common place or any words that say where.</param>
public sealed record SaidPlace(string? Residence, string? Building = null, string? Stair = null, string? Floor = null, string? Flat = null, string? Spot = null)
{
    public static readonly SaidPlace Nowhere = new((string?)null);

    public string? this[string part] => part switch
    {
        "residence" => Residence,
        "building" => Building,
        "stair" => Stair,
        "floor" => Floor,
        "flat" => Flat,
        "spot" => Spot,
        _ => null,
    };

    /// <summary>The home of it: without the spot that was spoken of.</summary>
    public SaidPlace WithoutSpot() => this with { Spot = null };

    /// <summary>This place with what the other one adds or corrects. Another residence forgets the parts of the first.</summary>
    public SaidPlace With(SaidPlace other)
    {
        var kept = other.Residence is not null && other.Residence != Residence ? Nowhere with { Spot = Residence is null ? Spot : null } : this;
        return new SaidPlace(
            other.Residence ?? kept.Residence, other.Building ?? kept.Building, other.Stair ?? kept.Stair, other.Floor ?? kept.Floor, other.Flat ?? kept.Flat, other.Spot ?? kept.Spot);
    }
}

/// <summary>How to answer a resident, as far as they said. <paramref name="IsDeclined"/>: they chose to give nothing.</summary>
public sealed record SaidContact(string? Phone = null, string? Email = null, string? Name = null, bool IsDeclined = false)
{
    public static readonly SaidContact None = new();

    public bool CanBeReached => Phone is not null || Email is not null;

    public SaidContact With(SaidContact other) =>
        new(other.Phone ?? Phone, other.Email ?? Email, other.Name ?? Name, !(other.CanBeReached || CanBeReached) && (other.IsDeclined || IsDeclined));
}
