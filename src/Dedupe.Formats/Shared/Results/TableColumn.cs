using System.Text.Json;
using Dedupe.Formats.Shared.Parquet;

namespace Dedupe.Formats.Shared.Results;

/// <summary>A column of a table of results.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">How its values are stored: text, a number, a share, true or false, or a moment.</param>
/// <param name="Get">Finds the value in a line of the results, or in an element of the list; an undefined one: there is
/// none.</param>
/// <param name="List">The list in whose elements it is; null: it is of the row itself.</param>
internal sealed record TableColumn(
    string Name, PhysicalType Type, Func<JsonElement, JsonElement> Get, string? List = null)
{
    /// <summary>Whether there may be no value.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether few values come again and again, and are written once for each row group.</summary>
    public bool IsRepetitive { get; init; }

    /// <summary>Whether its value stands in what a row is a part of: in the cluster of a member.</summary>
    public bool IsOfWhole { get; init; }

    /// <summary>A column that has the name of its property.</summary>
    public static TableColumn Of(string name, PhysicalType type, bool isOptional = false, bool isRepetitive = false) =>
        new(name, type, row => Property(row, name)) { IsOptional = isOptional, IsRepetitive = isRepetitive };

    /// <summary>A column of the elements of a list that has the name of their property.</summary>
    public static TableColumn In(string list, string name, PhysicalType type, bool isRepetitive = false) =>
        new(name, type, element => Property(element, name), list) { IsRepetitive = isRepetitive };

    /// <summary>Two columns for a place, which stands in the results as [start, length].</summary>
    public static IEnumerable<TableColumn> Range(string list, string start, string length, string? property = null)
    {
        yield return new TableColumn(start, PhysicalType.Int32, element => Place(element, property)[0], list);
        yield return new TableColumn(length, PhysicalType.Int32, element => Place(element, property)[1], list);
    }

    private static JsonElement Place(JsonElement element, string? property) =>
        property is null ? element : element.GetProperty(property);

    private static JsonElement Property(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) ? value : default;
}
