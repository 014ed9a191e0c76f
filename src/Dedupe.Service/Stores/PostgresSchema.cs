using System.Globalization;
using Dedupe.Live;

namespace Dedupe.Service.Stores;

/// <summary>The tables of a store in PostgreSQL, in a schema of their own.</summary>
internal static class PostgresSchema
{
    // Articles in one table of texts: some 600 MB.
    private const int PartBits = 18;

    /// <summary>The version of the tables that this program writes.</summary>
    public static int Current => Steps.Length;

    /// <summary>
    /// How each version is made from the one before it. What is there is never changed, only added to: stores of that
    /// version exist.
    /// </summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE store (
          identity bytea NOT NULL, commits bigint NOT NULL, articles bigint NOT NULL, last_article bigint NOT NULL,
          clusters bigint NOT NULL, last_event bigint NOT NULL) WITH (fillfactor = 10);
        CREATE TABLE versions (version bigint PRIMARY KEY, made_at bigint NOT NULL);
        CREATE TABLE writers (
          writer bytea PRIMARY KEY, transaction bigint NOT NULL, at bigint NOT NULL) WITH (fillfactor = 50);
        CREATE TABLE articles (
          number bigint PRIMARY KEY, key bigint NOT NULL, id bytea NOT NULL, source bytea, version bytea, title bytea,
          status bytea, url bytea, agency bytea, date bigint, zone smallint, marks smallint NOT NULL,
          content bytea NOT NULL, arrived bigint NOT NULL, embargo bigint, words integer NOT NULL, answer bytea);
        CREATE INDEX articles_key ON articles (key);
        CREATE INDEX articles_arrived ON articles (arrived);
        CREATE TABLE texts (number bigint PRIMARY KEY, text bytea) PARTITION BY RANGE (number);
        CREATE TABLE absent (article bigint PRIMARY KEY, state smallint NOT NULL);
        CREATE TABLE clusters (
          number bigint PRIMARY KEY, id text NOT NULL, reason text NOT NULL, size integer NOT NULL,
          settled smallint NOT NULL, changed bigint NOT NULL);
        CREATE TABLE members (
          article bigint PRIMARY KEY, cluster bigint NOT NULL, rank integer NOT NULL, relation smallint NOT NULL,
          from_first smallint NOT NULL, jaccard double precision NOT NULL, containment double precision NOT NULL,
          coverage double precision NOT NULL, prose_coverage double precision NOT NULL);
        CREATE INDEX members_cluster ON members (cluster);
        CREATE TABLE pairs (
          article bigint NOT NULL, other bigint NOT NULL, relation smallint NOT NULL,
          jaccard double precision NOT NULL, coverage double precision NOT NULL,
          other_coverage double precision NOT NULL, PRIMARY KEY (article, other));
        CREATE INDEX pairs_other ON pairs (other);
        CREATE TABLE events (
          number bigint PRIMARY KEY, kind smallint NOT NULL, at bigint NOT NULL, article bigint NOT NULL,
          cluster bigint NOT NULL, other bigint NOT NULL);
        """,
        // Whoever is told of embargoes that end is told once. Of those that ended before the last settlement somebody
        // was told then.
        """
        ALTER TABLE store ADD COLUMN released bigint NOT NULL DEFAULT 0;
        UPDATE store SET released =
          coalesce((SELECT at FROM events WHERE kind = 15 ORDER BY number DESC LIMIT 1), 0);
        CREATE INDEX articles_embargo ON articles (embargo) WHERE embargo IS NOT NULL;
        CREATE INDEX events_settled ON events (number) WHERE kind = 15;
        """,
    ];

    /// <summary>
    /// Makes the table for the texts of an article when it is the first of its part: each part is a partition, so that
    /// it is vacuumed by itself and its file shrinks to nothing once all its texts have expired.
    /// </summary>
    /// <returns>The statement; null when the table is there.</returns>
    public static string? PartFor(long number)
    {
        var part = (number - 1) >> PartBits;
        var (first, next) = ((part << PartBits) + 1, ((part + 1) << PartBits) + 1);
        return number == first
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"CREATE TABLE {TextsOf(number)} PARTITION OF texts FOR VALUES FROM ({first}) TO ({next})")
            : null;
    }

    /// <summary>The table that has the text of an article.</summary>
    public static string TextsOf(long number) =>
        string.Create(CultureInfo.InvariantCulture, $"texts_{(number - 1) >> PartBits}");

    /// <summary>Makes the tables where there are none, and brings older ones up to date.</summary>
    /// <param name="link">A connection whose tables are looked up in the schema alone.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="lockText">Takes the right to write until the transaction ends.</param>
    /// <param name="name">The database, for messages.</param>
    /// <exception cref="LiveStoreException">The schema has other tables, or those of a later version.</exception>
    public static void Prepare(PostgresLink link, string schema, string lockText, string name)
    {
        if (Version(link, schema, name) == Steps.Length)
            return;
        link.Execute("BEGIN");
        try
        {
            link.Execute(lockText);
            // Somebody else may have made them just now.
            var version = Version(link, schema, name);
            if (version == 0)
                link.Execute($"CREATE SCHEMA IF NOT EXISTS {Quoted(schema)}");
            var isNew = version == 0;
            for (; version < Steps.Length; version++)
            {
                link.Execute(Steps[version]);
                link.Execute("INSERT INTO versions VALUES ($1, $2)", version + 1L, DateTimeOffset.UtcNow.UtcTicks);
            }

            if (isNew)
                link.Execute("INSERT INTO store VALUES ($1, 0, 0, 0, 0, 0, 0)", Guid.NewGuid().ToByteArray());
            link.Execute("COMMIT");
        }
        catch
        {
            if (!link.IsLost)
                link.Execute("ROLLBACK");
            throw;
        }
    }

    /// <summary>A name as it stands in a statement.</summary>
    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static int Version(PostgresLink link, string schema, string name)
    {
        var tables = link.List(
            """
            SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
            """,
            static row => row.GetString(0), schema);
        if (tables.Count == 0)
            return 0;
        if (!tables.Contains("versions") || !tables.Contains("writers") || !tables.Contains("store"))
        {
            throw new LiveStoreException(
                $"The schema {schema} of {name} has tables, and is no store of this program. Nothing was changed. " +
                "Another schema can be named by \"Search Path=…\" in the address.",
                LiveStoreFault.Unusable);
        }

        var version = link.List("SELECT max(version) FROM versions", static row => row.GetInt64(0))[0];
        return version <= Steps.Length
            ? (int)version
            : throw new LiveStoreException(
                $"The tables in {name} were made by a later version of this program: they are of version {version}, " +
                $"and this one knows those up to {Steps.Length}. Nothing was changed.",
                LiveStoreFault.Unusable);
    }
}
