using Dedupe.Batch.Removal;

namespace Dedupe.Cli.Databases;

/// <summary>
/// The table dedupe_result: each row of a cluster, and what was found of it. Those of a table replace what was found
/// of it before, in one transaction.
/// </summary>
internal static class ResultRows
{
    /// <summary>Its name.</summary>
    public const string TableName = "dedupe_result";

    /// <summary>Writes them.</summary>
    public static void Write(
        Database database, TableName table, RemovalPlan removal, CancellationToken cancellationToken)
    {
        var result = table.Beside(TableName).Quoted;
        database.Begin();
        try
        {
            database.Execute(
                $"""
                CREATE TABLE IF NOT EXISTS {result} (
                  table_name text NOT NULL, id text NOT NULL, cluster text NOT NULL, goes integer NOT NULL,
                  keeper text, relation text, words integer NOT NULL, own double precision, lost_words integer NOT NULL,
                  PRIMARY KEY (table_name, id))
                """);
            database.Execute($"DELETE FROM {result} WHERE table_name = @table", ("table", table.Name));
            using var insert = database.Command(
                $"INSERT INTO {result} VALUES " +
                "(@table, @id, @cluster, @goes, @keeper, @relation, @words, @own, @lost)",
                ("table", table.Name), ("id", ""), ("cluster", ""), ("goes", 0), ("keeper", ""), ("relation", ""),
                ("words", 0), ("own", 0.0), ("lost", 0));
            foreach (var member in removal.Members)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Set("id", member.Name);
                Set("cluster", member.Cluster);
                Set("goes", member.Fate == RemovalFate.Removed ? 1 : 0);
                Set("keeper", member.Beside?.Name);
                Set("relation", member.Beside is null ? null : Names.Of(member.Relation));
                Set("words", member.Words);
                Set("own", member.Beside is null ? null : Math.Round(member.OwnShare, 4));
                Set("lost", member.LostWords);
                insert.ExecuteNonQuery();
            }

            database.Commit();

            void Set(string name, object? value) => insert.Parameters[name].Value = value ?? DBNull.Value;
        }
        finally
        {
            database.End();
        }
    }
}
