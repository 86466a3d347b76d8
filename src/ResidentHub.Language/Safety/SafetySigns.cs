namespace ResidentHub.Language.Safety;

/// <summary>One sign of danger as written in <c>dialogs/safety/</c>.</summary>
/// <param name="Key">Its name, said in reasons.</param>
/// <param name="Line">Which of the label's first lines answers it.</param>
/// <param name="Patterns">Any of these is the sign.</param>
/// <param name="Unless">Patterns that take the sign back when they stand in the same sentence.</param>
public sealed record SafetySign(string Key, string Line, IReadOnlyList<string> Patterns, IReadOnlyList<string> Unless);

/// <summary>The signs of one safety label and the turns of speech that only look like them.</summary>
/// <param name="LookAlikes">Patterns whose words a sign may not use ("mort de rire").</param>
/// <param name="Believe">How likely this danger must be to the model, 0 to 1, for a sign of it to be believed.</param>
public sealed record SafetySigns(string Label, IReadOnlyList<SafetySign> Signs, IReadOnlyList<string> LookAlikes, double Believe = 0);

/// <summary>A danger read in a message.</summary>
/// <param name="Label">The label whose numbers come first.</param>
/// <param name="Line">Which of the label's first lines to say.</param>
/// <param name="Also">Other safety labels read in the message, in the order in which their numbers are said.</param>
/// <param name="Sign">The sign that fired, or null when only the model saw it.</param>
/// <param name="Words">The words that made it, as written.</param>
public sealed record SafetyReading(string Label, string Line, IReadOnlyList<string> Also, string? Sign, string Words);
