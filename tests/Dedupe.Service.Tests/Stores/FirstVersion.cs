using Dedupe.Live;
using Dedupe.Service.Stores;
using Xunit;

namespace Dedupe.Service.Tests.Stores;

/// <summary>A store as the first version made it, as statements: what comes later must open it.</summary>
internal static class FirstVersion
{
    private const string Rows =
        """
        INSERT INTO versions VALUES (1, 638000000000000000);
        INSERT INTO store VALUES ({0}, 2, 1, 2, 1, 1);
        INSERT INTO articles VALUES (1, 3125399596818733332, {1}, {2}, NULL, {3}, NULL, NULL, {2},
          638993766000000001, 180, 1, {0}, 638993808010000007, 638995000000000000, 8, {4});
        INSERT INTO articles VALUES (2, 3125399596822737123, {1}, NULL, {2}, NULL, {2}, {2}, NULL,
          NULL, NULL, 0, {0}, 638993808020000007, NULL, 3, NULL);
        INSERT INTO absent VALUES (2, 2);
        INSERT INTO clusters VALUES (1, '0123456789abcdef', 'earliest', 2, 1, 638993808020000007);
        INSERT INTO members VALUES (1, 1, 0, 6, 0, 1, 1, 1, 1);
        INSERT INTO members VALUES (2, 1, 1, 4, 1, 0.25, 0.5, 0.75, 0.125);
        INSERT INTO pairs VALUES (2, 1, 4, 0.25, 0.75, 0.5);
        INSERT INTO events VALUES (1, 7, 638993808020000007, 2, 1, 0);
        """;

    /// <summary>Of SQLite.</summary>
    public static string Sqlite { get; } =
        """
        PRAGMA page_size = 16384;
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
        CREATE TABLE texts_0 (number INTEGER PRIMARY KEY, text BLOB);
        """ + Filled("X'{0}'") +
        """
        INSERT INTO texts_0 VALUES (1, X'74657874');
        INSERT INTO texts_0 VALUES (2, X'74657874');
        PRAGMA application_id = 1147433036;
        """;

    /// <summary>Of PostgreSQL.</summary>
    public static string Postgres { get; } =
        """
        CREATE TABLE store (
          identity bytea NOT NULL, commits bigint NOT NULL, articles bigint NOT NULL, last_article bigint NOT NULL,
          clusters bigint NOT NULL, last_event bigint NOT NULL);
        CREATE TABLE versions (version bigint PRIMARY KEY, made_at bigint NOT NULL);
        CREATE TABLE writers (writer bytea PRIMARY KEY, transaction bigint NOT NULL, at bigint NOT NULL);
        CREATE TABLE articles (
          number bigint PRIMARY KEY, key bigint NOT NULL, id bytea NOT NULL, source bytea, version bytea, title bytea,
          status bytea, url bytea, agency bytea, date bigint, zone smallint, marks smallint NOT NULL,
          content bytea NOT NULL, arrived bigint NOT NULL, embargo bigint, words integer NOT NULL, answer bytea);
        CREATE TABLE texts (number bigint PRIMARY KEY, text bytea) PARTITION BY RANGE (number);
        CREATE TABLE texts_0 PARTITION OF texts FOR VALUES FROM (1) TO (262145);
        CREATE TABLE absent (article bigint PRIMARY KEY, state smallint NOT NULL);
        CREATE TABLE clusters (
          number bigint PRIMARY KEY, id text NOT NULL, reason text NOT NULL, size integer NOT NULL,
          settled smallint NOT NULL, changed bigint NOT NULL);
        CREATE TABLE members (
          article bigint PRIMARY KEY, cluster bigint NOT NULL, rank integer NOT NULL, relation smallint NOT NULL,
          from_first smallint NOT NULL, jaccard double precision NOT NULL, containment double precision NOT NULL,
          coverage double precision NOT NULL, prose_coverage double precision NOT NULL);
        CREATE TABLE pairs (
          article bigint NOT NULL, other bigint NOT NULL, relation smallint NOT NULL,
          jaccard double precision NOT NULL, coverage double precision NOT NULL,
          other_coverage double precision NOT NULL, PRIMARY KEY (article, other));
        CREATE TABLE events (
          number bigint PRIMARY KEY, kind smallint NOT NULL, at bigint NOT NULL, article bigint NOT NULL,
          cluster bigint NOT NULL, other bigint NOT NULL);
        """ + Filled("'\\x{0}'") +
        """
        INSERT INTO texts VALUES (1, '\x74657874');
        INSERT INTO texts VALUES (2, '\x74657874');
        """;

    /// <summary>That a store has what was stored then.</summary>
    public static void Holds(DatabaseStore store)
    {
        Assert.Equal(new LiveCounts(1, 2, 1, 1), store.Count());
        Assert.Equal(
            [
                "1|item|text|Title|Wire||||2025-11-22T05:50:00.0000001+03:00|True|" +
                $"{new UInt128(0x0102030405060708, 0x090A0B0C0D0E0F10)}|2025-11-22T04:00:01.0000007+00:00|" +
                "2025-11-23T13:06:40.0000000+00:00|8|Wire|Present|{}",
                "2|item|text|||Wire|Wire|Wire||False|" +
                $"{new UInt128(0x0102030405060708, 0x090A0B0C0D0E0F10)}|2025-11-22T04:00:02.0000007+00:00||3||Removed|",
            ],
            store.ReadItems("item").Select(Made.Told));
        Assert.Equal(1, Assert.Single(store.ReadItem("Wire", "item")).Number);
        Assert.Equal([(2, LiveState.Removed)], store.ReadAbsent());
        var cluster = store.ReadCluster(1);
        Assert.Equal("0123456789abcdef", cluster?.Cluster.Id);
        Assert.Equal([1L, 2], cluster?.Members.Select(static member => member.Article));
        Assert.Equal(Relation.Derived, Assert.Single(store.ReadPairs(1)).Relation);
        Assert.Equal(LiveEventKind.Joined, Assert.Single(store.ReadEvents(0, 9)).Kind);
        Assert.Equal(new DateTimeOffset(638995000000000000, TimeSpan.Zero), store.ReadNextRelease());
        using var transaction = store.Begin(CancellationToken.None);
        Assert.Equal([1], transaction.Release(DateTimeOffset.MaxValue));
        transaction.Add(Made.Article(3));
    }

    // Names as hexadecimal digits: 16 bytes, "item", "Wire", "Title", "{}".
    private static string Filled(string form)
    {
        string[] values = ["0102030405060708090a0b0c0d0e0f10", "6974656d", "57697265", "5469746c65", "7b7d"];
        var rows = Rows;
        for (var i = 0; i < values.Length; i++)
        {
            rows = rows.Replace(
                $"{{{i}}}", form.Replace("{0}", values[i], StringComparison.Ordinal), StringComparison.Ordinal);
        }

        return rows;
    }
}
