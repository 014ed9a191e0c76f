using Dedupe.Formats.Shared.Parquet;

namespace Dedupe.Formats.Shared.Results;

/// <summary>Writes the schema of a table as Parquet has it.</summary>
internal static class TableSchema
{
    private const int ConvertedUtf8 = 0;
    private const int ConvertedList = 3;
    private const int ConvertedMicroseconds = 10;
    private const int Required = 0;
    private const int Optional = 1;
    private const int Repeated = 2;

    /// <summary>The schema, as a list of Thrift.</summary>
    public static byte[] Write(IReadOnlyList<TableColumn> columns)
    {
        var lists = columns.Where(static column => column.List is not null)
            .Select(static column => column.List)
            .Distinct(StringComparer.Ordinal)
            .Count();
        int flat = columns.Count(static column => column.List is null);
        var thrift = new ThriftWriter();
        thrift.BeginElement();
        thrift.List(1, ThriftType.Struct, 1 + columns.Count + (3 * lists));
        Group(thrift, "schema", repetition: null, flat + lists);
        string? list = null;
        foreach (var column in columns)
        {
            if (column.List is not null && column.List != list)
            {
                Group(thrift, column.List, Required, 1, isList: true);
                Group(thrift, "list", Repeated, 1);
                Group(thrift, "element", Required, columns.Count(other => other.List == column.List));
            }

            list = column.List;
            Leaf(thrift, column);
        }

        return thrift.Written[1..].ToArray();
    }

    private static void Group(ThriftWriter thrift, string name, int? repetition, int children, bool isList = false)
    {
        thrift.BeginElement();
        if (repetition is { } known)
            thrift.Int32(3, known);
        thrift.Text(4, name);
        thrift.Int32(5, children);
        if (isList)
        {
            thrift.Int32(6, ConvertedList);
            Logical(thrift, 3);
        }

        thrift.End();
    }

    private static void Leaf(ThriftWriter thrift, TableColumn column)
    {
        thrift.BeginElement();
        thrift.Int32(1, (int)column.Type);
        thrift.Int32(3, column.IsOptional ? Optional : Required);
        thrift.Text(4, column.Name);
        if (column.Type == PhysicalType.ByteArray)
        {
            thrift.Int32(6, ConvertedUtf8);
            Logical(thrift, 1);
        }
        else if (column.Type == PhysicalType.Int64)
        {
            thrift.Int32(6, ConvertedMicroseconds);
            thrift.Begin(10);
            thrift.Begin(8);
            thrift.Flag(1, value: true);
            thrift.Begin(2);
            thrift.Begin(2);
            thrift.End();
            thrift.End();
            thrift.End();
            thrift.End();
        }

        thrift.End();
    }

    private static void Logical(ThriftWriter thrift, int type)
    {
        thrift.Begin(10);
        thrift.Begin(type);
        thrift.End();
        thrift.End();
    }
}
