namespace ResidentHub.Data;

/// <summary>What an operator may set about conversations.</summary>
/// <param name="HandOverMinutes">Working minutes within which a person should answer a hand-over, before the resident is told where to call.</param>
public sealed record HubSettings(string PublicBaseUrl, int HandOverMinutes = 30);
