namespace Dedupe.Formats.Shared.Parquet;

/// <summary>A column: where values are. A group in the schema is told by the columns below it.</summary>
/// <param name="Number">Its place among the columns, from 0.</param>
/// <param name="Path">The names that lead to it.</param>
/// <param name="Node">Its element of the schema.</param>
/// <param name="Definition">The level at which a value is there; 0 when it always is.</param>
/// <param name="Repetition">How many lists it is in.</param>
/// <param name="ListDefinition">The level at which the outermost list has an element; 0 outside of lists.</param>
internal sealed record ParquetColumn(
    int Number, IReadOnlyList<string> Path, SchemaNode Node, int Definition, int Repetition, int ListDefinition)
{
    /// <summary>How its values are stored.</summary>
    public PhysicalType Type => Node.Type!.Value;

    /// <summary>Its name, with points between the names of groups.</summary>
    public string Name { get; } = string.Join('.', Path);

    /// <summary>Bytes of a value; 0 where values have lengths of their own.</summary>
    public int Width => Type switch
    {
        PhysicalType.Boolean => 1,
        PhysicalType.Int32 or PhysicalType.Float => 4,
        PhysicalType.Int64 or PhysicalType.Double => 8,
        PhysicalType.Int96 => 12,
        PhysicalType.FixedBytes => Node.TypeLength,
        _ => 0,
    };
}
