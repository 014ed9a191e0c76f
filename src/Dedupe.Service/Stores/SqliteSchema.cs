using System.Buffers.Binary;
using System.Globalization;
using Dedupe.Live;

namespace Dedupe.Service.Stores;

/// <summary>The tables of a store in a file of SQLite, and whether a file has them.</summary>
internal static class SqliteSchema
{
    /// <summary>What the file says it is, at byte 68: "DdpL".</summary>
    private const int ApplicationId = 0x4464704C;

    // Articles in one table of texts.
    private const int PartBits = 14;

    // Texts are a few thousand bytes. In larger pages less room is lost between them: 1.2 KB an article against 1.7 KB
    // in pages of 4 KB, keys and answers included.
    private const int PageSize = 16384;

    private const int HeaderBytes = 100;

    /// <summary>The version of the tables that this program writes.</summary>
    public static int Current => Steps.Length;

    /// <summary>
    /// How each version is made from the one before it. What is there is never changed, only added to: stores of that
    /// version exist.
    /// </summary>
    private static readonly string[] Steps =
    [
        // Rows of articles and texts keep their length for good: what is forgotten is overwritten where it stands.
        // SQLite moves rows within and between pages when one shrinks, and leaves what it moved behind. So the state
        // is in a table of its own.
        """
        CREATE TABLE store (
          identity BLOB NOT NULL, commits INTEGER NOT NULL, articles INTEGER NOT NULL, last_article INTEGER NOT NULL,
          clusters INTEGER NOT NULL, last_event INTEGER NOT NULL);
        CREATE TABLE versions (version INTEGER PRIMARY KEY, made_at INTEGER NOT NULL);
        CREATE TABLE articles (
          number INTEGER PRIMARY KEY, key INTEGER NOT NULL, id BLOB NOT NULL, source BLOB, version BLOB, title BLOB,
          status BLOB, url BLOB, agency BLOB, date INTEGER, zone INTEGER, marks INTEGER NOT NULL,
          content BLOB NOT NULL, arrived INTEGER NOT NULL, embargo INTEGER, words INTEGER NOT NULL, answer BLOB);
        CREATE INDEX articles_key ON articles (key);
        CREATE INDEX articles_arrived ON articles (arrived);
        CREATE TABLE absent (article INTEGER PRIMARY KEY, state INTEGER NOT NULL);
        CREATE TABLE clusters (
          number INTEGER PRIMARY KEY, id TEXT NOT NULL, reason TEXT NOT NULL, size INTEGER NOT NULL,
          settled INTEGER NOT NULL, changed INTEGER NOT NULL);
        CREATE TABLE members (
          article INTEGER PRIMARY KEY, cluster INTEGER NOT NULL, rank INTEGER NOT NULL, relation INTEGER NOT NULL,
          from_first INTEGER NOT NULL, jaccard REAL NOT NULL, containment REAL NOT NULL, coverage REAL NOT NULL,
          prose_coverage REAL NOT NULL);
        CREATE INDEX members_cluster ON members (cluster);
        CREATE TABLE pairs (
          article INTEGER NOT NULL, other INTEGER NOT NULL, relation INTEGER NOT NULL, jaccard REAL NOT NULL,
          coverage REAL NOT NULL, other_coverage REAL NOT NULL, PRIMARY KEY (article, other)) WITHOUT ROWID;
        CREATE INDEX pairs_other ON pairs (other);
        CREATE TABLE events (
          number INTEGER PRIMARY KEY, kind INTEGER NOT NULL, at INTEGER NOT NULL, article INTEGER NOT NULL,
          cluster INTEGER NOT NULL, other INTEGER NOT NULL);
        """,
        // Whoever is told of embargoes that end is told once. Of those that ended before the last settlement somebody
        // was told then.
        """
        ALTER TABLE store ADD COLUMN released INTEGER NOT NULL DEFAULT 0;
        UPDATE store SET released =
          coalesce((SELECT at FROM events WHERE kind = 15 ORDER BY number DESC LIMIT 1), 0);
        CREATE INDEX articles_embargo ON articles (embargo) WHERE embargo IS NOT NULL;
        CREATE INDEX events_settled ON events (number) WHERE kind = 15;
        """,
    ];

