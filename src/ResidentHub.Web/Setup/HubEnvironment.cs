using ResidentHub.Data;

namespace ResidentHub.Web.Setup;

/// <summary>Development only when nobody said otherwise and the program runs out of a checkout.</summary>
public static class HubEnvironment
{
    public const string DefaultUrl = "http://localhost:5080";

    public static string Name =>
        Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
        ?? (Folders.Repository is null ? Environments.Production : Environments.Development);
}
