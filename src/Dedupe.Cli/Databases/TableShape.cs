namespace Dedupe.Cli.Databases;

/// <summary>What a table is made of, as far as it matters to whoever takes rows out of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in their order.</param>
internal sealed record TableShape(TableName Name, IReadOnlyList<TableColumn> Columns)
{
    /// <summary>Whether it holds rows itself: it is no view.</summary>
    public bool HoldsRows { get; init; } = true;

    /// <summary>Columns that by themselves tell each row from all others.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Tables of which rows would change or go if a row went here.</summary>
    public IReadOnlyList<string> Followers { get; init; } = [];

    /// <summary>Triggers that fire when rows go or come.</summary>
    public IReadOnlyList<string> Triggers { get; init; } = [];

    /// <summary>The column of a name; null where there is none.</summary>
    public TableColumn? Find(string column) =>
        Columns.FirstOrDefault(one => one.Name == column);

    /// <summary>The column of a name.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public TableColumn Require(string column) => Find(column) ?? throw new UsageException(
        $"The table {Name} has no column '{column}'; it has {string.Join(", ", Columns.Select(static c => c.Name))}.");
}
