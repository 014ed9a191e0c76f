using System.Text.Json;

namespace Dedupe.Live;

/// <summary>Values of a JSON object that may be left out.</summary>
internal static class AnswerValues
{
    /// <summary>A number; 0 where there is none.</summary>
    public static long Number(this JsonElement item, ReadOnlySpan<byte> name) =>
        item.TryGetProperty(name, out var value) ? value.GetInt64() : 0;

    /// <summary>A share; 0 where there is none.</summary>
    public static double Share(this JsonElement item, ReadOnlySpan<byte> name) =>
        item.TryGetProperty(name, out var value) ? value.GetDouble() : 0;

    /// <summary>A text; null where there is none.</summary>
    public static string? Word(this JsonElement item, ReadOnlySpan<byte> name) =>
        item.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>Whether something holds.</summary>
    public static bool Holds(this JsonElement item, ReadOnlySpan<byte> name) =>
        item.TryGetProperty(name, out var value) && value.GetBoolean();

    /// <summary>The items of a list; none where there is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement item, ReadOnlySpan<byte> name) =>
        item.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];
}
