namespace Dedupe.Sources.JsonLines;

/// <summary>The value of a field that matters.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Bytes">A string unescaped, or a number, true or false as written; of an object or a list, its first
/// byte.</param>
internal readonly record struct JsonValue(JsonKind Kind, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>True for a string.</summary>
    public bool IsString => Kind == JsonKind.String;

    /// <summary>True for a number.</summary>
    public bool IsNumber => Kind == JsonKind.Number;

    /// <summary>The bytes of a string; empty for anything else.</summary>
    public ReadOnlyMemory<byte> String => IsString ? Bytes : default;
}
