using System.Text;

namespace Dedupe.Cli.Databases;

/// <summary>
/// The name of a table, with its schema where one was given. It reaches SQL in quotation marks alone.
/// </summary>
/// <param name="Schema">Its schema; null: where the database finds it.</param>
/// <param name="Name">Its own name.</param>
internal sealed record TableName(string? Schema, string Name)
{
    /// <summary>The name in SQL.</summary>
    public string Quoted => Schema is null ? Quote(Name) : $"{Quote(Schema)}.{Quote(Name)}";

    /// <summary>Another table beside this one.</summary>
    public TableName Beside(string name) => this with { Name = name };

    /// <summary>Any name in SQL.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>
    /// Reads <c>table</c>, <c>schema.table</c>, or either in quotation marks as in SQL, in which a dot is a dot. The
    /// case of letters counts.
    /// </summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static TableName Parse(string text)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        var isQuoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '"' && isQuoted && at + 1 < text.Length && text[at + 1] == '"')
                part.Append(text[at++]);
            else if (text[at] == '"')
                isQuoted = !isQuoted;
            else if (text[at] == '.' && !isQuoted)
                Take();
            else
                part.Append(text[at]);
        }

        Take();
        return (isQuoted, parts) switch
        {
            (false, [{ Length: > 0 } name]) => new TableName(null, name),
            (false, [{ Length: > 0 } schema, { Length: > 0 } name]) => new TableName(schema, name),
            _ => throw new UsageException($"--table takes a name such as articles or archive.articles, not '{text}'."),
        };

        void Take()
        {
            parts.Add(part.ToString());
            part.Clear();
        }
    }

    /// <summary>The name as <see cref="Parse"/> reads it.</summary>
    public override string ToString() => Quoted;
}
