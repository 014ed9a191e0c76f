using System.Text.Json;
using Dedupe.Formats.Shared.Parquet;

namespace Dedupe.Formats.Shared.Results;

/// <summary>
/// Writes a table as Parquet. Pages are not packed: what a packer makes depends on its version, and the same run gives
/// the same bytes everywhere; words that come again and again stand once in a row group.
/// </summary>
internal sealed class TableWriter
{
    private const int RowsOfGroup = 20_000;
    private const int BytesOfColumn = 64 << 20;

    private readonly ParquetFileWriter file;
    private readonly byte[] schema;
    private readonly List<ColumnBuffer> columns;
    private int rows;

    /// <summary>Begins a table.</summary>
    public TableWriter(Stream output, IReadOnlyList<TableColumn> columns)
    {
        file = new ParquetFileWriter(output);
        schema = TableSchema.Write(columns);
        var thrift = new ThriftReader(schema);
        var nodes = new List<SchemaNode>();
        for (int left = thrift.List(ThriftType.List, out _); left > 0; left--)
            nodes.Add(SchemaNode.Read(ref thrift));
        var stored = new ParquetSchema(nodes).Columns;
        this.columns = [.. columns.Select((column, number) => new ColumnBuffer(column, stored[number]))];
    }

    /// <summary>Adds a row.</summary>
    /// <exception cref="FormatException">A value is missing.</exception>
    public void Add(JsonElement row) => Add(row, row);

    /// <summary>Adds a row that is a part of something.</summary>
    /// <param name="whole">That.</param>
    /// <param name="row">The row.</param>
    /// <exception cref="FormatException">A value is missing.</exception>
    public void Add(JsonElement whole, JsonElement row)
    {
        foreach (var column in columns)
            column.Add(column.Column.IsOfWhole ? whole : row);
        rows++;
        if (rows == RowsOfGroup || columns.Exists(static column => column.Length > BytesOfColumn))
            WriteGroup();
    }

    /// <summary>Ends the table.</summary>
    public void Finish()
    {
        if (rows > 0)
            WriteGroup();
        var createdBy = new ThriftWriter();
        createdBy.BeginElement();
        createdBy.Text(1, "dedupe");
        file.Finish(version: 1, schema, [], createdBy.Written[1..], []);
    }

    private void WriteGroup()
    {
        file.BeginGroup();
        foreach (var column in columns)
            column.Write(file);
        file.EndGroup(rows);
        rows = 0;
    }
}
