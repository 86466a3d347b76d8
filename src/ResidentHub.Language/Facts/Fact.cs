namespace ResidentHub.Language.Facts;

/// <summary>Something a message says that an answer can be made of. The span lies in the text as written, in UTF-16 units.</summary>
public abstract record Fact(int Start, int Length);

/// <summary>A telephone number in E.164 (<c>+33612345678</c>).</summary>
public sealed record PhoneFact(int Start, int Length, string Number) : Fact(Start, Length);

/// <summary>An e-mail address as written.</summary>
public sealed record EmailFact(int Start, int Length, string Address) : Fact(Start, Length);

/// <summary>A request's reference whose check sign is right, without separators.</summary>
public sealed record ReferenceFact(int Start, int Length, string Reference) : Fact(Start, Length);

/// <summary>A sum of money in euros.</summary>
public sealed record AmountFact(int Start, int Length, decimal Euros) : Fact(Start, Length);

/// <summary>A day named or counted from today.</summary>
public sealed record DateFact(int Start, int Length, DateOnly Date) : Fact(Start, Length);

/// <summary>Since when something lasts, or when it happened: the first day meant.</summary>
public sealed record SinceFact(int Start, int Length, DateOnly Date) : Fact(Start, Length);

/// <summary>An hour, or from one hour to another.</summary>
public sealed record TimeFact(int Start, int Length, TimeOnly From, TimeOnly? To) : Fact(Start, Length);

/// <summary>A number of months of rent that are owed or late.</summary>
public sealed record MonthsFact(int Start, int Length, int Months) : Fact(Start, Length);

/// <summary>A residence of the landlord, by its key.</summary>
public sealed record ResidenceFact(int Start, int Length, string Residence) : Fact(Start, Length);

/// <summary>A part of a place: building, stair, floor or flat, with its name (floor 0 is the ground floor).</summary>
public sealed record PartFact(int Start, int Length, PlacePart Part, string Value) : Fact(Start, Length);

/// <summary>The parts of an address inside a residence.</summary>
public enum PlacePart
{
    Building,
    Stair,
    Floor,
    Flat,
}
