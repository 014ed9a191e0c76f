using Dedupe.Live;
using Dedupe.Service.Stores;
using Npgsql;
using Xunit;

namespace Dedupe.Service.Tests.Stores;

/// <summary>Schemas that are no store, or one of another version.</summary>
public sealed class PostgresSchemaTests(PostgresServer server)
{
    [Fact]
    public void ASchemaOfSomebodyElseIsNotTouched()
    {
        var data = server.NewSchema();
        Execute(data, "CREATE TABLE mine (a int); INSERT INTO mine VALUES (1)");
        Refused(data, "no store of this program");
        Assert.Equal(["mine"], Tables(data));
    }

    [Fact]
    public void AStoreOfALaterVersionIsNotTouched()
    {
        var data = server.NewSchema();
        using (LiveStores.Open(data))
        {
        }

        Execute(data, "INSERT INTO versions VALUES (99, 0)");
        Refused(data, "a later version");
    }

    [Fact]
    public void ALaterVersionThatCameMeanwhileIsNotWrittenOver()
    {
        var data = server.NewSchema();
        using var store = LiveStores.Open(data);
        Execute(data, "INSERT INTO versions VALUES (99, 0)");
        for (var twice = 0; twice < 2; twice++)
        {
            var error = Assert.Throws<LiveStoreException>(() => store.Begin(CancellationToken.None));
            Assert.Equal(LiveStoreFault.Unusable, error.Fault);
        }

        Assert.Equal(0, store.Count().Articles);
    }

    [Fact]
    public void AStoreOfTheFirstVersionOpens()
    {
        var data = server.NewSchema();
        Execute(data, FirstVersion.Postgres);
        using (var store = LiveStores.Open(data))
            FirstVersion.Holds(store);
        using (var store = LiveStores.Open(data))
            FirstVersion.Holds(store);
    }

    [Fact]
    public void ManyServersMakeItOnce()
    {
        var data = server.NewSchema();
        var identities = new Guid[6];
        Parallel.For(0, identities.Length, new ParallelOptions { MaxDegreeOfParallelism = 6 }, i =>
        {
            using var store = LiveStores.Open(data);
            identities[i] = store.Identity;
        });
        Assert.Single(identities.Distinct());
    }

    [Fact]
    public void WhatIsForgottenIsInNoRow()
    {
        var data = server.NewSchema();
        using var store = LiveStores.Open(data);
        using (var transaction = store.Begin(CancellationToken.None))
        {
            transaction.Add(Made.Article(1));
            transaction.Add(Made.Article(2));
            transaction.Commit();
        }

        using (var transaction = store.Begin(CancellationToken.None))
        {
            transaction.SetState(1, LiveState.Forgotten);
            transaction.Commit();
        }

        Assert.Equal(
            [2L],
            Rows(data, "SELECT number FROM articles WHERE title IS NOT NULL OR url IS NOT NULL OR answer IS NOT NULL"));
        Assert.Equal([2L], Rows(data, "SELECT number FROM texts"));
        // Both tables, so that the old rows go too as soon as nobody can see them.
        Assert.Equal([1L, 1], Rows(
            data,
            "SELECT vacuum_count FROM pg_stat_user_tables WHERE schemaname = current_schema() " +
            "AND relname IN ('articles', 'texts_0')"));
    }

    [Theory]
    [InlineData("Host=here;Nothing=of this")]
    [InlineData("postgresql://here/base?nothing=of-this")]
    public void AnAddressThatCannotBeReadIsTold(string address)
    {
        var error = Assert.Throws<LiveStoreException>(() => LiveStores.Open(address));
        Assert.Equal(LiveStoreFault.Unusable, error.Fault);
        Assert.Contains("cannot be read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void APasswordIsInNoMessage()
    {
        var error = Assert.Throws<LiveStoreException>(
            () => LiveStores.Open($"{server.Address};Password=secret9;Options=-c nothing_of_this=1"));
        Assert.DoesNotContain("secret9", error.ToString(), StringComparison.Ordinal);
    }

    private static void Refused(string data, string told)
    {
        var error = Assert.Throws<LiveStoreException>(() => LiveStores.Open(data));
        Assert.Equal(LiveStoreFault.Unusable, error.Fault);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", error.Message, StringComparison.Ordinal);
    }

    private static void Execute(string data, string sql)
    {
        using var connection = new NpgsqlConnection(data);
        connection.Open();
        using var command = new NpgsqlCommand(
            $"CREATE SCHEMA IF NOT EXISTS {new NpgsqlConnectionStringBuilder(data).SearchPath}; {sql}", connection);
        command.ExecuteNonQuery();
    }

    private static List<string> Tables(string data) => Read(
        data, "SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace", r =>
            r.GetString(0));

    private static List<long> Rows(string data, string sql) => Read(data, sql, static row => row.GetInt64(0));

    private static List<T> Read<T>(string data, string sql, Func<NpgsqlDataReader, T> row)
    {
        using var connection = new NpgsqlConnection(data);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var list = new List<T>();
        while (reader.Read())
            list.Add(row(reader));
        return list;
    }
}
