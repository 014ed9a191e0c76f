namespace Dedupe.Cli.Databases;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as the database writes it.</param>
/// <param name="IsComputed">Whether the database computes it, so that nobody may write it.</param>
internal sealed record TableColumn(string Name, string Type, bool IsComputed)
{
    /// <summary>The name in SQL.</summary>
    public string Quoted => TableName.Quote(Name);
}
