using Dedupe.Sources;

namespace Dedupe.Cli.Databases;

/// <summary>A table and the columns in which its articles stand.</summary>
/// <param name="Address">The database.</param>
/// <param name="Table">The table.</param>
/// <param name="Options">Names the columns, and bounds the size of a text.</param>
internal sealed record TableSource(string Address, TableName Table, SourceOptions Options)
{
    private static readonly SourceOptions Usual = new();

    /// <summary>
    /// How the rows are read once they are written to a file: there the columns have the usual names.
    /// </summary>
    public SourceOptions RowOptions => Options with
    {
        IdField = Usual.IdField,
        TextField = Usual.TextField,
        TitleField = Usual.TitleField,
        SourceField = Usual.SourceField,
        DateField = Usual.DateField,
        Encoding = "utf-8",
    };

    /// <summary>The columns that are read: their field in the file, and the column.</summary>
    /// <exception cref="UsageException">One that was named is not there.</exception>
    public IReadOnlyList<(string Field, TableColumn Column)> Columns(TableShape shape)
    {
        var columns = new List<(string, TableColumn)>
        {
            (Usual.IdField, shape.Require(Options.IdField)), (Usual.TextField, shape.Require(Options.TextField)),
        };
        Add(Usual.TitleField, Options.TitleField);
        Add(Usual.SourceField, Options.SourceField);
        Add(Usual.DateField, Options.DateField);
        foreach (var field in (string[])["version", "status", "url"])
            Add(field, field);
        return columns;

        void Add(string field, string name)
        {
            // What has its usual name may be absent.
            var column = name == field ? shape.Find(name) : shape.Require(name);
            if (column is not null)
                columns.Add((field, column));
        }
    }
}
