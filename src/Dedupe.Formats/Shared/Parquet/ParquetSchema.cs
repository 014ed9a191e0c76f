namespace Dedupe.Formats.Shared.Parquet;

/// <summary>The columns of a file.</summary>
internal sealed class ParquetSchema
{
    private const int MostDepth = 100;
    private const int MostLevel = 255;

    private readonly IReadOnlyList<SchemaNode> nodes;
    private readonly List<ParquetColumn> columns = [];
    private int next = 1;

    /// <summary>Makes it of the elements as they stand in the index: each group before what it is made of.</summary>
    /// <exception cref="Sources.InputException">They make no tree.</exception>
    public ParquetSchema(IReadOnlyList<SchemaNode> nodes)
    {
        this.nodes = nodes;
        if (nodes.Count == 0)
            throw ParquetFault.Corrupt("there is no schema");
        var path = new List<string>();
        for (int child = 0; child < nodes[0].Children; child++)
            Add(path, 0, 0, 0);
        if (next != nodes.Count)
            throw ParquetFault.Corrupt("the schema has elements that belong to no group");
    }

    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<ParquetColumn> Columns => columns;

    /// <summary>
    /// The column of a name: the names on the way to it with points between them. What names a list, or any group with
    /// one column in it, means that column. Null when there is none, or several.
    /// </summary>
    public ParquetColumn? Find(string name)
    {
        ParquetColumn? found = null;
        foreach (var column in columns)
        {
            if (column.Name == name)
                return column;
            if (!IsBelow(column, name))
                continue;
            if (found is not null)
                return null;
            found = column;
        }

        return found;
    }

    /// <summary>The columns below a group, for messages.</summary>
    public IEnumerable<ParquetColumn> Below(string name) => columns.Where(column => IsBelow(column, name));

    private static bool IsBelow(ParquetColumn column, string name) =>
        column.Name.Length > name.Length
            && column.Name[name.Length] == '.'
            && column.Name.StartsWith(name, StringComparison.Ordinal);

    private void Add(List<string> path, int definition, int repetition, int listDefinition)
    {
        if (next == nodes.Count)
            throw ParquetFault.Corrupt("the schema ends inside a group");
        var node = nodes[next++];
        definition += node.Repetition == 0 ? 0 : 1;
        repetition += node.Repetition == 2 ? 1 : 0;
        if (node.Repetition == 2 && repetition == 1)
            listDefinition = definition;
        if (path.Count == MostDepth || definition > MostLevel || node.Repetition is < 0 or > 2 || node.Children < 0)
            throw ParquetFault.Corrupt($"the element \"{node.Name}\" of the schema makes no sense");
        path.Add(node.Name);
        if (node.Type is null)
        {
            for (int child = 0; child < node.Children; child++)
                Add(path, definition, repetition, listDefinition);
        }
        else
        {
            columns.Add(new ParquetColumn(
                columns.Count, [.. path], node, definition, repetition, listDefinition));
            CheckType(columns[^1]);
        }

        path.RemoveAt(path.Count - 1);
    }

    private static void CheckType(ParquetColumn column)
    {
        if (!Enum.IsDefined(column.Type))
            throw ParquetFault.Corrupt($"the column \"{column.Name}\" has an unknown type");
        if (column.Type == PhysicalType.FixedBytes && column.Width is < 0 or > 1 << 24)
            throw ParquetFault.Corrupt($"values of the column \"{column.Name}\" have {column.Width} bytes");
    }
}
