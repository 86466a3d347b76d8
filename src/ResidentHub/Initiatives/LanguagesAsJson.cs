using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ResidentHub.Initiatives;

/// <summary>A text by language, stored as JSON.</summary>
internal sealed class LanguagesAsJson() : ValueConverter<Dictionary<string, string>, string>(
    texts => JsonSerializer.Serialize(texts, JsonSerializerOptions.Default),
    json => JsonSerializer.Deserialize<Dictionary<string, string>>(json, JsonSerializerOptions.Default)!);

internal sealed class LanguagesComparer() : ValueComparer<Dictionary<string, string>>(
    (a, b) => a == b || (a != null && b != null && a.Count == b.Count && !a.Except(b).Any()),
    texts => texts.Count,
    texts => new Dictionary<string, string>(texts));
