namespace Dedupe.Sources;

/// <summary>The value of a field that matters.</summary>
/// <param name="IsString">True for a string.</param>
/// <param name="IsNumber">True for a number.</param>
/// <param name="Bytes">The string unescaped, or the number as written; empty for anything else.</param>
internal readonly record struct JsonValue(bool IsString, bool IsNumber, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The bytes of a string; empty for anything else.</summary>
    public ReadOnlyMemory<byte> String => IsString ? Bytes : default;
}
