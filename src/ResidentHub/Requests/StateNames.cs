namespace ResidentHub.Requests;

/// <summary>States as keys of texts and stories: <c>waiting-resident</c>.</summary>
public static class StateNames
{
    public static string Of(RequestState state) => string.Concat(state.ToString().Select((c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    public static RequestState? Read(string? name) =>
        Enum.GetValues<RequestState>().Cast<RequestState?>().FirstOrDefault(state => Of(state!.Value) == name);
}