    /// <summary>Which part of the texts an article's is in.</summary>
    public static long PartOf(long number) => (number - 1) >> PartBits;

    /// <summary>The first and the last article of a part.</summary>
    public static (long First, long Last) ArticlesOf(long part) =>
        ((part << PartBits) + 1, (part + 1) << PartBits);

    /// <summary>The name of the table of a part.</summary>
    public static string TextsOfPart(long part) => string.Create(CultureInfo.InvariantCulture, $"texts_{part}");

    /// <summary>Looks at the beginning of a file; it is not opened as a database, so nothing of it changes.</summary>
    /// <exception cref="LiveStoreException">It is no store.</exception>
    public static void Require(string path)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (Directory.Exists(path))
            throw Foreign(path, "it is a folder");
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            if (file.Length == 0)
                return;
            _ = file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false);
        }
        catch (Exception error) when (error is FileNotFoundException)
        {
            return;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LiveStoreException(
                $"The database {path} cannot be read: {error.Message}", LiveStoreFault.Unavailable, error);
        }

        if (!header.StartsWith("SQLite format 3\0"u8))
            throw Foreign(path, "it is no database of SQLite, or its beginning is damaged");
        if (BinaryPrimitives.ReadInt32BigEndian(header[68..]) != ApplicationId)
            throw Foreign(path, "it is another program's database");
    }

    /// <summary>Makes the tables where there are none, and brings older ones up to date.</summary>
    /// <exception cref="LiveStoreException">The database has other tables, or those of a later version.</exception>
    public static void Prepare(SqliteLink link, string path)
    {
        if (link.Number("PRAGMA application_id") == 0)
        {
            link.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA page_size = {PageSize}"));
            InTransaction(link, () => Make(link, path));
        }

        if (link.Number("PRAGMA application_id") != ApplicationId)
            throw Foreign(path, "it is another program's database");
        if (VersionOf(link, path) < Steps.Length)
            InTransaction(link, () => Advance(link, VersionOf(link, path)));
    }

    private static void Make(SqliteLink link, string path)
    {
        // Somebody else may have made them just now.
        if (link.Number("PRAGMA application_id") == ApplicationId)
            return;
        if (link.Number("SELECT count(*) FROM sqlite_schema") > 0)
            throw Foreign(path, "it has tables of somebody else");
        Advance(link, 0);
        link.Execute("INSERT INTO store VALUES ($1, 0, 0, 0, 0, 0, 0)", Guid.NewGuid().ToByteArray());
        link.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
    }

    private static void Advance(SqliteLink link, long version)
    {
        for (; version < Steps.Length; version++)
        {
            link.Execute(Steps[version]);
            link.Execute("INSERT INTO versions VALUES ($1, $2)", version + 1, DateTimeOffset.UtcNow.UtcTicks);
        }
    }

    private static long VersionOf(SqliteLink link, string path)
    {
        var version = link.Number("SELECT coalesce(max(version), 0) FROM versions");
        return version <= Steps.Length
            ? version
            : throw new LiveStoreException(
                $"The database {path} was made by a later version of this program: its tables are of version " +
                $"{version}, and this one knows those up to {Steps.Length}. Nothing was changed.",
                LiveStoreFault.Unusable);
    }

    private static void InTransaction(SqliteLink link, Action action)
    {
        link.Execute("BEGIN IMMEDIATE");
        try
        {
            action();
            link.Execute("COMMIT");
        }
        catch
        {
            link.Execute("ROLLBACK");
            throw;
        }
    }

    private static LiveStoreException Foreign(string path, string why) =>
        new($"{path} is no store of this program: {why}. Nothing was changed.", LiveStoreFault.Unusable);
}
