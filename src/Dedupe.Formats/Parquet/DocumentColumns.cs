using Dedupe.Formats.Shared.Parquet;
using Dedupe.Reporting;
using Dedupe.Sources;

namespace Dedupe.Formats.Parquet;

/// <summary>The columns of a file that documents are made of; others are never read.</summary>
internal sealed class DocumentColumns
{
    private const int MostNames = 30;
    private const int LongestName = 40;

    private readonly FieldColumn?[] columns = new FieldColumn?[RecordFields.Count];
    private readonly RecordFields fields;

    /// <summary>Finds them.</summary>
    /// <exception cref="InputException">There is no such column for the id or the text, or it is no text.</exception>
    public DocumentColumns(ParquetSchema schema, ReadingRules rules)
    {
        fields = rules.Fields;
        int most = rules.Options.MaxDocumentBytes;
        if (!fields.IdIsLine)
            columns[RecordFields.Id] = new FieldColumn(
                Needed(schema, RecordFields.Id, "--id-field", RejectionReason.MissingId), most);
        columns[RecordFields.Text] = new FieldColumn(
            Needed(schema, RecordFields.Text, "--text-field", RejectionReason.MissingText), most);
        for (int part = RecordFields.Text + 1; part < RecordFields.Count; part++)
        {
            if (schema.Find(fields.Name(part)) is { } column && Suits(part, column))
                columns[part] = new FieldColumn(column, most);
        }
    }

    /// <summary>Whether dates are plain numbers, of which it is not told what they count.</summary>
    public bool DateIsNumber =>
        columns[RecordFields.Date]?.Column.Node.Kind is FieldKind.Number or FieldKind.Unsigned;

    /// <summary>The columns by the part they play; null: there is none.</summary>
    public IReadOnlyList<FieldColumn?> All => columns;

    /// <summary>Goes to the first row of a row group.</summary>
    public void Begin(ParquetFile file, RowGroup group)
    {
        foreach (var column in columns)
            column?.Begin(file, group);
    }

    private ParquetColumn Needed(ParquetSchema schema, int part, string option, RejectionReason reason)
    {
        string name = fields.Name(part);
        string wanted = part == RecordFields.Id ? "texts or whole numbers" : "texts";
        if (schema.Find(name) is not { } column)
        {
            var below = schema.Below(name).ToList();
            if (below.Count > 0)
            {
                throw new InputException(
                    reason,
                    $"The column \"{name}\" is a group of several: {Names(below)}; {option} names one of them.");
            }

            string meant = Spelling.Nearest(name, schema.Columns.Select(static known => known.Name)) is { } near
                ? $"; did you mean \"{Shortened.Of(near, LongestName)}\"?"
                : ".";
            throw new InputException(
                reason,
                $"There is no column \"{name}\" with {wanted}; {option} names another{meant} There are " +
                $"{Names(schema.Columns)}.");
        }

        if (Suits(part, column))
            return column;
        throw new InputException(
            reason, $"The column \"{name}\" is {Describe(column)}, not {wanted}; {option} names another.");
    }

    // Only texts may be lists, of paragraphs.
    private static bool Suits(int part, ParquetColumn column)
    {
        var kind = column.Node.Kind;
        if (part == RecordFields.Text || column.Repetition > 0)
            return part == RecordFields.Text && kind == FieldKind.Text;
        return kind == FieldKind.Text
            || (part == RecordFields.Id && kind is (FieldKind.Number or FieldKind.Unsigned or FieldKind.Uuid))
            || (part == RecordFields.Version && kind is (FieldKind.Number or FieldKind.Unsigned))
            || (part == RecordFields.Date && kind is not (FieldKind.Other or FieldKind.Uuid));
    }

    private static string Describe(ParquetColumn column) => column.Node.Kind switch
    {
        _ when column.Repetition > 0 => "a list",
        FieldKind.Number or FieldKind.Unsigned => "whole numbers",
        FieldKind.Days or FieldKind.Milliseconds or FieldKind.Microseconds or FieldKind.Nanoseconds
            or FieldKind.JulianDay => "dates",
        FieldKind.Uuid => "names of 16 bytes",
        _ => column.Type switch
        {
            PhysicalType.Boolean => "true or false",
            PhysicalType.Float or PhysicalType.Double => "numbers with fractions",
            _ => "no text",
        },
    };

    private static string Names(IReadOnlyCollection<ParquetColumn> columns)
    {
        string names = string.Join(
            ", ", columns.Take(MostNames).Select(static column => Shortened.Of(column.Name, LongestName)));
        return columns.Count > MostNames ? $"{names} and {columns.Count - MostNames} more" : names;
    }
}
