namespace ResidentHub.Data;

/// <summary>Which database the operator wants.</summary>
public static class DatabaseSetting
{
    private const string Sqlite = "sqlite";

    /// <summary>What is wrong with the setting <c>Database:Provider</c>, or null: this hub keeps its data in SQLite only.</summary>
    public static string? Fault(string? provider) =>
        string.IsNullOrEmpty(provider) || provider.Equals(Sqlite, StringComparison.OrdinalIgnoreCase) ? null : $"Database__Provider: '{provider}' is not supported, only '{Sqlite}' is.";
}
