namespace ResidentHub.Catalogue.Yaml;

/// <summary>
/// What a value in a file of <c>dialogs/</c> may look like. The loader checks with it and the JSON Schemas are written from it, so that both
/// always say the same.
/// </summary>
public abstract record Shape
{
    public static Shape Text { get; } = new TextShape(null, null);

    /// <summary>Text in French and English, more languages allowed: <c>{ fr: …, en: … }</c>.</summary>
    public static Shape Localized { get; } = new MapShape(Text, ["fr", "en"]);

    /// <summary>Words by language, none compulsory: <c>{ fr: [ … ], en: [ … ] }</c>.</summary>
    public static Shape Words { get; } = new MapShape(new ListShape(Text), []);

    public static Shape Texts { get; } = new ListShape(Text);

    public static Shape Yes { get; } = OneOf("true", "false");

    public static Shape OneOf(params string[] values) => new TextShape(null, values);

    /// <summary>A text of a form, with a sentence that says what is expected.</summary>
    public static Shape Like(string pattern, string expected) => new TextShape((pattern, expected), null);

    public static Shape ListOf(Shape item) => new ListShape(item);

    public static Shape MapOf(Shape value, params string[] required) => new MapShape(value, required);

    public static Shape Record(params Key[] keys) => new RecordShape(keys);

    public static Shape Either(Shape first, Shape second) => new EitherShape(first, second);
}

/// <summary>A scalar; <c>Form</c> is a regular expression with what it stands for.</summary>
public sealed record TextShape((string Pattern, string Expected)? Form, IReadOnlyList<string>? Values) : Shape;

public sealed record ListShape(Shape Item) : Shape;

/// <summary>Any keys, all values alike, some keys compulsory.</summary>
public sealed record MapShape(Shape Value, IReadOnlyList<string> Required) : Shape;

/// <summary>Known keys only.</summary>
public sealed record RecordShape(IReadOnlyList<Key> Keys) : Shape;

public sealed record EitherShape(Shape First, Shape Second) : Shape;

/// <summary>A key of a record.</summary>
public sealed record Key(string Name, Shape Shape, bool Required = false);
