using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ResidentHub.Catalogue.Yaml;

/// <summary>Writes a shape as a JSON Schema (draft 2020-12), for editors that complete and check YAML while one types.</summary>
public static class JsonSchemaWriter
{
    private static readonly JsonSerializerOptions s_readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(string title, Shape shape)
    {
        var schema = Of(shape);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", title);
        return schema.ToJsonString(s_readable) + "\n";
    }

    private static JsonObject Of(Shape shape) => shape switch
    {
        TextShape { Values: { } values } => new JsonObject { ["enum"] = new JsonArray([.. values.Select(Value)]) },
        TextShape { Form: { } like } => new JsonObject { ["type"] = new JsonArray("string", "number"), ["pattern"] = $"^(?:{like.Pattern})$", ["description"] = like.Expected },
        TextShape => new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") },
        ListShape list => new JsonObject { ["type"] = "array", ["items"] = Of(list.Item) },
        MapShape map => Map(map),
        RecordShape record => Record(record),
        EitherShape either => new JsonObject { ["anyOf"] = new JsonArray(Of(either.First), Of(either.Second)) },
        _ => throw new InvalidOperationException($"No schema for {shape}."),
    };

    private static JsonNode Value(string value) => value is "true" or "false" ? JsonValue.Create(value == "true") : JsonValue.Create(value);

    private static JsonObject Map(MapShape shape)
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(shape.Value) };
        if (shape.Required.Count > 0)
            schema["required"] = new JsonArray([.. shape.Required.Select(key => JsonValue.Create(key))]);
        return schema;
    }

    private static JsonObject Record(RecordShape shape)
    {
        var properties = new JsonObject();
        foreach (var key in shape.Keys)
            properties[key.Name] = Of(key.Shape);
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (shape.Keys.Any(key => key.Required))
            schema["required"] = new JsonArray([.. shape.Keys.Where(key => key.Required).Select(key => JsonValue.Create(key.Name))]);
        return schema;
    }
}
